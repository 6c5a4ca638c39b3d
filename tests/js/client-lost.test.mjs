import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { test } from 'node:test';
import { Client } from '../../web/client/client.js';
import { INTERRUPT } from '../../worker/protocol.js';
import { FakeWorker, newClient, rejects } from './fake-worker.mjs';

const LOSSES = {
  'an error': (worker) => worker.onerror({ message: 'boom', preventDefault() {} }),
  'an error event without a message': (worker) => worker.onerror({}),
  'a damaged message': (worker) => worker.onmessageerror({}),
  'a fatal error of Python': (worker) => worker.say({ kind: 'fatal', message: 'boom' }),
};

for (const [name, lose] of Object.entries(LOSSES)) {
  test(`${name} rejects what is pending and what is sent later`, async () => {
    const { worker, client } = newClient();
    const { signal } = new AbortController();
    const requests = [client.send('a', {}, { signal }), client.send('b', {})];
    lose(worker);
    for (const request of requests) await rejects(request, 'worker-lost');
    assert.equal(client.pending, 0);
    assert.equal(getEventListeners(signal, 'abort').length, 0);
    await rejects(client.send('c', {}), 'worker-lost');
    assert.equal(worker.sent.length, 2);
  });
}

test('the reason of a loss is told, the first one', async () => {
  const { worker, client } = newClient();
  worker.onerror({ message: 'first reason' });
  worker.say({ kind: 'fatal', message: 'second reason' });
  client.close();
  await rejects(client.send('a', {}), 'worker-lost', /first reason/);
});

test('an error of the worker is handled here, not in the console too', () => {
  const { worker } = newClient();
  let prevented = 0;
  worker.onerror({ message: 'boom', preventDefault: () => prevented++ });
  assert.equal(prevented, 1);
});

test('a worker whose interpreter is gone is terminated', () => {
  const { worker } = newClient();
  worker.say({ kind: 'fatal', message: 'boom' });
  assert.equal(worker.terminated, 1);
});

test('an answer after the loss is ignored', async () => {
  const { worker, client } = newClient();
  const request = client.send('a', {});
  worker.onmessageerror({});
  worker.say({ id: request.id, kind: 'result', result: 1 });
  await rejects(request, 'worker-lost');
});

test('closing terminates the worker and rejects everything with "disposed"', async () => {
  const { worker, client } = newClient();
  const request = client.send('a', {});
  client.close();
  assert.equal(worker.terminated, 1);
  await rejects(request, 'disposed');
  await rejects(client.send('b', {}), 'disposed');
  client.close();
  worker.onerror({ message: 'late' });
  await rejects(client.send('c', {}), 'disposed');
  assert.equal(worker.sent.length, 1);
});

test('what cannot be cloned is refused and leaves nothing behind', async () => {
  const { worker, client } = newClient();
  const { signal } = new AbortController();
  await rejects(client.send('a', { f: () => 0 }, { signal }), 'invalid-input', /plain data/);
  assert.equal(client.pending, 0);
  assert.equal(getEventListeners(signal, 'abort').length, 0);
  assert.deepEqual(worker.sent, []);
  const request = client.send('b', {});
  worker.say({ id: request.id, kind: 'result', result: 'still works' });
  assert.equal(await request, 'still works');
});

test('what is to be transferred is transferred', () => {
  const { worker, client } = newClient();
  const data = Float64Array.of(1, 2);
  client.send('a', { data }, { transfer: [data.buffer] });
  assert.equal(data.length, 0);
  assert.deepEqual(worker.sent[0].args.data, Float64Array.of(1, 2));
});

test('without isolation there is no interrupt buffer', () => {
  assert.equal(newClient().client.interruptBuffer, undefined);
});

test('with isolation, cancelling interrupts the request that runs and no other', () => {
  globalThis.crossOriginIsolated = true;
  try {
    const client = new Client(new FakeWorker());
    const words = new Int32Array(client.interruptBuffer);
    assert.equal(client.interruptBuffer.byteLength, INTERRUPT.bytes);
    const running = client.send('fit', {});
    const waiting = client.send('fit', {});
    Atomics.store(words, INTERRUPT.running, running.id);
    client.cancel(waiting.id);
    assert.equal(Atomics.load(words, INTERRUPT.signal), 0);
    client.cancel(running.id);
    assert.equal(Atomics.load(words, INTERRUPT.signal), INTERRUPT.keyboard);
  } finally {
    delete globalThis.crossOriginIsolated;
  }
});
