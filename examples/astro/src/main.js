import { ElmToolkit, Predictor } from 'elm-toolkit';

const flowers = [
  [5.1, 3.5, 1.4, 0.2],
  [4.9, 3.0, 1.4, 0.2],
  [4.7, 3.2, 1.3, 0.2],
  [5.0, 3.6, 1.4, 0.2],
  [7.0, 3.2, 4.7, 1.4],
  [6.4, 3.2, 4.5, 1.5],
  [6.9, 3.1, 4.9, 1.5],
  [5.5, 2.3, 4.0, 1.3],
];
const names = flowers.map((_, i) => (i < 4 ? 'setosa' : 'versicolor'));

const output = document.querySelector('output');
try {
  const elm = await ElmToolkit.start({ assets: '/elm/' }); // the folder that the command made
  const model = await elm.create('ELMClassifier', { n_hidden: 64, random_state: 0 });
  await model.fit(flowers, names);
  const [name] = await model.predict([[5.2, 3.4, 1.5, 0.2]]);
  const predictor = Predictor.from(await model.save()); // from here on without Python
  output.textContent = `${name}, ${predictor.predict([6.5, 3.0, 4.6, 1.4])}`;
  elm.dispose();
} catch (error) {
  output.textContent = `Failed: ${error.message}`;
}
