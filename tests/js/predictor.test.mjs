import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as client from '../../web/client/index.js';
import { CLASSES } from '../../web/client/predictor/classes.js';
import { ElmError, ModelFormatError, Predictor } from '../../web/client/predictor/index.js';
import { load } from '../../web/client/predictor/load.js';
import { network } from '../../web/client/predictor/network.js';
import { sha256 } from '../../web/client/predictor/sha256.js';
import { sealed } from './sealed.mjs';

const array = (shape, numbers) => ({
  array: {
    dtype: 'float64',
    shape,
    data: Buffer.from(Float64Array.from(numbers).buffer).toString('base64'),
  },
});

const MODEL = {
  format: 'elm-toolkit-model',
  version: 1,
  metadata: { name: 'a test' },
  class: 'ELMClassifier',
  params: {},
  learned: {
    n_features_in_: 2,
    n_samples_seen_: 9,
    alpha_: 0.5,
    alpha_rows_: 9,
    loo_score_: 0.9,
    seed_: 7,
    mean_: array([2], [0, 0]),
    scale_: array([2], [1, 1]),
    coef_: array([3, 2], [1, 0, 0, 1, 0.5, 0.5]),
    intercept_: array([2], [0, 0.1]),
    inverse_temperature_: 2,
    classes_: { array: { dtype: 'str', shape: [2], data: ['no', 'yes'] } },
    layer_: {
      dict: {
        n_hidden: 3,
        activation: 'tanh',
        hidden: 'normal',
        weight_scale: 1,
        bias_scale: 0.5,
      },
    },
  },
};

const invalid = (run, details) =>
  assert.throws(run, (error) => {
    assert.ok(error instanceof ElmError);
    assert.equal(error.code, 'invalid-input');
    assert.deepEqual({ ...error.details, ...details }, error.details);
    return true;
  });

test('the client exports the same Predictor', () => {
  assert.equal(client.Predictor, Predictor);
  assert.equal(client.ModelFormatError, ModelFormatError);
});

test('one sample gives one answer, several give several, in whatever form they come', () => {
  const predictor = Predictor.from(sealed(MODEL));
  assert.deepEqual(predictor.classes, ['no', 'yes']);
  assert.deepEqual(predictor.metadata, { name: 'a test' });
  const rows = [
    [1, 2],
    [-3, 0.5],
  ];
  const forms = [
    rows,
    rows.map((r) => Float32Array.from(r)),
    { data: Float64Array.from(rows.flat()), shape: [2, 2] },
  ];
  for (const form of forms) {
    assert.deepEqual(
      predictor.predict(form),
      rows.map((row) => predictor.predict(row)),
    );
    const { data, shape, classes } = predictor.predictProba(form);
    assert.deepEqual(shape, [2, 2]);
    assert.deepEqual(classes, ['no', 'yes']);
    assert.deepEqual(
      [...data],
      rows.flatMap((row) => [...predictor.predictProba(row)]),
    );
    assert.deepEqual(
      [...predictor.decisionFunction(form).data],
      rows.map((row) => predictor.decisionFunction(row)),
    );
  }
});

test('what is returned is the caller’s own', () => {
  const predictor = Predictor.from(MODEL);
  const first = predictor.predictProba([1, 2]);
  const copy = [...first];
  predictor.predictProba([-5, 5]);
  assert.deepEqual([...first], copy);
});

test('samples that do not fit are refused by place', () => {
  const predictor = Predictor.from(MODEL);
  invalid(() => predictor.predict([1]), { parameter: 'X', row: 0 });
  invalid(() => predictor.predict([[1, 2], [3]]), { row: 1 });
  invalid(
    () =>
      predictor.predict([
        [1, 2],
        [3, Number.NaN],
      ]),
    { row: 1, column: 1 },
  );
  invalid(() => predictor.predict([['1', 2]]), { row: 0, column: 0 });
  invalid(() => predictor.predict({ data: new Float64Array(3), shape: [2, 2] }));
  invalid(() => predictor.predict({ data: Float64Array.of(1, 2, Infinity, 4), shape: [2, 2] }), {
    row: 1,
    column: 0,
  });
  for (const X of [undefined, null, [], 'text', 5, {}, { columns: [] }])
    invalid(() => predictor.predict(X));
  invalid(() => predictor.transform([1, 2]));
});

