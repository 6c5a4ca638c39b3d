import { ElmToolkit } from 'elm-toolkit';

/** What an app has: it knows nothing of tests. */
export async function learnLamp() {
  const elm = await ElmToolkit.start({ assets: '/elm/' });
  const model = await elm.create('ELMClassifier', { n_hidden: 20, random_state: 0 });
  await model.fit([[0], [1], [0], [1]], ['off', 'on', 'off', 'on']);
  return { model, end: () => elm.dispose() };
}
