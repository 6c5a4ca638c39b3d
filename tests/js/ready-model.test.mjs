// The model that answers before Python is there: it starts no worker once another has its place.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { WorkerCalls } from '../../web/ui/async/worker-calls.js';
import { ReadyModel } from '../../web/ui/models/ready-model.js';
import { settle } from './fake-worker.mjs';

const BEGUN = [
  ['a', ['one']],
  ['b', ['two']],
];
const script = new URL('file:///worker.js');
const { fetch: realFetch, Worker: realWorker } = globalThis;

/** Workers that run, in the order of their starts. */
let running;
/** Requests for files, each to be answered. */
let asked;

beforeEach(() => {
  running = [];
  asked = [];
  globalThis.Worker = class extends EventTarget {
    sent = [];
    constructor() {
      super();
      running.push(this);
    }
    postMessage(message) {
      this.sent.push(message);
    }
    terminate() {
      running.splice(running.indexOf(this), 1);
    }
    say(said) {
      this.onmessage({ data: { id: this.sent.at(-1).id, said } });
    }
  };
  globalThis.fetch = (_, { signal } = {}) =>
    new Promise((resolve) => asked.push({ signal, come: () => resolve(new Response('{}')) }));
});
afterEach(() => {
  globalThis.fetch = realFetch;
  globalThis.Worker = realWorker;
});

test('of many sets pressed in quick succession one worker is left', async () => {
  let ready = 0;
  const models = [1, 2, 3, 4].map(() => new ReadyModel('spam', BEGUN, () => ready++));
  for (const model of models.slice(0, 3)) model.end();
  for (const { come } of asked) come();
  for (let i = 0; i < 5; i++) await settle();
  assert.deepEqual(
    asked.map(({ signal }) => signal?.aborted),
    [true, true, true, false],
  );
  assert.equal(running.length, 1);
  running[0].say({ className: 'TextClassifier', classes: ['a', 'b'] });
  await settle();
  assert.equal(ready, 1);
  assert.deepEqual(
    models.map(({ summary }) => summary.fitted),
    [false, false, false, true],
  );
});

test('a model that has ended starts no worker for a question', async () => {
  const model = new ReadyModel('spam', BEGUN, () => {});
  asked[0].come();
  for (let i = 0; i < 5; i++) await settle();
  running[0].say({ className: 'TextClassifier', classes: ['a', 'b'] });
  await settle();
  const half = model.predictProba(['one']);
  model.end();
  await assert.rejects(half, /another model has taken its place/);
  await assert.rejects(model.predictProba(['two']), /another model has taken its place/);
  assert.equal(running.length, 0);
});

test('a worker that holds nothing is started again, one that holds a model is not', async () => {
  const failing = async (calls) => {
    const first = calls.ask({});
    running.at(-1).onerror();
    await assert.rejects(first, /could not be started/);
    return calls.ask({});
  };
  const said = failing(new WorkerCalls(script, 'It could not be started.'));
  await settle();
  assert.equal(running.length, 1);
  running[0].say('well');
  assert.equal(await said, 'well');
  const held = new WorkerCalls(script, 'It could not be started.', { holds: true });
  await assert.rejects(failing(held), /could not be started/);
  assert.equal(running.length, 1);
});

test('a model whose worker has died answers no more', async () => {
  const model = new ReadyModel('spam', BEGUN, () => {});
  asked[0].come();
  for (let i = 0; i < 5; i++) await settle();
  running[0].say({ className: 'TextClassifier', classes: ['a', 'b'] });
  await settle();
  assert.equal(
    model.of(() => BEGUN),
    model,
  );
  running[0].onerror();
  assert.equal(
    model.of(() => BEGUN),
    undefined,
  );
});

test('its worker loads beside its file, and ends where the file does not come', async () => {
  globalThis.fetch = async () => new Response('', { status: 404 });
  const model = new ReadyModel('spam', BEGUN, () => assert.fail('not ready'));
  assert.equal(running.length, 1);
  await settle();
  await settle();
  assert.equal(running.length, 0);
  assert.equal(model.summary.fitted, false);
});
