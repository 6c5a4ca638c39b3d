// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { learnLamp } from '../src/lamp.js';

test('jsdom has no workers, and the error says what to do', async () => {
  await expect(learnLamp()).rejects.toMatchObject({
    name: 'ElmError',
    code: 'boot-failed',
    message: expect.stringMatching(/jsdom.*elm-toolkit\/node/),
  });
});
