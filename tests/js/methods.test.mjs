import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeLabels, encodeSamples } from '../../web/client/encode.js';
import { METHODS, requestOf } from '../../web/client/methods.js';
import { Model } from '../../web/client/model.js';
import { wordPlaces } from '../../web/client/words.js';
import { needsVectors } from '../../worker/vectors.js';
import { newClient, rejects, supervise } from './fake-worker.mjs';
import { refused } from './refused.mjs';

function newModel(id = 7, { worker, client } = newClient()) {
  const model = new Model(supervise(client), id, { summary: { class: 'Any' } });
  const last = () => worker.sent.at(-1);
  const answer = (result) => worker.say({ id: last().id, kind: 'result', result });
  return { worker, client, model, last, answer };
}

const X = [[1, 2]];
const packedX = { data: Float64Array.of(1, 2), shape: [1, 2] };
const packedY = { codes: Int32Array.of(0), values: ['a'] };

const without = (args) =>
  Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined));

/** What each method sends: verb and arguments. */
const SENT = [
  ['fit', [X], 'fit', { X: packedX }],
  ['fit', [X, null, { holdout: 0.2 }], 'fit', { X: packedX, holdout: 0.2 }],
  ['fitPredict', [X], 'fit_predict', { X: packedX }],
  [
    'partialFit',
    [X, ['a'], { classes: ['a'] }],
    'partial_fit',
    { X: packedX, y: packedY, classes: ['a'] },
  ],
  ['partialFit', [['text']], 'partial_fit', { X: { texts: ['text'] } }],
  [
    'unlearn',
    [X, ['a'], { sampleWeight: [2] }],
    'unlearn',
    { X: packedX, y: packedY, sample_weight: { data: Float64Array.of(2), shape: [1] } },
  ],
  ['predict', [X, { threshold: 0.7 }], 'predict', { X: packedX, threshold: 0.7 }],
  [
    'predictSet',
    [X, { coverage: 0.8, allowEmpty: false }],
    'predict_set',
    { X: packedX, coverage: 0.8, allow_empty: false },
  ],
  ['predictInterval', [X, { coverage: 0.8 }], 'predict_interval', { X: packedX, coverage: 0.8 }],
  ['scoreSamples', [X], 'score_samples', { X: packedX }],
  ['scoreSamples', [null], 'score_samples', {}],
  ['transform', [X, { sampleRate: 8000 }], 'transform', { X: packedX, sample_rate: 8000 }],
  ['inverseTransform', [X], 'inverse_transform', { X: packedX }],
  ['explain', ['a text', { target: 'a' }], 'explain', { X: { texts: ['a text'] }, target: 'a' }],
  [
    'explain',
    ['我👍今天', { words: [{ start: 3, end: 5 }] }],
    'explain',
    { X: { texts: ['我👍今天'] }, words: [[2, 4]] },
  ],
  ...[[1, 2], Float64Array.of(1, 2), { data: Float64Array.of(1, 2), shape: [1, 2] }].map((row) => [
    'explain',
    [row, { background: X, nOrders: 3, seed: 1 }],
    'explain',
    { X: packedX, background: packedX, n_orders: 3, seed: 1 },
  ]),
  ['score', [X], 'score', { X: packedX }],
  [
    'crossValidate',
    [X, ['a'], { cv: 3, groups: ['g'], testRows: [0], warmStart: true, shuffle: false, seed: 1 }],
    'cross_validate',
    {
      X: packedX,
      y: { codes: Int32Array.of(0), values: ['a'] },
      groups: { codes: Int32Array.of(0), values: ['g'] },
      test_rows: { data: Float64Array.of(0), shape: [1] },
      cv: 3,
      warm_start: true,
      shuffle: false,
      seed: 1,
    },
  ],
  [
    'add',
    [['t'], { ids: ['1'], metadata: [{ a: 1 }] }],
    'add',
    { X: { texts: ['t'] }, ids: ['1'], metadata: [{ a: 1 }] },
  ],
  ['upsert', [['t'], { ids: ['1'] }], 'upsert', { X: { texts: ['t'] }, ids: ['1'] }],
  ['remove', [['1']], 'remove', { ids: ['1'] }],
  [
    'search',
    ['q', { k: 2, where: { a: 1 }, diversity: 0.5, complete: true, rerank: false }],
    'search',
    { query: 'q', k: 2, where: { a: 1 }, diversity: 0.5, complete: true, rerank: false },
  ],
  ['expandQuery', ['q', { complete: true }], 'expand_query', { query: 'q', complete: true }],
  ['documents', [], 'documents', {}],
  [
    'learnClicks',
    ['q', { clicked: ['1'], shown: ['1', '2'], complete: true }],
    'learn_clicks',
    { query: 'q', clicked: ['1'], shown: ['1', '2'], complete: true },
  ],
  ['suggest', ['see y', { k: 3 }], 'suggest', { text: 'see y', k: 3 }],
  ['accept', ['see', 'you'], 'accept', { text: 'see', word: 'you' }],
  ['generate', [], 'generate', {}],
  [
    'generate',
    [{ bars: 2, seed: 1, temperature: 0, velocity: true, start: X }],
    'generate',
    { bars: 2, seed: 1, temperature: 0, velocity: true, start: packedX },
  ],
  ['recommend', [{ user: 'u', n: 3, rated: true }], 'recommend', { user: 'u', n: 3, rated: true }],
  [
    'recommend',
    [{ items: ['a'], ratings: [4] }],
    'recommend',
    { items: packedY, ratings: { data: Float64Array.of(4), shape: [1] } },
  ],
  [
    'listen',
    [Float32Array.of(1), { sampleRate: 8000, restart: true }],
    'listen',
    { samples: { data: Float32Array.of(1), shape: [1] }, sample_rate: 8000, restart: true },
  ],
];

