// What a start leaves alone in the page.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FakeWorker } from './fake-worker.mjs';

test('the messages of the page are left alone', async () => {
  const taken = [];
  const handlers = ['onmessage', 'onmessageerror', 'onerror'];
  for (const name of handlers) {
    Object.defineProperty(globalThis, name, { configurable: true, set: () => taken.push(name) });
  }
  const listen = globalThis.addEventListener;
  globalThis.addEventListener = (kind) => taken.push(kind);
  const workers = [];
  globalThis.Worker = class extends FakeWorker {
    constructor() {
      super();
      workers.push(this);
    }
  };
  try {
    const { ElmToolkit } = await import('../../web/client/index.js');
    const starting = ElmToolkit.start();
    const [worker] = workers;
    worker.say({ id: worker.sent[0].id, kind: 'result', result: { version: '1' } });
    (await starting).dispose();
    assert.equal(worker.terminated, 1);
    assert.deepEqual(taken, []);
  } finally {
    for (const name of [...handlers, 'Worker']) delete globalThis[name];
    globalThis.addEventListener = listen;
  }
});
