// Data, models and predictors that apps have put into reactive data: Vue's and MobX's own, and proxies
// that go into all that they are asked for, as Svelte's and Valtio's.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { Model } from '../../web/client/model.js';
import { plain } from '../../web/client/plain.js';
import { Predictor } from '../../web/client/predictor/index.js';
import { newClient, settle, supervise } from './fake-worker.mjs';

const require = createRequire(new URL('../../web/package.json', import.meta.url));
const vue = require('@vue/reactivity');
const mobx = require('mobx');

/** @param {any} value */
const deep = (value) =>
  Object(value) === value && !ArrayBuffer.isView(value)
    ? new Proxy(value, { get: (target, key, proxy) => deep(Reflect.get(target, key, proxy)) })
    : value;
const dataOnly = (value) =>
  Object(value) === value && typeof value !== 'function' && !ArrayBuffer.isView(value)
    ? new Proxy(value, { get: (target, key, proxy) => dataOnly(Reflect.get(target, key, proxy)) })
    : value;

const KINDS = {
  vue: (value) => vue.reactive(value),
  mobx: (value) => mobx.observable(value),
  proxies: dataOnly,
};

const ABOUT = { summary: { class: 'TableClassifier', kind: 'classifier' } };

function newModel() {
  const { worker, client } = newClient();
  return { worker, model: new Model(supervise(client), 7, ABOUT) };
}

for (const [name, reactive] of Object.entries(KINDS)) {
  test(`${name}: data of requests are read as plain values`, async () => {
    const { worker, model } = newModel();
    const { X, y, more } = reactive({
      X: ['a text', 'another'],
      y: ['yes', 'no'],
      more: { metadata: { tags: ['x', { deep: [1] }] }, day: null },
    });
    const fitting = model.fit(X, y);
    model.save(more);
    model.fit(reactive([[1, 2], [3, 4]]), reactive(['a', 'b'])); // biome-ignore format: a matrix
    model.fit(
      reactive({
        columns: [
          { name: 'size', values: ['1', null] },
          { name: 'n', data: Float64Array.of(1, 2) },
        ],
      }),
      y,
    );
    const [first, second, third, fourth] = worker.sent.map(({ args }) => args);
    assert.deepEqual(first.X, { texts: ['a text', 'another'] });
    assert.deepEqual(first.y, { codes: Int32Array.of(0, 1), values: ['yes', 'no'] });
    assert.deepEqual(second.metadata, { tags: ['x', { deep: [1] }] });
    assert.deepEqual(third.X, { data: Float64Array.of(1, 2, 3, 4), shape: [2, 2] });
    assert.deepEqual(fourth.X.columns[1], { name: 'n', data: Float64Array.of(1, 2) });
    worker.say({ id: worker.sent[0].id, kind: 'result', result: { summary: { trained: true } } });
    assert.deepEqual(await fitting, { summary: { trained: true } });
  });
}

for (const [name, wrap] of Object.entries({ vue: vue.reactive, proxies: deep })) {
  test(`${name}: a model goes on through a proxy, and what it reports is seen`, async () => {
    const { worker, model } = newModel();
    const state = wrap({ model });
    const seen = [];
    if (name === 'vue') vue.effect(() => seen.push(state.model.summary.report));
    const fitting = state.model.fit([[1], [2]], ['a', 'b']);
    assert.equal(worker.sent[0].args.model, 7);
    worker.say({ id: worker.sent[0].id, kind: 'result', result: { summary: { report: 1 } } });
    await fitting;
    assert.deepEqual(model.summary, { report: 1 });
    if (name === 'vue') assert.deepEqual(seen, [undefined, 1]);
    const other = new Model(model._inner().supervisor, 8, ABOUT);
    state.model.merge(wrap({ other }).other);
    assert.equal(worker.sent[1].args.other, 8);
    state.model.dispose();
    await assert.rejects(model.predict([[1]]), { code: 'disposed' });
    await settle();
    assert.deepEqual(Object.keys(model).includes('_inner'), false);
  });

  test(`${name}: a predictor answers through a proxy, of reactive rows too`, () => {
    const golden = new URL('../core/golden/ELMClassifier.json', import.meta.url);
    const predictor = Predictor.from(readFileSync(golden, 'utf8'));
    const { asked } = predictor.metadata;
    const expected = predictor.predict(asked);
    const state = wrap({ predictor, rows: asked });
    assert.deepEqual(plain(state.predictor.predict(state.rows)), expected);
    assert.deepEqual(
      [...state.predictor.predictProba(state.rows).data],
      [...predictor.predictProba(asked).data],
    );
    assert.deepEqual(plain(state.predictor.unread), []);
  });
}

test('what no message can hold is refused as before', async () => {
  const { worker, model } = newModel();
  const save = model.save({ metadata: { f: () => {} } });
  await assert.rejects(save, { code: 'invalid-input' });
  assert.deepEqual(worker.sent, []);
});

test('a copy keeps its keys, whatever they are called', () => {
  const given = JSON.parse('{"__proto__": {"a": 1}, "constructor": "x"}');
  assert.deepEqual(Object.entries(plain(given)), Object.entries(given));
  const bytes = Uint8Array.of(1);
  assert.equal(plain({ bytes }).bytes, bytes);
});
