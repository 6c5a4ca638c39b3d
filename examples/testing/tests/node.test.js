import 'elm-toolkit/node'; // from here on a start is one of a thread
import { afterAll, beforeAll, expect, test } from 'vitest';
import { learnLamp } from '../src/lamp.js';

let lamp;
beforeAll(async () => {
  lamp = await learnLamp();
}, 120_000);
afterAll(() => lamp.end());

test('it knows when the lamp is on', async () => {
  expect(await lamp.model.predict([[1], [0]])).toEqual(['on', 'off']);
});
