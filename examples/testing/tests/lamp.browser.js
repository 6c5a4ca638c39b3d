import { afterAll, beforeAll, expect, test } from 'vitest';
import { learnLamp } from '../src/lamp.js';

let lamp;
beforeAll(async () => {
  lamp = await learnLamp(); // in a worker, as in the app
}, 120_000);
afterAll(() => lamp.end());

test('it learns in the browser', async () => {
  expect(await lamp.model.predict([[1], [0]])).toEqual(['on', 'off']);
  expect(document.querySelector('output')).toBeNull(); // a page of its own
});
