// @vitest-environment jsdom
import 'elm-toolkit/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { learnLamp } from '../src/lamp.js';

let lamp;
beforeAll(async () => {
  lamp = await learnLamp();
}, 120_000);
afterAll(() => lamp.end());

test('beside the elements of a page, too', async () => {
  expect(await lamp.model.predict([[1], [0]])).toEqual(['on', 'off']);
});
