// elm-toolkit/testing: the client itself, without a worker.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { afterEach, before, test } from 'node:test';
import { Predictor } from '../../web/client/predictor/index.js';
import { ElmError, ElmToolkit, learnAs } from '../../web/testing/index.js';

const golden = (name) =>
  readFileSync(new URL(`../core/golden/${name}.json`, import.meta.url), 'utf8');
const rows = [
  [0, 0],
  [0, 1],
  [5, 5],
  [6, 5],
];
const labels = ['low', 'low', 'high', 'high'];

let elm;
before(async () => {
  elm = await ElmToolkit.start({ assets: '/elm/' }); // as the app says it
});
afterEach(() => learnAs({}));

test('a model answers with the label of the sample most like the one asked about', async () => {
  const model = await elm.create('ELMClassifier', { n_hidden: 20 });
  const { summary } = await model.fit(rows, labels);
  assert.deepEqual(summary.classes, ['high', 'low']);
  assert.equal(model.summary.kind, 'classifier');
  assert.deepEqual(
    await model.predict([
      [1, 0],
      [5, 4],
    ]),
    ['low', 'high'],
  );
  const { data, shape, classes } = await model.predictProba([[1, 0]]);
  assert.deepEqual([...data, ...shape, ...classes], [0, 1, 1, 2, 'high', 'low']);
  assert.equal(await model.score(rows, ['low', 'low', 'high', 'low']), 0.75);
});

test('texts, tables and numbers, too', async () => {
  const texts = await elm.create('TextClassifier');
  await texts.fit(['the team won', 'shares fell'], ['sport', 'business']);
  assert.deepEqual(await texts.predict(['Our TEAM', 'a share fell']), ['sport', 'business']);
  const table = {
    columns: [
      { name: 'size', values: ['30', '80'] },
      { name: 'town', values: ['a', 'b'] },
    ],
  };
  const rents = await elm.create('TableRegressor');
  await rents.fit(table, [500, 900]);
  const asked = {
    columns: [
      { name: 'size', values: ['78'] },
      { name: 'town', values: ['b'] },
    ],
  };
  assert.deepEqual([...(await rents.predict(asked))], [900]);
  assert.equal(await rents.score(table, [500, 900]), 1);
});

test('further samples are learnt beside the first ones', async () => {
  const model = await elm.create('OnlineELMClassifier');
  await model.partialFit([[0]], ['off']);
  await model.partialFit([[1]], ['on']);
  assert.deepEqual(await model.predict([[0.9], [0.1]]), ['on', 'off']);
  assert.equal(model.summary.n_samples, 2);
  const again = await elm.load(await model.save());
  assert.deepEqual(await again.predict([[0.9], [0.1]]), ['on', 'off']);
});

test('a model becomes that of a file, and the Predictor answers for it', async () => {
  for (const name of ['ELMClassifier', 'KernelELMRegressor', 'TextClassifier', 'TableClassifier']) {
    const file = golden(name);
    learnAs({ [name]: file });
    const { asked, says } = JSON.parse(file).metadata;
    const model = await elm.create(name);
    await model.fit(name === 'TextClassifier' ? ['a', 'b'] : rows.slice(0, 2), [0, 1]);
    assert.equal(await model.save(), file);
    const loaded = await elm.load(file);
    if (!Array.isArray(asked)) continue; // a table, which the client takes in columns
    const found = await loaded.predict(asked);
    const expected = Predictor.from(file).predict(asked);
    assert.deepEqual(Array.from(found), Array.from(expected));
    assert.deepEqual(Array.from(await model.predict(asked)), Array.from(found));
    if (typeof says.predict[0] === 'string') assert.deepEqual(found, says.predict);
  }
});

test('errors are those of the client', async () => {
  const model = await elm.create('ELMClassifier');
  const code = async (promise) => {
    const error = await promise.then(assert.fail, (thrown) => thrown);
    assert.ok(error instanceof ElmError, String(error));
    return error.code;
  };
  assert.equal(await code(model.predict(rows)), 'not-fitted');
  assert.equal(await code(model.fit(rows, ['low'])), 'invalid-input');
  assert.equal(await code(model.fit([[0], [0, 1]], labels)), 'invalid-input');
  assert.equal(await code(elm.load('{"format": "elm-toolkit-model"}')), 'model-format');
  assert.equal(await code(model.explain([0, 0])), 'unsupported');
  const blocks = [{ X: [[0], [1]], y: ['off', 'on'] }];
  assert.equal(await code(model.fitStream(blocks)), 'unsupported');
  assert.equal(await code(model.fit(rows, labels, { holdout: 0.5 })), 'unsupported');
  const clusters = await elm.create('ELMClusterer');
  assert.equal(await code(clusters.fit(rows)), 'unsupported');
  const leaving = new AbortController();
  const fitting = model.fit(rows, labels, { signal: leaving.signal });
  leaving.abort();
  assert.equal(await code(fitting), 'cancelled');
  await model.dispose();
  assert.equal(await code(model.predict(rows)), 'disposed');
  const other = await ElmToolkit.start();
  other.dispose();
  assert.equal(await code(other.create('ELMClassifier')), 'disposed');
});

test('what is sent stays as it was sent', async () => {
  const model = await elm.create('ELMClassifier');
  const own = Float64Array.of(0, 1);
  const fitting = model.fit({ data: own, shape: [2, 1] }, ['off', 'on']);
  own.fill(7);
  await fitting;
  assert.deepEqual(await model.predict([[0], [1]]), ['off', 'on']);
});
