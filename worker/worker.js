// Messages in, steps of the service, messages out.
//
// Requests are carried out in turns of a few milliseconds, or of one step that takes longer, and
// between two turns the worker is back in its message loop: cancelling works on any host. Requests to the same model keep their
// order.
// @ts-check
import { Checkpoints } from './checkpoints.js';
import { AssetError } from './download.js';
import { host } from './host.js';
import { isInterrupt } from './interrupted.js';
import { call, liveProxies, transferables } from './marshal.js';
import { wrongIn } from './messages.js';
import { Pool, usualWorkers } from './pool.js';
import { INTERRUPT } from './protocol.js';
import { boot } from './runtime.js';
import { startWorker } from './start-worker.js';
import { needsVectors } from './vectors.js';

/** @import { PageMessage, WorkerMessage } from './protocol.js' */
/** @import { Runtime } from './runtime.js' */

/** @typedef {{ id: number, verb: string, models: unknown[], args: any, keep: boolean, streamed: boolean, begun: boolean, waiting: boolean, pooled: boolean, reported: number }} Task `pooled`: it waits for a worker of the pool */

/** Quiet time after a start before the first fit is prepared, in milliseconds. */
const IDLE = 300;
/** What a request may take of a turn, in seconds: the steps of a small one are carried out at once. */
const TURN = 0.004;
/** Time that is left for telling the next start of a failure, in milliseconds. */
const LAST_WORDS = 300;

/** @type {Promise<Runtime> | undefined} */
let booting;
/** @type {Runtime | undefined} */
let runtime;
/** @type {Int32Array | undefined} */
let interrupt;
/** @type {Task[]} */
const tasks = [];
let turn = 0;
/** @type {Pool | undefined} */
let pool;
/** Whether anything has been asked for yet. */
let asked = false;
let scheduled = false;
/** Whether the interpreter has failed, with which all ends. */
let dead = false;

// a message to itself comes back after those already waiting, without a timer's delay
const loop = new MessageChannel();
loop.port1.onmessage = () => {
  scheduled = false;
  runOneStep();
};

const checkpoints = new Checkpoints({
  take: () => handOut(),
  isBusy: () => tasks.some((task) => task.pooled || isRunnable(task)),
  onIdle: () => post({ kind: 'idle', heap: heapBytes() }),
});

/** @param {MessageEvent} event of anything */
self.onmessage = ({ data }) => {
  const { kind, id } = Object(data);
  if (kind === 'ping') return post({ kind: 'pong' });
  // where the browser cannot read what was sent, nested too deep for it, say, null comes
  if (id === undefined) return post({ kind: 'unread' });
  const wrong = wrongIn(data);
  if (wrong) return fail(id, 'invalid-input', wrong);
  try {
    receive(data);
  } catch (error) {
    if (isFatal(error)) return die(error);
    fail(id, 'internal', error instanceof Error ? error.message : String(error));
  }
};

self.onmessageerror = () => post({ kind: 'unread' });

/** @param {Exclude<PageMessage, { kind: 'ping' }>} message */
function receive(message) {
  const { kind, id } = message;
  if (kind === 'cancel') cancel(id);
  else if (kind === 'block') feed(id, message.args);
  else if (message.verb === 'start') start(id, message.args);
  else if (!runtime) fail(id, 'boot-failed', 'the toolkit is not started');
  else if (message.verb === 'flush') flush(id, message.args);
  else enqueue(message);
}

/** @param {number} id @param {any} args */
async function start(id, args) {
  if (args.lock) holdLock(args.lock);
  try {
    booting ??= boot(
      (stage, loaded, total) => post({ id, kind: 'progress', stage, loaded, total }),
      { snapshot: args.snapshot !== false, suspect: args.suspect, assets: args.assets },
    );
    runtime = await booting;
    if (args.interrupt) {
      interrupt = new Int32Array(args.interrupt);
      runtime.pyodide.setInterruptBuffer(interrupt);
    }
    if (args.memoryBudget !== undefined) service('limit_memory', args.memoryBudget);
    pool ??= openPool(runtime, host.hasPool ? (args.workers ?? usualWorkers()) : 0);
    const { version, start } = runtime;
    post({ id, kind: 'result', result: { version, start, heap: heapBytes() } });
    setTimeout(() => asked || runtime?.warmUp(), IDLE);
  } catch (error) {
    booting = undefined;
    const details =
      error instanceof AssetError ? { asset: error.asset, renewed: error.renewed } : {};
    fail(id, 'boot-failed', error instanceof Error ? error.message : String(error), details);
  }
}