for (const [method, given, verb, args] of SENT) {
  test(`${method}(${JSON.stringify(given).slice(1, -1)}) sends ${verb}`, () => {
    const { model, last } = newModel();
    model[method](...given);
    assert.equal(last().verb, verb);
    assert.deepEqual(without(last().args), { model: 7, ...args });
  });
}

const ANSWERS = [
  [
    'fitPredict',
    [X],
    { summary: {}, labels: { data: Float64Array.of(3), shape: [1] } },
    Float64Array.of(3),
  ],
  ['predict', [X, { threshold: 0.9 }], { codes: Int32Array.of(-1, 0), values: ['a'] }, [null, 'a']],
  [
    'predictSet',
    [X],
    { codes: Int32Array.of(0, 1, 1), values: ['a', true], lengths: Int32Array.of(2, 0, 1) },
    [['a', true], [], [true]],
  ],
  ['scoreSamples', [X], { data: Float64Array.of(-1), shape: [1] }, Float64Array.of(-1)],
  ['score', [X], { score: 0.5 }, 0.5],
  [
    'search',
    ['q'],
    {
      hits: [
        {
          id: '1',
          text: '😀 q👍q',
          marks: [
            [2, 3],
            [4, 5],
          ],
        },
      ],
    },
    [
      {
        id: '1',
        text: '😀 q👍q',
        marks: [
          { start: 3, end: 4 },
          { start: 6, end: 7 },
        ],
      },
    ],
  ],
  [
    'crossValidate',
    [X, ['a']],
    { rows: Int32Array.of(0), predictions: { codes: Int32Array.of(1), values: ['a', 'b'] } },
    { rows: Int32Array.of(0), predictions: ['b'] },
  ],
  ['expandQuery', ['q'], { words: [{ word: 'q' }] }, [{ word: 'q' }]],
  ['documents', [], { documents: [{ id: '1' }] }, [{ id: '1' }]],
  ['suggest', ['q'], { suggestions: [{ word: 'x' }] }, [{ word: 'x' }]],
  [
    'recommend',
    [{ user: 1 }],
    { items: ['a', 2], ratings: Float64Array.of(4, 3) },
    [
      { item: 'a', rating: 4 },
      { item: 2, rating: 3 },
    ],
  ],
];

for (const [method, given, result, expected] of ANSWERS) {
  test(`${method} unpacks its answer`, async () => {
    const { model, answer } = newModel();
    const asked = model[method](...given);
    answer(result);
    assert.deepEqual(await asked, expected);
  });
}

test('what rows look like is asked with what encodes them, and refused with a code', () => {
  const drawn = requestOf('embed', [X, { maxRows: 3, nComponents: 1 }]);
  assert.deepEqual(
    [drawn.verb, drawn.args],
    ['embed', { X: packedX, max_rows: 3, n_components: 1 }],
  );
  const compared = requestOf('silhouette', [X, [1], { sampleSize: 9, standardize: true }]);
  const labels = { data: Float64Array.of(1), shape: [1] };
  const how = { sample_size: 9, standardize: true, seed: undefined };
  assert.deepEqual(compared.args, { X: packedX, labels, ...how });
  assert.equal(compared.unpack({ silhouette: 0.5 }), 0.5);
  let deep = 1;
  for (let i = 0; i < 30_000; i++) deep = [deep];
  for (const given of [[deep], [X, null], [3]]) {
    assert.throws(() => requestOf('embed', given), { code: 'invalid-input' });
  }
});

test('whatever learns renews the summary and reports progress', async () => {
  const { worker, model, last, answer } = newModel();
  const shares = [];
  const gone = model.unlearn(X, ['a'], { onProgress: (share) => shares.push(share) });
  worker.say({ id: last().id, kind: 'progress', progress: 0.25 });
  answer({ summary: { n_samples: 3 } });
  await gone;
  assert.deepEqual(model.summary, { n_samples: 3 });
  assert.deepEqual(shares, [0.25]);
});

test('models of one toolkit are merged and forgotten, others are refused', async () => {
  const { worker, client, model, last, answer } = newModel();
  const other = newModel(8, { worker, client }).model;
  for (const verb of ['merge', 'forget']) {
    const done = model[verb](other);
    assert.deepEqual([last().verb, last().args], [verb, { model: 7, other: 8 }]);
    answer({ summary: {} });
    await done;
    for (const wrong of [undefined, 8, { id: 8 }, newModel(8).model]) {
      await rejects(model[verb](wrong), 'invalid-input', /same toolkit/);
    }
  }
});

