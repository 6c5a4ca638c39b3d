import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { test } from 'node:test';
import { newClient, rejects, settle } from './fake-worker.mjs';

const listeners = (signal) => getEventListeners(signal, 'abort').length;

/** How often the promise was resolved or rejected, and with what. */
function record(promise) {
  const outcomes = [];
  promise.then(
    (result) => outcomes.push(result),
    (error) => outcomes.push(error.code),
  );
  return outcomes;
}

test('a request is sent with an id of its own and settles with its result', async () => {
  const { worker, client } = newClient();
  const first = client.send('one', { a: 1 });
  const second = client.send('two', {});
  assert.deepEqual(worker.sent, [
    { id: first.id, kind: 'request', verb: 'one', args: { a: 1 } },
    { id: second.id, kind: 'request', verb: 'two', args: {} },
  ]);
  assert.notEqual(first.id, second.id);
  assert.equal(client.pending, 2);
  worker.say({ id: second.id, kind: 'result', result: 'B' });
  worker.say({ id: first.id, kind: 'result', result: { data: Float64Array.of(1) } });
  assert.deepEqual(await first, { data: Float64Array.of(1) });
  assert.equal(await second, 'B');
  assert.equal(client.pending, 0);
});

test('an error of the worker becomes an ElmError with its code and details', async () => {
  const { worker, client } = newClient();
  const request = client.send('fit', {});
  const error = { code: 'not-fitted', message: 'fit first', details: { row: 3 } };
  worker.say({ id: request.id, kind: 'error', error });
  await rejects(request, 'not-fitted', /^fit first$/);
  assert.deepEqual((await request.catch((caught) => caught)).details, { row: 3 });
});

test('a request settles once, whatever comes later', async () => {
  const { worker, client } = newClient();
  const request = client.send('fit', {}, { onProgress: () => assert.fail('late progress') });
  const other = record(client.send('fit', {}));
  const outcomes = record(request);
  const { id } = request;
  worker.say({ id, kind: 'result', result: 1 });
  worker.say({ id, kind: 'result', result: 2 });
  worker.say({ id, kind: 'error', error: { code: 'memory', message: '' } });
  worker.say({ id, kind: 'progress', progress: 1 });
  worker.say({ id, kind: 'ready' });
  worker.say({ id: 999, kind: 'result', result: 3 });
  await settle();
  assert.deepEqual(outcomes, [1]);
  assert.deepEqual(other, []);
  assert.equal(client.pending, 1);
});

test('a message of a kind that is not known settles nothing', () => {
  const { worker, client } = newClient();
  const { id } = client.send('fit', {});
  worker.say({ id, kind: 'surprise' });
  assert.equal(client.pending, 1);
});

test('progress goes to the request it belongs to', () => {
  const { worker, client } = newClient();
  const seen = { a: [], b: [] };
  const a = client.send('fit', {}, { onProgress: ({ progress }) => seen.a.push(progress) });
  const b = client.send('fit', {}, { onProgress: ({ progress }) => seen.b.push(progress) });
  const silent = client.send('fit', {});
  worker.say({ id: b.id, kind: 'progress', progress: 0.1 });
  worker.say({ id: a.id, kind: 'progress', progress: 0.2 });
  worker.say({ id: silent.id, kind: 'progress', progress: 0.3 });
  worker.say({ id: b.id, kind: 'progress', progress: 0.4 });
  assert.deepEqual(seen, { a: [0.2], b: [0.1, 0.4] });
});

test('readiness goes to the request it belongs to', () => {
  const { worker, client } = newClient();
  let ready = 0;
  const stream = client.send('fit', {}, { onReady: () => ready++ });
  const other = client.send('fit', {});
  worker.say({ id: other.id, kind: 'ready' });
  worker.say({ id: stream.id, kind: 'ready' });
  assert.equal(ready, 1);
});

test('aborted before it is sent, a request is not sent', async () => {
  const { worker, client } = newClient();
  const signal = AbortSignal.abort();
  await rejects(client.send('fit', {}, { signal }), 'cancelled');
  assert.deepEqual(worker.sent, []);
  assert.equal(client.pending, 0);
  assert.equal(listeners(signal), 0);
});

test('aborted after it was sent, a request is cancelled once and settles by the answer', async () => {
  const { worker, client } = newClient();
  const abort = new AbortController();
  const request = client.send('fit', {}, { signal: abort.signal });
  abort.abort();
  abort.abort();
  assert.deepEqual(worker.sent.slice(1), [{ id: request.id, kind: 'cancel' }]);
  assert.equal(client.pending, 1);
  worker.say({ id: request.id, kind: 'error', error: { code: 'cancelled', message: 'cancelled' } });
  await rejects(request, 'cancelled');
});

test('aborted when the result is on its way, a request has its result', async () => {
  const { worker, client } = newClient();
  const abort = new AbortController();
  const request = client.send('fit', {}, { signal: abort.signal });
  abort.abort();
  worker.say({ id: request.id, kind: 'result', result: 'done' });
  assert.equal(await request, 'done');
});

test('one signal cancels every request that has it and no other', () => {
  const { worker, client } = newClient();
  const abort = new AbortController();
  const a = client.send('fit', {}, { signal: abort.signal });
  client.send('fit', {});
  const c = client.send('fit', {}, { signal: abort.signal });
  abort.abort();
  assert.deepEqual(
    worker.sent.filter(({ kind }) => kind === 'cancel').map(({ id }) => id),
    [a.id, c.id],
  );
});

test('nothing listens to the signal of a request that is settled', async () => {
  const { worker, client } = newClient();
  const { signal } = new AbortController();
  const a = client.send('fit', {}, { signal });
  const b = client.send('fit', {}, { signal });
  const c = client.send('fit', {}, { signal });
  assert.equal(listeners(signal), 3);
  worker.say({ id: a.id, kind: 'result', result: 1 });
  assert.equal(listeners(signal), 2);
  worker.say({ id: b.id, kind: 'error', error: { code: 'memory', message: 'm' } });
  assert.equal(listeners(signal), 1);
  client.close();
  assert.equal(listeners(signal), 0);
  await Promise.allSettled([a, b, c]);
});

test('cancel and blocks are sent only while the request is pending', () => {
  const { worker, client } = newClient();
  const { id } = client.send('fit', {});
  client.sendBlock(id, { X: 1 });
  client.cancel(id);
  worker.say({ id, kind: 'result', result: 1 });
  client.sendBlock(id, { X: 2 });
  client.cancel(id);
  assert.deepEqual(worker.sent.slice(1), [
    { id, kind: 'block', args: { X: 1 } },
    { id, kind: 'cancel' },
  ]);
});
