// @vitest-environment jsdom
import { learnAs } from 'elm-toolkit/testing'; // from here on a start takes no time, and no Python
import { expect, test } from 'vitest';
import { learnLamp } from '../src/lamp.js';

test('what the app makes of an answer', async () => {
  const { model, end } = await learnLamp();
  expect(await model.predict([[1], [0]])).toEqual(['on', 'off']); // of the samples that it was given
  end();
});

test('what the app makes of an error', async () => {
  const leaving = new AbortController();
  const { model } = await learnLamp();
  const fitting = model.fit([[0], [1]], ['off', 'on'], { signal: leaving.signal });
  leaving.abort();
  await expect(fitting).rejects.toMatchObject({ code: 'cancelled' });
  learnAs({}); // or { ELMClassifier: the text of a saved model }: from then on it answers
});
