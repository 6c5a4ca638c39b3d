import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Client } from '../../web/client/client.js';
import { FakeWorker, rejects } from './fake-worker.mjs';

function silent(t, verb) {
  t.mock.timers.enable({ apis: ['setInterval'] });
  const worker = new FakeWorker();
  const client = new Client(worker, { patience: 30 });
  const request = client.send(verb, {});
  request.catch(() => {});
  worker.say({ kind: 'alive' });
  return { client, request, pass: (seconds) => t.mock.timers.tick(1000 * seconds), worker };
}

test('a worker that falls silent while somebody waits counts as lost', async (t) => {
  const { client, request, pass } = silent(t, 'fit');
  pass(30);
  assert.equal(client.lost, undefined);
  pass(10);
  await rejects(request, 'worker-lost', /does not answer/);
});

test('a start may take longer, as engines compile Python at different speeds', async (t) => {
  const { client, request, pass } = silent(t, 'start');
  pass(115);
  assert.equal(client.lost, undefined);
  pass(15);
  await rejects(request, 'worker-lost', /does not answer/);
});

test('a worker that answers is not lost, however long its work takes', (t) => {
  const { client, pass, worker } = silent(t, 'fit');
  for (let i = 0; i < 100; i++) {
    pass(5);
    worker.say({ kind: 'pong' });
  }
  assert.equal(client.lost, undefined);
});

test('an isolated host whose engine has no shared memory does without interrupts', () => {
  const { SharedArrayBuffer: real } = globalThis;
  globalThis.crossOriginIsolated = true;
  globalThis.SharedArrayBuffer = undefined; // as in WebKitGTK
  try {
    assert.equal(new Client(new FakeWorker()).interruptBuffer, undefined);
  } finally {
    globalThis.SharedArrayBuffer = real;
    delete globalThis.crossOriginIsolated;
  }
});
