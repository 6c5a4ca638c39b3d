import { Predictor } from 'elm-toolkit';
import { toolkit } from './toolkit.js';

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

/** @param {AbortSignal} signal of the component that asks: when it goes, so does the request */
export async function learn(signal) {
  const elm = await toolkit();
  const model = await elm.create('ELMClassifier', { n_hidden: 64, random_state: 0 });
  try {
    await model.fit(flowers, names, { signal });
    const [name] = await model.predict([[5.2, 3.4, 1.5, 0.2]], { signal });
    const predictor = Predictor.from(await model.save({ signal })); // from here on without Python
    return `${name}, ${predictor.predict([6.5, 3.0, 4.6, 1.4])}`;
  } finally {
    model.dispose();
  }
}

/**
 * What to show of it: nothing where the component has gone.
 *
 * @param {AbortSignal} signal @param {(text: string) => void} show
 */
export function learnAndShow(signal, show) {
  learn(signal).then(show, (error) => {
    if (error.code !== 'cancelled') show(`Failed: ${error.message}`);
  });
}
