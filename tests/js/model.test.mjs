import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Model } from '../../web/client/model.js';
import { STREAM_CREDIT } from '../../worker/protocol.js';
import { newClient, rejects, settle, supervise } from './fake-worker.mjs';

function newModel() {
  const { worker, client } = newClient();
  const model = new Model(supervise(client), 7, { summary: { class: 'ELMClassifier' } });
  const last = () => worker.sent.at(-1);
  const answer = (result) => worker.say({ id: last().id, kind: 'result', result });
  const blocks = () => worker.sent.filter(({ kind }) => kind === 'block').map(({ args }) => args);
  return { worker, client, model, last, answer, blocks };
}

const block = { X: [[1]], y: [1] };

/** Blocks without end that count how many were taken. */
function endless() {
  const source = {
    taken: 0,
    ended: false,
    async *[Symbol.asyncIterator]() {
      try {
        for (;;) {
          source.taken++;
          yield block;
        }
      } finally {
        source.ended = true;
      }
    },
  };
  return source;
}

test('fit sends its model and arguments and keeps the summary', async () => {
  const { model, last, answer } = newModel();
  const fit = model.fit([[1], [2]], ['a', 'b'], { sampleWeight: [1, 2], holdout: 0.2, seed: 3 });
  assert.equal(last().verb, 'fit');
  assert.deepEqual(last().args, {
    model: 7,
    X: { data: Float64Array.of(1, 2), shape: [2, 1] },
    y: { codes: Int32Array.of(0, 1), values: ['a', 'b'] },
    sample_weight: { data: Float64Array.of(1, 2), shape: [2] },
    holdout: 0.2,
    seed: 3,
  });
  answer({ summary: { fitted: true } });
  assert.deepEqual(await fit, { summary: { fitted: true } });
  assert.deepEqual(model.summary, { fitted: true });
});

test('what a model has to tell comes to who listens, else to the console', async (t) => {
  const { model, answer } = newModel();
  const warnings = [{ code: 'unreadable-cells', message: '1 cell is no number', details: {} }];
  const said = t.mock.method(console, 'warn', () => {});
  const heard = [];
  const predicted = model.predict([[1]], { onWarnings: (told) => heard.push(told) });
  answer({ data: Float64Array.of(1), shape: [1], warnings });
  assert.deepEqual([[...(await predicted)], heard], [[1], [warnings]]);
  assert.equal(said.mock.callCount(), 0);
  const fit = model.fit([[1]], [1]);
  answer({ summary: {}, warnings });
  assert.deepEqual((await fit).warnings, warnings);
  assert.deepEqual(said.mock.calls[0].arguments, ['1 cell is no number']);
});

test('what is known before the long work is told then, and once', async () => {
  const { worker, model, last, answer } = newModel();
  const early = { code: 'scarce-data', message: 'y is an identifier', details: {} };
  const late = { code: 'unreadable-cells', message: '1 cell is no number', details: {} };
  const heard = [];
  const fit = model.fit([[1]], [1], { onWarnings: (told) => heard.push(told) });
  worker.say({ id: last().id, kind: 'progress', progress: 0, warnings: [early] });
  assert.deepEqual(heard, [[early]]);
  answer({ summary: {}, warnings: [early, late] });
  assert.deepEqual((await fit).warnings, [early, late]);
  assert.deepEqual(heard, [[early], [late]]);
});

test('onProgress is given the share done', async () => {
  const { worker, model, last, answer } = newModel();
  const shares = [];
  const fit = model.fit([[1]], [1], { onProgress: (share) => shares.push(share) });
  worker.say({ id: last().id, kind: 'progress', progress: 0.5 });
  answer({ summary: {} });
  await fit;
  assert.deepEqual(shares, [0.5]);
});

test('predict gives labels, numbers or a matrix', async () => {
  const { model, answer } = newModel();
  const results = [
    [{ codes: Int32Array.of(1, 0), values: [true, '1'] }, ['1', true]],
    [{ data: Float64Array.of(1, 2), shape: [2] }, Float64Array.of(1, 2)],
    [
      { data: Float64Array.of(1, 2), shape: [1, 2] },
      { data: Float64Array.of(1, 2), shape: [1, 2] },
    ],
  ];
  for (const [result, expected] of results) {
    const prediction = model.predict([[1], [2]]);
    answer(result);
    assert.deepEqual(await prediction, expected);
  }
});

test('bad arguments reject and send nothing', async () => {
  const { worker, model } = newModel();
  await rejects(model.fit(null, [1]), 'invalid-input');
  await rejects(model.partialFit([[1]], 5), 'invalid-input');
  await rejects(model.predict('text'), 'invalid-input');
  await rejects(model.score([['x']], [1]), 'invalid-input');
  assert.deepEqual(worker.sent, []);
});

