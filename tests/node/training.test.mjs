// The toolkit in Node, out of the installed package: tests/browser/test_packed.py puts this file beside it.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import workerThreads from 'node:worker_threads';

/** @type {import('node:worker_threads').Worker[]} those that were started, to be ended by a test */
const threads = [];
workerThreads.Worker = class extends workerThreads.Worker {
  constructor(...given) {
    super(...given);
    threads.push(this);
  }
};
syncBuiltinESMExports();
const { csvBlocks, ElmError, ElmToolkit, Predictor } = await import('elm-toolkit/node');

let elm;
const stages = new Set();
const rows = Array.from({ length: 200 }, (_, i) => [Math.sin(i), Math.cos(i), i % 3]);
const labels = rows.map(([a, b]) => (a * b > 0 ? 'same' : 'different'));

before(async () => {
  // as an app says it that is tested here: the files are those of the package
  elm = await ElmToolkit.start({ assets: '/elm/', onProgress: ({ stage }) => stages.add(stage) });
});
after(() => elm.dispose());

test('it tells of its start', async () => {
  assert.deepEqual([...stages], ['download', 'runtime', 'packages', 'toolkit', 'ready']);
  assert.equal((await elm.info()).start, 'plain');
});

test('a model is trained, saved and asked without Python', async () => {
  const model = await elm.create('ELMClassifier', { n_hidden: 64, random_state: 0 });
  const { holdout } = await model.fit(rows, labels, { holdout: 0.25 });
  assert.ok(holdout.accuracy > 0.8, String(holdout.accuracy));
  const json = await model.save();
  const said = await model.predict(rows);
  assert.deepEqual(Predictor.from(json).predict(rows), said);
  assert.deepEqual(await (await elm.load(new Blob([json]))).predict(rows), said);
  const { importances } = await model.fit(rows, labels, { holdout: 0.25, importances: true });
  assert.notEqual(importances, null);
});

test('the same seed gives the same model', async () => {
  const texts = ['the team won', 'a late goal', 'shares fell', 'the bank lost money'];
  const topics = ['sport', 'sport', 'business', 'business'];
  const saved = await Promise.all(
    [0, 1].map(async () => {
      const model = await elm.create('TextClassifier', { random_state: 3 });
      await model.fit(texts, topics);
      return JSON.parse(await model.save()).model;
    }),
  );
  assert.deepEqual(saved[0], saved[1]);
});

test('it learns a stream', async () => {
  const lines = [
    'wave,day,level',
    ...rows.map(([a, , c]) => `${a},${c},${c < 1 ? 'low' : 'high'}`),
  ];
  const model = await elm.create('ELMClassifier', { n_hidden: 32, random_state: 0 });
  const blocks = csvBlocks(new Blob([lines.join('\n')]), { target: 'level' });
  assert.equal((await model.fit(blocks)).summary.n_samples, rows.length);
});

test('what goes wrong has its code', async () => {
  const refused = (promise, code) =>
    assert.rejects(promise, (error) => error instanceof ElmError && error.code === code);
  const model = await elm.create('ELMClassifier', {});
  await refused(model.predict([[1]]), 'not-fitted');
  await refused(model.fit([[1], [2, 3]], ['a', 'b']), 'invalid-input');
  await refused(model.fit(rows, labels, { signal: AbortSignal.abort() }), 'cancelled');
  await refused(elm.keep(model, 'mine'), 'storage');
  await refused(ElmToolkit.start({ assets: 'file:///nowhere/' }), 'boot-failed');
});

test('a thread that is lost is replaced, with its models', async () => {
  const model = await elm.create('ELMClassifier', { n_hidden: 16, random_state: 0 });
  await model.fit(rows, labels);
  const said = await model.predict(rows);
  await new Promise((resolve) => setTimeout(resolve, 500)); // its file is handed out
  const restored = once(elm, 'restored');
  const large = await elm.create('ELMClassifier', { n_hidden: 2000, random_state: 0 });
  const many = Array.from({ length: 20 }, () => rows).flat();
  const under = assert.rejects(
    large.fit(
      many,
      many.map(([a]) => (a > 0 ? 'up' : 'down')),
    ),
    { code: 'worker-lost' },
  );
  threads[0].terminate();
  await under;
  const [{ detail }] = await restored;
  assert.deepEqual(detail.failed, []);
  assert.deepEqual(await model.predict(rows), said);
});

/** What a program says that is run beside this one. @param {string} text */
async function run(text) {
  const program = join(import.meta.dirname, 'program.mjs');
  await writeFile(program, text);
  return promisify(execFile)(process.execPath, [program], { timeout: 60_000 });
}

test('a program that has nothing else to do ends', async () => {
  const { stdout } = await run(`
    import { ElmToolkit } from 'elm-toolkit/node';
    const elm = await ElmToolkit.start();
    const model = await elm.create('ELMClassifier', { n_hidden: 8, random_state: 0 });
    await model.fit([[0], [1]], ['off', 'on']);
    console.log(await model.predict([[1]]));`);
  assert.equal(stdout, "[ 'on' ]\n");
});

test('where there is no thread the way to it is named', async () => {
  const start = "import { ElmToolkit } from 'elm-toolkit'; await ElmToolkit.start();";
  await assert.rejects(run(start), ({ stderr }) => /elm-toolkit\/node.*Predictor/.test(stderr));
});