/** @param {Runtime} runtime @param {number} most */
function openPool({ pyodide, service }, most) {
  const { FS, _module } = /** @type {any} */ (pyodide);
  const opened = new Pool(most, {
    start: () => startWorker(new URL('./kernel-worker.js', import.meta.url)),
    heap: () => _module.HEAPU8,
    read: (path) => FS.readFile(path),
    onAnswer: goOn,
  });
  const use = service.use_host;
  use(opened);
  use.destroy();
  return opened;
}

/** A worker of the pool has answered. @param {number} id of the request that waits for it */
function goOn(id) {
  const task = tasks.find((candidate) => candidate.id === id);
  if (!task?.pooled) return;
  task.pooled = false;
  schedule();
}

/**
 * The page waits for the same lock: it gets it at once when this worker is gone, however that
 * came about.
 *
 * @param {string} name
 */
function holdLock(name) {
  navigator.locks?.request(name, () => {
    post({ kind: 'alive' });
    return new Promise(() => {});
  });
}

/** @param {{ id: number, verb: string, args: any, keep?: boolean }} request */
function enqueue({ id, verb, args, keep = false }) {
  asked = true;
  const waiting = args.json instanceof Blob || needsVectors(verb, args, usesVectors);
  const models = modelsOf(args);
  const streamed = verb === 'fit' && Boolean(args.X?.stream);
  /** @type {Task} */
  const task = {
    ...{ id, verb, models, args, keep, streamed, waiting },
    ...{ begun: false, pooled: false, reported: -1 },
  };
  tasks.push(task);
  if (waiting) prepare(task);
  schedule();
}

/** What has to be there before a request can begin. @param {Task} task */
async function prepare(task) {
  const { id, verb, args } = task;
  try {
    if (args.json instanceof Blob) args.json = await args.json.text();
    if (needsVectors(verb, args, usesVectors)) await runtime?.loadVectors();
  } catch (error) {
    finish(task);
    return fail(
      id,
      'invalid-input',
      `the file cannot be read: ${/** @type {any} */ (error).message}`,
    );
  }
  task.waiting = false;
  schedule();
}

/** @param {unknown} [wanted] the only model @returns {boolean} whether one had changed and is handed out */
function handOut(wanted) {
  if (dead) return false;
  try {
    const kept = service('checkpoint', wanted);
    if (!kept) return false;
    const { model, json, complete, summary } = kept;
    const file = json ? new Blob([json]) : undefined;
    post({ kind: 'checkpoint', model, json: file, complete, summary });
    return true;
  } catch (error) {
    if (isFatal(error)) die(error);
    else console.warn(`a model could not be kept: ${/** @type {any} */ (error).message}`);
    return false;
  }
}

/** @param {number} id @param {any} args */
function flush(id, { model } = {}) {
  if (model === undefined) checkpoints.flush();
  else handOut(model);
  post({ id, kind: 'result', result: { heap: heapBytes() } });
}

/** @param {unknown} className */
const usesVectors = (className) => service('uses_vectors', className);

function schedule() {
  if (scheduled || !tasks.some(isRunnable)) return;
  scheduled = true;
  loop.port2.postMessage(null);
}

/** The models that a request is about: one, or two that are put together. @param {any} args */
const modelsOf = ({ model, other }) => [model, other].filter((number) => number !== undefined);

/** A task may run when none before it is for the same model. @param {Task} task */
function isRunnable(task) {
  if (task.waiting || task.pooled) return false;
  return task.models.every((model) => tasks.find(({ models }) => models.includes(model)) === task);
}

function runOneStep() {
  const runnable = tasks.filter(isRunnable);
  if (!runnable.length) return;
  const task = runnable[turn++ % runnable.length];
  try {
    if (!task.begun) begin(task);
    report(
      task,
      guarded(task, () => service('step', task.id, TURN)),
    );
  } catch (error) {
    if (isFatal(error)) return die(error);
    // the step can be made again: if the interrupt was meant for it, what cancels it is on its way
    if (!isInterrupt(error)) {
      finish(task);
      fail(task.id, 'internal', error instanceof Error ? error.message : String(error));
    }
  }
  schedule();
}

