import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ElmToolkit } from '../../web/client/toolkit.js';
import { wrongIn } from '../../worker/messages.js';
import { isTooDeep, MOST_LEVELS } from '../../worker/protocol.js';
import { FakeWorker, newClient, rejects } from './fake-worker.mjs';

/** A value below so many levels. */
function nested(levels, inner = 1, wrap = (value) => [value]) {
  let value = inner;
  for (let i = 0; i < levels; i++) value = wrap(value);
  return value;
}

test('data may be nested so deep and no deeper, in whatever', () => {
  for (const wrap of [
    (value) => [value],
    (value) => ({ value }),
    (value) => new Map([['a', value]]),
    (value) => new Map([[value, 'a']]),
    (value) => new Set([value]),
  ]) {
    assert.equal(isTooDeep(nested(MOST_LEVELS, 1, wrap)), false);
    assert.equal(isTooDeep(nested(MOST_LEVELS + 1, 1, wrap)), true);
    assert.equal(isTooDeep(nested(5000, 1, wrap)), true);
  }
  assert.equal(isTooDeep([new Float64Array(100_000)]), false);
  const own = { parts: [] };
  own.parts.push(own);
  assert.equal(isTooDeep(own), true);
});

test('what two parts share is looked at once, and from its deepest place', () => {
  assert.equal(isTooDeep(nested(31, [1], (value) => [value, value])), false);
  const inner = nested(20);
  assert.equal(isTooDeep([inner, nested(11, inner)]), false);
  assert.equal(isTooDeep([inner, nested(13, inner)]), true);
});

test('a request that is nested too deep is never sent', async () => {
  const { worker, client } = newClient();
  await rejects(client.send('save', { metadata: nested(3000) }), 'invalid-input', /32 levels/);
  assert.deepEqual([worker.sent.length, client.pending], [0, 0]);
});

test('what is wrong with a message is said', () => {
  const right = { id: 1, kind: 'request', verb: 'info', args: {} };
  assert.equal(wrongIn(right), undefined);
  for (const [wrong, pattern] of [
    [{ id: 1.5 }, /^id must be a whole number/],
    [{ id: null }, /^id must be/],
    [{ kind: undefined }, /no kind of message undefined/],
    [{ verb: 3 }, /^verb must be a text, got 3/],
    [{ args: null }, /^args must be an object, got \[object Null\]/],
    [{ args: [] }, /^args must be an object/],
    [{ args: new Map() }, /^args must be an object/],
    [{ args: { a: nested(40) } }, /deeper than 32 levels/],
    [{ verb: 'start', args: { memoryBudget: '64' } }, /^memoryBudget must be a positive number/],
    [{ verb: 'start', args: { memoryBudget: 0 } }, /^memoryBudget must be/],
    [{ verb: 'flush', args: { model: {} } }, /^model must be a number/],
    [{ verb: 'start', args: { lock: {} } }, /^lock must be a text/],
    [{ verb: 'start', args: { interrupt: new ArrayBuffer(8) } }, /^interrupt must be a Shared/],
  ]) {
    assert.match(wrongIn({ ...right, ...wrong }) ?? '', pattern);
  }
});

test('where there are no workers, as in Node, that is said with a way on', async () => {
  await rejects(ElmToolkit.start(), 'boot-failed', /no web workers here.*Predictor/);
  await rejects(ElmToolkit.start({ assets: '/elm/' }), 'boot-failed', /elm-toolkit\/node/);
  for (const memoryBudget of ['64', 0, -1, Number.NaN, null, {}]) {
    await rejects(ElmToolkit.start({ memoryBudget }), 'invalid-input', /^memoryBudget must be/);
  }
});

test('assets that are no address are refused', async () => {
  globalThis.Worker = class extends FakeWorker {};
  try {
    await rejects(ElmToolkit.start({ assets: 'http://[' }), 'invalid-input', /^assets must be/);
  } finally {
    delete globalThis.Worker;
  }
});

test('options of a start that there are not are told, with those that there are', async () => {
  const known = /^start has no option 'asset': its options are assets, .*signal/;
  await rejects(ElmToolkit.start({ asset: '/elm/' }), 'invalid-input', known);
  const object = /^options must be an object, as \{ assets: '\/elm\/' \}, got/;
  for (const given of ['/elm/', 7, ['/elm/'], new URL('http://a/elm/')]) {
    await rejects(ElmToolkit.start(given), 'invalid-input', object);
  }
});
