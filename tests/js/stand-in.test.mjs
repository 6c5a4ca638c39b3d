// elm-toolkit/testing: the client itself, without a worker.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { afterEach, before, test } from 'node:test';
import { Predictor } from '../../web/client/predictor/index.js';
import { ElmError, ElmToolkit, learnAs } from '../../web/testing/index.js';
import { checkValues } from '../../web/testing/model-checks.js';
import { PARAMETERS, SAID } from '../../web/testing/parameters.js';

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
    const columns = [{ name: 'size', values: ['1', '2'] }];
    const given = { TextClassifier: ['a', 'b'], TableClassifier: { columns } };
    await model.fit(given[name] ?? rows.slice(0, 2), [0, 1]);
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

/** The error of what the toolkit refuses. */
const refusal = async (promise) => {
  const error = await promise.then(assert.fail, (thrown) => thrown);
  assert.ok(error instanceof ElmError, String(error));
  return error;
};
const table = (cells) => ({
  columns: Object.entries(cells).map(([name, values]) => ({ name, values })),
});

test('classes and parameters that there are not are refused', async () => {
  const cases = [
    ['Nonsense', {}, 'unsupported', /^unknown class 'Nonsense'; known: AutoELMClassifier, /],
    ['toString', {}, 'unsupported', /^unknown class 'toString'/],
    ['ELMClassifier', { n_hiden: 3 }, 'invalid-input', /^invalid parameter 'n_hiden' .*'n_hidden'/],
    ['Chain', { steps: [['a', { class: 'None' }]] }, 'unsupported', /^unknown class 'None'/],
  ];
  for (const [name, params, code, words] of cases) {
    const error = await refusal(elm.create(name, params));
    assert.equal(error.code, code);
    assert.match(error.message, words);
  }
  const chain = { estimator: { class: 'ELMClassifier', params: { n_hidden: 8 } } };
  await elm.create('BaggingELMClassifier', chain);
});

test('parameters out of their range are refused by a fit', async () => {
  const cases = [
    ['ELMClassifier', { n_hidden: -3 }, 'n_hidden must be a whole number >= 1, got -3'],
    ['ELMClassifier', { n_hidden: 2.5 }, 'n_hidden must be a whole number >= 1, got 2.5'],
    [
      'ELMClassifier',
      { alpha: 'lo' },
      "alpha must be 'loo' or a number >= 0 and <= 1e100, got 'lo'",
    ],
    ['ELMClassifier', { direct_links: 'no' }, "direct_links must be True or False, got 'no'"],
    ['ELMRegressor', { features: 'all' }, /^features must be .*, got 'all'$/],
  ];
  for (const [name, params, words] of cases) {
    const model = await elm.create(name, params);
    const error = await refusal(model.fit(rows, [1, 2, 1, 2]));
    assert.equal(error.code, 'invalid-input');
    assert.equal(error.details.parameter, Object.keys(params)[0]);
    if (words instanceof RegExp) assert.match(error.message, words);
    else assert.equal(error.message, words);
  }
});

test('the specification of every parameter is understood', () => {
  for (const [name, fields] of Object.entries(PARAMETERS)) {
    checkValues(name, {});
    for (const [parameter, [spec]] of Object.entries(fields)) {
      assert.ok(SAID[spec], spec);
      if (/\btext|any|name/.test(spec)) continue;
      const fine = /^(part|parts|shares)$/.test(spec);
      const check = () => checkValues(name, { [parameter]: 'no such thing' });
      if (fine) check();
      else assert.throws(check, { code: 'invalid-input' }, `${name} ${parameter}`);
    }
  }
});