/** @param {Task} task */
function begin(task) {
  task.begun = true;
  if (task.keep && task.verb === 'dispose') handOut(task.models[0]); // for the last time
  service('begin', task.id, task.verb, task.args);
  task.args = undefined; // Python has its copy
}

/**
 * While a step runs, an interrupt may end it, but only one that is meant for this request.
 *
 * @template T
 * @param {Task} task
 * @param {() => T} run
 * @returns {T}
 */
function guarded(task, run) {
  if (pool) pool.owner = task.id;
  if (!interrupt) return run();
  Atomics.store(interrupt, INTERRUPT.signal, 0);
  Atomics.store(interrupt, INTERRUPT.running, task.id);
  try {
    return run();
  } finally {
    Atomics.store(interrupt, INTERRUPT.running, 0);
    Atomics.store(interrupt, INTERRUPT.signal, 0);
  }
}

/** @param {Task} task @param {any} outcome */
function report(task, outcome) {
  const { id } = task;
  if (!outcome.done) {
    task.pooled = Boolean(outcome.pooled);
    if (outcome.waiting) task.waiting = true;
    else if (outcome.taken) post({ id, kind: 'ready' });
    const { progress, warnings } = outcome;
    if (warnings || progress > task.reported + 0.005) {
      task.reported = progress;
      post({ id, kind: 'progress', progress, warnings });
    }
    return;
  }
  finish(task);
  if (outcome.error) post({ id, kind: 'error', error: outcome.error });
  else {
    // before the result: who has that has the file, too
    if (task.keep) handOut(task.models[0]);
    const result = task.verb === 'info' ? { ...outcome.result, ...footprint() } : outcome.result;
    post({ id, kind: 'result', result }, [...transferables(result)]);
  }
}

function footprint() {
  const { start } = /** @type {Runtime} */ (runtime);
  const workers = { most: pool?.most() ?? 0, running: pool?.running ?? 0 };
  return { start, requests: tasks.length, proxies: liveProxies(), heap: heapBytes(), workers };
}

/** Bytes of the interpreter's memory, which grows and never shrinks. */
function heapBytes() {
  const { pyodide } = /** @type {Runtime} */ (runtime);
  return /** @type {any} */ (pyodide)._module.HEAPU8.length;
}

/** @param {number} id */
function cancel(id) {
  const task = tasks.find((candidate) => candidate.id === id);
  if (!task) return; // it has been answered already
  finish(task);
  try {
    if (task.begun) service('cancel', id);
  } catch (error) {
    if (isFatal(error)) return die(error);
  }
  fail(id, 'cancelled', 'cancelled');
  schedule();
}

/** @param {number} id @param {any} block */
function feed(id, block) {
  const task = tasks.find((candidate) => candidate.id === id);
  if (!task?.streamed) return;
  if (!task.begun) begin(task);
  service('feed', id, block);
  task.waiting = false;
  schedule();
}

/** @param {Task} task */
function finish(task) {
  const place = tasks.indexOf(task);
  if (place >= 0) tasks.splice(place, 1);
  checkpoints.touch();
}

/** @param {string} method @param {unknown[]} args */
function service(method, ...args) {
  const { pyodide, service } = /** @type {Runtime} */ (runtime);
  return call(pyodide, service, method, args);
}

/** @param {unknown} error */
const isFatal = (error) => Boolean(/** @type {any} */ (error)?.pyodide_fatal_error);

/** @param {unknown} error */
async function die(error) {
  if (dead) return;
  dead = true;
  tasks.length = 0;
  self.onmessage = null; // nobody is there to answer
  const soon = new Promise((resolve) => setTimeout(resolve, LAST_WORDS));
  await Promise.race([runtime?.distrust().catch(() => {}), soon]); // told of it, the page ends this worker
  post({ kind: 'fatal', message: error instanceof Error ? error.message : String(error) });
  self.close();
}

/** @param {number} id @param {any} code @param {string} message @param {Record<string, unknown>} details */
function fail(id, code, message, details = {}) {
  post({ id, kind: 'error', error: { code, message, details } });
}

/** @param {WorkerMessage} message @param {Transferable[]} transfer */
function post(message, transfer = []) {
  self.postMessage(message, { transfer });
}