test('an untrained clone is a model of its own', async () => {
  const { model, answer } = newModel();
  const cloning = model.cloneUntrained();
  answer({ model: 9, summary: { class: 'OnlineELMClassifier', fitted: false } });
  const clone = await cloning;
  assert.deepEqual([clone.id, clone.className], [9, 'OnlineELMClassifier']);
  assert.notEqual(model.summary, clone.summary);
});

test('every method rejects, and none throws, once the model is gone', async () => {
  const { model, answer } = newModel();
  const gone = model.dispose();
  answer({});
  await gone;
  const given = { explain: ['a'], add: [['a']], upsert: [['a']], listen: [Float32Array.of(1)] };
  for (const method of Object.keys(METHODS)) {
    await rejects(model[method](...(given[method] ?? [X, ['a']])), 'disposed');
  }
});

test('clips of unequal lengths go end to end, those of one length as rows', () => {
  const clips = [Float32Array.of(1, 2), Float32Array.of(), Float32Array.of(3)];
  const packed = { clips: { data: Float32Array.of(1, 2, 3), lengths: Int32Array.of(2, 0, 1) } };
  assert.deepEqual(encodeSamples(clips), packed);
  assert.deepEqual(encodeSamples({ clips }), packed);
  const even = [Float32Array.of(1, 2), Float32Array.of(3, 4)];
  assert.deepEqual(encodeSamples(even), { data: Float64Array.of(1, 2, 3, 4), shape: [2, 2] });
  assert.deepEqual(encodeSamples({ clips: even }).clips.lengths, Int32Array.of(2, 2));
  refused(() => encodeSamples({ clips: [even[0], [1]] }), { parameter: 'X', row: 1 }, /clip 1/);
  refused(() => encodeSamples([even[0], [1]]), { parameter: 'X', row: 1 }, /ragged/);
});

test('bars of drums and pictures are stacked', () => {
  const bars = [
    [
      [1, 2, 3],
      [4, 5, 6],
    ],
    [
      [7, 8, 9],
      [10, 11, 12],
    ],
  ];
  const data = Float64Array.from({ length: 12 }, (_, i) => i + 1);
  assert.deepEqual(encodeSamples(bars), { data, shape: [2, 2, 3] });
  assert.deepEqual(encodeSamples([bars]), { data, shape: [1, 2, 2, 3] });
  assert.deepEqual(encodeSamples([[Float32Array.of(1)]]), {
    data: Float64Array.of(1),
    shape: [1, 1, 1],
  });
  for (const wrong of [
    [bars[0], [[1, 2, 3]]],
    [bars[0], 3],
    [bars[0], [[1], [2]]],
    [bars[0], bars],
  ]) {
    refused(() => encodeSamples(wrong), { parameter: 'X', row: 1 }, /ragged: row 1/);
  }
});

test('words of a text are found by their places, also after an emoji', async () => {
  const { model, answer } = newModel();
  const text = '😀 good 👍 day';
  const asked = model.explain(text);
  answer({
    words: [
      { word: 'good', start: 2, end: 6, contribution: 0.1 },
      { word: 'day', start: 9, end: 12, contribution: 0 },
    ],
    value: 0.5,
  });
  const { words, value } = await asked;
  assert.deepEqual(
    words.map(({ start, end }) => text.slice(start, end)),
    ['good', 'day'],
  );
  assert.equal(value, 0.5);
});

test('where a script has no blanks, words are cut by the dictionaries of the platform', () => {
  const { model, last } = newModel();
  const text = '😀 我今天登录失败了，the end';
  model.explain(text);
  const words = last().args.words.map(([start, end]) => [...text].slice(start, end).join(''));
  assert.equal(words.join('|'), '😀|我|今天|登录|失败|了|the|end');
  model.explain('All of it has blanks 😀');
  assert.equal(last().args.words, undefined);
  assert.deepEqual(
    wordPlaces('ไทยง่าย').map(({ start, end }) => end - start),
    [3, 4],
  );
});

test('no answer is null', () => {
  assert.deepEqual(decodeLabels({ codes: Int32Array.of(-1, 0), values: [false] }), [null, false]);
});

test('word vectors are waited for also by models among the parameters', () => {
  const uses = (name) => name === 'TextClassifier';
  const needs = (params, name = 'Chain') => needsVectors('create', { class: name, params }, uses);
  assert.equal(needs({ steps: [['a', { class: 'TextClassifier' }]] }), true);
  assert.equal(needs({ steps: [{ class: 'TextClassifier', params: { vectors: null } }] }), false);
  assert.equal(needs({ steps: [{ class: 'ELMClassifier' }], data: Float64Array.of(1) }), false);
  const round = { class: 'ELMClassifier' };
  round.params = { estimator: round };
  assert.equal(needs(round), false);
  assert.equal(needs(undefined, 'TextClassifier'), true);
  assert.equal(needs({ vectors: null }, 'TextClassifier'), false);
});