test('files of another format, version or class are refused', () => {
  const refused = (change, pattern) =>
    assert.throws(
      () => Predictor.from({ ...MODEL, ...change }),
      (error) =>
        error instanceof ModelFormatError &&
        error.code === 'model-format' &&
        pattern.test(error.message),
    );
  refused({ format: 'x' }, /format/);
  refused({ version: 2 }, /version/);
  refused({ class: 'constructor' }, /constructor/);
  refused({ learned: {} }, /not fitted/);
  refused({ learned: { ...MODEL.learned, seed_: -1 } }, /seed_/);
  refused({ learned: { ...MODEL.learned, coef_: array([2, 2], [1, 2, 3, 4]) } }, /coef_/);
  for (const text of ['', '{', 'null', '[]', '"x"', 5, null, undefined]) {
    assert.throws(() => Predictor.from(text), ModelFormatError);
  }
});

test('a layer that asks for too much memory is refused before it is drawn', () => {
  const wide = 30_000;
  const learned = {
    ...MODEL.learned,
    n_features_in_: wide,
    mean_: array([wide], new Array(wide).fill(0)),
    scale_: array([wide], new Array(wide).fill(1)),
    coef_: array([wide, 2], new Array(2 * wide).fill(0)),
    layer_: { dict: { ...MODEL.learned.layer_.dict, n_hidden: wide } },
  };
  assert.throws(() => Predictor.from({ ...MODEL, learned }), {
    code: 'costly-model',
    message: /about 7\d\d\d MB.*maxBytes/,
  });
});

test('layers say the same in WebAssembly and in plain JavaScript', async () => {
  const drawn = (n) => Float64Array.from({ length: n }, () => 4 * Math.random() - 2);
  const { network: plain } = await import('../../web/client/predictor/network.js?plain');
  for (const activation of ['relu', 'tanh', 'gelu', 'linear']) {
    for (const [d, h, c] of [
      [1, 1, 1],
      [3, 9, 2],
      [17, 40, 11],
    ]) {
      const layers = [
        { weights: drawn(d * h), bias: drawn(h), activation },
        { weights: drawn(h * c), bias: drawn(c), activation: 'linear' },
      ];
      const slow = plain(d, layers);
      const quick = network(d, layers);
      assert.ok(isInWasm(quick) && !isInWasm(slow));
      for (const count of [1, 2, 7, 16]) {
        const x = drawn(count * d);
        for (const net of [slow, quick]) {
          net.input.set(x);
          net.run(count);
        }
        for (let i = 0; i < count; i++) {
          for (let j = 0; j < c; j++) {
            const [a, b] = [slow, quick].map((net) => net.output[i * net.stride + j]);
            assert.ok(Math.abs(a - b) <= 1e-11 * (1 + Math.abs(a)), `${activation} ${a} ${b}`);
          }
        }
      }
    }
  }
});

/** In a memory with a stack before it. */
const isInWasm = (net) => net.input.byteOffset > 0;

test('where there is no WebAssembly, layers are in plain JavaScript', async () => {
  const layers = [{ weights: new Float64Array(2), bias: new Float64Array(1), activation: 'relu' }];
  const { WebAssembly } = globalThis;
  globalThis.WebAssembly = undefined;
  await import('../../web/client/predictor/simd.js?without');
  assert.ok(!isInWasm(network(2, layers)));
  globalThis.WebAssembly = WebAssembly;
  await import('../../web/client/predictor/simd.js?with');
  assert.ok(isInWasm(network(2, layers)));
});

test('SHA-256 is that of the platform, for all lengths of a last block', async () => {
  for (let length = 0; length < 140; length++) {
    const bytes = crypto.getRandomValues(new Uint8Array(length));
    const expected = Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex');
    assert.equal(sha256(bytes), expected);
  }
});

test('every module that classes.js names can be fetched', async () => {
  for (const [name, { module }] of Object.entries(CLASSES)) {
    const error = await load(`{"class": "${name}"}`).catch((error) => error);
    assert.ok(error instanceof ModelFormatError, `${module}: ${error}`); // a file that holds no more
  }
});

test('what is handed over in place of a file is named', async () => {
  const { Model } = client;
  const refused = (given, told) =>
    assert.throws(() => Predictor.from(given), { code: 'model-format', message: told });
  refused(Promise.resolve(sealed(MODEL)), /got a Promise: give await model\.save\(\)$/);
  refused(Object.create(Model.prototype), /got a Model: give await model\.save\(\)$/);
  await assert.rejects(load(Promise.resolve('')), /got a Promise/);
});
