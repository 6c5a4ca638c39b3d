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
  answers = 0;
  terminated = false;

  postMessage(message, transfer = []) {
    this.sent.push(structuredClone({ ...message, module: undefined }, { transfer }));
  }

  terminate() {
    this.terminated = true;
  }

  answer(...numbers) {
    this.answers++;
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

const newPool = () =>
  new Pool(2, {
    start: () => workers[workers.push(new FakeWorker()) - 1],
    heap: () => new Uint8Array(memory.buffer),
    read: () => MODULE,
    onAnswer: (owner) => answered.push(owner),
  });

beforeEach(() => {
  warn = mock.method(console, 'warn', () => {});
  mock.timers.enable({ apis: ['setTimeout'] });
  workers = [];
  answered = [];
  pool = newPool();
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

/** Those who have a task and have not answered. */
const busy = () =>
  workers.filter(({ terminated, tasks, answers }) => !terminated && tasks.length > answers);

/** Lets workers start and answer as long as any does. */
function finish() {
  for (live(); busy().length; live()) for (const worker of busy()) worker.answer(1);
}

const TASK = JSON.stringify({ kind: 'hidden', numbers: [1], operands: [at(2, 3)] });

/** Begins a run with one shared operand, and posts so many tasks. */
function begin(tasks, alive = true, asked = 2) {
  const run = pool.open(asked, 'kernels.wasm', JSON.stringify([at(0, 2)]));
  for (let number = 0; number < tasks; number++) pool.post(run, number, TASK);
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

test('losses with tasks done between them are forgiven, whenever they come', () => {
  const run = begin(1);
  for (let number = 1; number < 10; number++) {
    pool.post(run, number, TASK);
    const [dying] = busy();
    dying.onerror({ message: 'out of memory' });
    assert.equal(pool.most(), 2, `after ${number} losses`);
    live();
    for (const worker of busy()) worker.answer(1);
    pool.post(run, 10 + number, TASK);
  }
  assert.deepEqual([pool.most(), pool.running], [2, 2]);
  for (let losses = 0; losses < 3; losses++) {
    pool.post(run, 20 + losses, TASK);
    busy()[0].onerror({ message: 'out of memory' });
    live();
  }
  assert.equal(pool.most(), 0);
});

for (const asked of [1, 2]) {
  test(`a run that is closed takes no worker from another's tasks (${asked})`, () => {
    const first = begin(3, true, asked);
    pool.owner = 8;
    const second = begin(3, true, asked);
    pool.close(first);
    assert.equal(pool.running, asked);
    finish();
    assert.deepEqual(
      [0, 1, 2].map((number) => pool.state(second, number)),
      Array(3).fill('done'),
    );
    pool.close(second);
    assert.equal(pool.running, asked);
  });
}

test('a task that is posted when the last worker has died gets another', () => {
  const run = begin(1, true, 1);
  workers[0].answer(1);
  workers[0].onerror({ message: 'out of memory' });
  pool.post(run, 1, TASK);
  finish();
  assert.equal(pool.state(run, 1), 'done');
  pool.close(run);
  workers[1].onerror({ message: 'out of memory' });
  assert.deepEqual([pool.running, workers.length], [0, 2]); // nobody has asked for it
});

test('whatever comes, no task of an open run waits for ever', () => {
  let seed = 1;
  const below = (n) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return Math.floor((seed / 2147483648) * n);
  };
  for (let round = 0; round < 200; round++) {
    const open = new Map();
    const runs = () => [...open.keys()];
    pool = newPool();
    workers = [];
    for (let step = 0; step < 30; step++) {
      const run = runs()[below(open.size)];
      const one = busy()[below(busy().length)];
      const what = below(8);
      if (what === 0 && open.size < 3) open.set(begin(0, false, 1 + below(2)), 0);
      else if (what === 1 && run) {
        pool.close(run);
        open.delete(run);
      } else if (what === 2) workers.at(-1)?.onerror({ message: 'lost' });
      else if (what === 3 && one) one.onerror({ message: 'lost' });
      else if (what === 4) live();
      else if (what === 5 && one) one.answer(1);
      else if (run) {
        pool.post(run, open.get(run), TASK);
        open.set(run, open.get(run) + 1);
      }
    }
    finish();
    for (const [run, posted] of open) {
      for (let number = 0; number < posted; number++) {
        assert.match(pool.state(run, number), /done|lost/, `round ${round}`);
      }
      pool.close(run);
    }
  }
});

test('a run that is closed ends those who are busy with it, and no others', () => {
  const first = begin(1);
  pool.owner = 8;
  const second = begin(2);
  pool.close(first);
  assert.deepEqual(
    workers.map(({ terminated }) => terminated),
    [true, false, false],
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