test('every method rejects, and none throws, on bad arguments', async () => {
  const { model } = newModel();
  for (const verb of ['predictProba', 'decisionFunction', 'evaluate']) {
    let promise;
    assert.doesNotThrow(() => {
      promise = model[verb](null, null);
    }, verb);
    await rejects(promise, 'invalid-input');
  }
});

for (const name of ['dispose', 'asyncDispose'].filter((name) => Symbol[name])) {
  test(`Symbol.${name} disposes of a model`, async () => {
    const { worker, model, answer } = newModel();
    const gone = model[Symbol[name]]();
    answer({});
    await gone;
    assert.deepEqual(
      worker.sent.map(({ verb }) => verb),
      ['dispose'],
    );
    await rejects(model.predict([[1]]), 'disposed');
  });
}

test('a model is disposed of once and then refuses', async () => {
  const { worker, model, answer } = newModel();
  const gone = model.dispose();
  answer({});
  await gone;
  await model.dispose();
  assert.deepEqual(
    worker.sent.map(({ verb, args }) => [verb, args.model]),
    [['dispose', 7]],
  );
  await rejects(model.predict([[1]]), 'disposed');
  await rejects(model.fitStream([]), 'disposed');
});

test('a stream keeps a few blocks under way and no more', async () => {
  const { worker, model, last, blocks } = newModel();
  const source = endless();
  const abort = new AbortController();
  const seen = [];
  const fit = model.fitStream(source, {
    signal: abort.signal,
    onProgress: (_share, about) => seen.push(about.blocks),
  });
  await settle();
  assert.equal(blocks().length, STREAM_CREDIT);
  const { id } = last();
  for (const taken of [1, 2, 3]) {
    worker.say({ id, kind: 'ready' });
    await settle();
    assert.equal(blocks().length, STREAM_CREDIT + taken);
  }
  assert.deepEqual(seen, [1, 2, 3]);
  abort.abort();
  worker.say({ id, kind: 'error', error: { code: 'cancelled', message: 'cancelled' } });
  await rejects(fit, 'cancelled');
  assert.ok(source.ended);
});

test('a stream that ends says so and gives the result', async () => {
  const { model, answer, blocks } = newModel();
  const fit = model.fitStream([block]);
  await settle();
  assert.deepEqual(blocks().at(-1), { end: true });
  answer({ summary: { rows: 1 } });
  assert.deepEqual(await fit, { summary: { rows: 1 } });
  assert.deepEqual(model.summary, { rows: 1 });
});

test('an error of the worker ends the stream and its source', async () => {
  const { worker, model, last, blocks } = newModel();
  const source = endless();
  const fit = model.fitStream(source);
  await settle();
  worker.say({ id: last().id, kind: 'error', error: { code: 'memory', message: 'full' } });
  await rejects(fit, 'memory');
  assert.ok(source.ended);
  assert.ok(!blocks().some((args) => args.end));
});

test('an error of the source cancels the stream and comes out', async () => {
  const { worker, model, last } = newModel();
  async function* broken() {
    yield block;
    throw new RangeError('no more');
  }
  const fit = assert.rejects(model.fitStream(broken()), /no more/);
  await settle();
  assert.equal(last().kind, 'cancel');
  worker.say({ id: last().id, kind: 'error', error: { code: 'cancelled', message: 'cancelled' } });
  await fit;
});

test('a source that stalls does not keep back a stream that was cancelled', async () => {
  const { worker, model, last } = newModel();
  async function* stalled() {
    yield block;
    await new Promise(() => {});
  }
  const abort = new AbortController();
  const fit = model.fitStream(stalled(), { signal: abort.signal });
  let error;
  fit.catch((caught) => {
    error = caught;
  });
  await settle();
  abort.abort();
  worker.say({ id: last().id, kind: 'error', error: { code: 'cancelled', message: 'cancelled' } });
  await settle();
  assert.equal(error?.code, 'cancelled');
});

test('what is no stream, and what is no block, is refused by its name', async () => {
  for (const given of [undefined, null, 3, 'rows', {}, () => 1]) {
    const { model, blocks } = newModel();
    await rejects(model.fitStream(given), 'invalid-input', /^blocks must be/);
    assert.deepEqual(blocks(), []);
  }
  for (const given of [null, 3, Symbol('x')]) {
    const { worker, model, last } = newModel();
    const fit = rejects(model.fitStream([given]), 'invalid-input', /a block must be \{ X, y \}/);
    await settle();
    assert.equal(last().kind, 'cancel');
    worker.say({ id: last().id, kind: 'error', error: { code: 'cancelled', message: 'no' } });
    await fit;
  }
});

test('a model that goes with the toolkit is disposed of', async () => {
  const { client, model } = newModel();
  const gone = model.dispose();
  client.close();
  assert.equal(await gone, undefined);
});