test('samples that a class does not take are refused by fit and predict', async () => {
  const cases = [
    ['ELMClassifier', rows, [[['a']], ['a text'], [[0, NaN]], [[0, Infinity]], [[1e101, 0]]]],
    ['ELMClassifier', rows, [[[1, 2, 3]], { data: new Float64Array(0), shape: [0, 2] }, []]],
    ['TextClassifier', ['a b', 'c d', 'e', 'f'], [rows, []]],
    ['TableClassifier', table({ a: ['1', '2', '3', '4'] }), [rows, ['a'], table({ b: ['1'] })]],
  ];
  for (const [name, X, wrong] of cases) {
    const model = await elm.create(name);
    await model.fit(X, labels);
    for (const asked of wrong) {
      for (const ask of ['predict', 'predictProba']) {
        const error = await refusal(model[ask](asked));
        assert.equal(error.code, 'invalid-input', `${name}: ${JSON.stringify(asked)}`);
        assert.equal(error.details.parameter, 'X', `${name}: ${JSON.stringify(asked)}`);
      }
    }
    assert.equal((await model.predict(X)).length, 4); // it is as before
  }
  const model = await elm.create('ELMClassifier');
  assert.equal((await refusal(model.predict(null))).code, 'unsupported'); // those that it has learnt
  assert.equal((await refusal(model.predictProba(null))).code, 'invalid-input');
  const { message, details } = await refusal(model.fit([[0], [NaN]], ['a', 'b']));
  assert.equal(message, 'Input X contains NaN (row 1, column 0)');
  assert.deepEqual([details.row, details.column], [1, 0]);
  assert.equal((await refusal(model.fit([], []))).code, 'invalid-input');
  assert.equal(model.summary.fitted, false);
});

test('targets that a class cannot learn are refused', async () => {
  const two = { data: new Float64Array(8), shape: [4, 2] };
  const cases = [
    ['ELMClassifier', undefined, 'invalid-input', /requires y/],
    ['ELMClassifier', ['a', 'b'], 'invalid-input', /X has 4 rows, y has 2/],
    [
      'ELMClassifier',
      ['a', 'a', 'a', 'a'],
      'invalid-input',
      /at least 2 classes.*got 1 class: 'a'/,
    ],
    ['ELMClassifier', [0.5, 1, 0.5, 1], 'invalid-input', /y holds 0.5 in row 0: use a regressor/],
    ['ELMClassifier', two, 'invalid-input', /1d array, got an array of shape \(4, 2\)/],
    ['ELMRegressor', labels, 'invalid-input', /must hold numbers, got 'low' \(row 0, column 0\)/],
    ['ELMRegressor', [1, 2, NaN, 4], 'invalid-input', /y contains NaN \(row 2, column 0\)/],
    ['ELMRegressor', two, 'unsupported', /targets of several columns/],
  ];
  for (const [name, y, code, words] of cases) {
    const error = await refusal((await elm.create(name)).fit(rows, y));
    assert.equal(error.code, code, `${name}: ${error.message}`);
    assert.match(error.message, words);
  }
  const model = await elm.create('ELMClassifier');
  await model.fit(rows, labels);
  assert.match((await refusal(model.score(rows, ['low']))).message, /X has 4 rows, y has 1/);
});

test('what a class cannot be asked is refused', async () => {
  const model = await elm.create('ELMRegressor');
  await model.fit(rows, [1, 2, 3, 4]);
  for (const asked of [model.predictProba(rows), model.predict(rows, { threshold: 0.5 })]) {
    const error = await refusal(asked);
    assert.equal(error.code, 'unsupported');
    assert.equal(error.message, 'ELMRegressor has no predict_proba');
  }
  const classifier = await elm.create('ELMClassifier');
  await classifier.fit(rows, labels);
  const { code, details } = await refusal(classifier.predict(rows, { threshold: 2 }));
  assert.deepEqual([code, details.parameter], ['invalid-input', 'threshold']);
});

test('what is sent stays as it was sent', async () => {
  const model = await elm.create('ELMClassifier');
  const own = Float64Array.of(0, 1);
  const fitting = model.fit({ data: own, shape: [2, 1] }, ['off', 'on']);
  own.fill(7);
  await fitting;
  assert.deepEqual(await model.predict([[0], [1]]), ['off', 'on']);
});
