import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { Pool, usualWorkers } from '../../worker/pool.js';

/** The smallest module of WebAssembly. */
const MODULE = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);
/** The memory of Python, where operands and results lie. */
const memory = new Float64Array(64);
const at = (place, count) => [8 * place, count];

class FakeWorker {
  sent = [];
  terminated = false;

  postMessage(message, transfer = []) {
    this.sent.push(structuredClone({ ...message, module: undefined }, { transfer }));
  }

  terminate() {
    this.terminated = true;
  }

  answer(...numbers) {
    this.onmessage({ data: { results: [Float64Array.from(numbers)] } });
  }

  get tasks() {
    return this.sent.filter(({ kind }) => kind);
  }
}

/** @type {FakeWorker[]} */
let workers;
let answered;
let pool;
let warn;

beforeEach(() => {
  warn = mock.method(console, 'warn', () => {});
  mock.timers.enable({ apis: ['setTimeout'] });
  workers = [];
  answered = [];
  pool = new Pool(2, {
    start: () => workers[workers.push(new FakeWorker()) - 1],
    heap: () => new Uint8Array(memory.buffer),
    read: () => MODULE,
    onAnswer: (owner) => answered.push(owner),
  });
  pool.owner = 7;
  memory.set([1, 2, 3, 4, 5]);
});

afterEach(() => {
  mock.reset();
  mock.timers.reset();
});

const live = () => {
  for (const worker of workers) worker.onmessage({ data: { alive: true } });
};

/** Begins a run with one shared operand, and posts so many tasks. */
function begin(tasks, alive = true) {
  const run = pool.open(2, 'kernels.wasm', JSON.stringify([at(0, 2)]));
  const text = JSON.stringify({ kind: 'hidden', numbers: [1], operands: [at(2, 3)] });
  for (let number = 0; number < tasks; number++) pool.post(run, number, text);
  if (alive) live();
  return run;
}

test('tasks go to workers as they get free, shared operands once a run', async () => {
  const run = begin(3);
  assert.deepEqual(
    workers.map(({ tasks }) => tasks.map(({ id }) => id)),
    [[0], [1]],
  );
  workers[1].answer(10, 11);
  await null;
  assert.deepEqual(answered, [7]);
  assert.deepEqual(
    [0, 1, 2].map((number) => pool.state(run, number)),
    ['works', 'done', 'works'],
  );
  const [first, second] = workers[1].tasks;
  assert.deepEqual([...first.operands[0]], [3, 4, 5]);
  assert.deepEqual([...first.shared[0]], [1, 2]);
  assert.equal(second.shared, undefined);
  pool.take(run, 1, JSON.stringify([at(20, 2)]));
  assert.deepEqual([...memory.subarray(20, 22)], [10, 11]);
  assert.equal(pool.arrived(run), 1);
  const next = begin(1);
  workers[0].answer(1);
  workers[1].answer(1);
  assert.ok(workers[0].tasks.at(-1).shared);
  assert.notEqual(next, run);
});

test('a worker that dies leaves its task, and another takes its place', async () => {
  const run = begin(4);
  workers[0].onerror({ message: 'out of memory' });
  await null;
  live();
  assert.equal(pool.state(run, 0), 'lost');
  assert.deepEqual(answered, [7]);
  assert.ok(workers[0].terminated);
  assert.deepEqual([workers.length, pool.running, pool.most()], [3, 2, 2]);
  assert.deepEqual(
    workers[2].tasks.map(({ id }) => id),
    [2],
  );
  assert.match(warn.mock.calls[0].arguments[0], /out of memory/);
});

test('where workers do not start, or die and die, it is done without', async () => {
  const run = begin(4, false);
  workers[0].onerror({ message: 'no script' });
  workers[1].onerror({ message: 'no script' });
  await null;
  assert.deepEqual(
    [0, 1, 2, 3].map((number) => pool.state(run, number)),
    Array(4).fill('lost'),
  );
  assert.deepEqual([pool.most(), pool.running, workers.length], [0, 0, 2]);
  pool.post(run, 4, JSON.stringify({ kind: 'hidden', numbers: [], operands: [] }));
  await null;
  assert.deepEqual([pool.state(run, 4), answered.length], ['lost', 5]);
  pool.close(run);
  pool = new Pool(2, {
    start() {
      throw new Error('not allowed');
    },
    heap: () => new Uint8Array(memory.buffer),
    read: () => MODULE,
    onAnswer() {},
  });
  const other = begin(1);
  assert.equal(pool.most(), 0);
  pool.close(other);
});

test('one that does not start in time is done without', async () => {
  const run = begin(2, false);
  mock.timers.tick(60_000);
  await null;
  assert.deepEqual([pool.state(run, 0), pool.state(run, 1), pool.most()], ['lost', 'lost', 0]);
  assert.match(warn.mock.calls[0].arguments[0], /did not start/);
});

test('a run that is closed ends those who are busy with it, and no others', () => {
  const first = begin(1);
  pool.owner = 8;
  const second = begin(2);
  pool.close(first);
  assert.deepEqual(
    workers.map(({ terminated }) => terminated),
    [true, false],
  );
  workers[1].answer(1);
  assert.equal(pool.state(second, 0), 'done');
  assert.equal(pool.state(second, 1), 'works');
});

test('what is dropped is not carried out', () => {
  const run = begin(3);
  pool.drop(run, 2);
  workers[0].answer(1);
  assert.deepEqual(
    workers.flatMap(({ tasks }) => tasks.map(({ id }) => id)),
    [0, 1],
  );
});

test('when there has been nothing to do for a while, no worker is left', () => {
  const run = begin(2);
  for (const worker of workers) worker.answer(1);
  pool.close(run);
  mock.timers.tick(5000);
  const again = begin(1);
  mock.timers.tick(60_000);
  assert.equal(pool.running, 2);
  workers[0].answer(1);
  pool.close(again);
  mock.timers.tick(60_000);
  assert.deepEqual([pool.running, workers.every(({ terminated }) => terminated)], [0, true]);
});

test('there is one worker for each core, and none where there is one core', () => {
  const cores = (hardwareConcurrency) => {
    Object.defineProperty(globalThis, 'navigator', {
      value: { hardwareConcurrency },
      configurable: true,
    });
    return usualWorkers();
  };
  const own = Object.getOwnPropertyDescriptor(globalThis, 'navigator');
  assert.deepEqual([undefined, 1, 2, 8, 64].map(cores), [0, 0, 2, 8, 8]);
  if (own) Object.defineProperty(globalThis, 'navigator', own);
  else delete globalThis.navigator;
});
