// Workers that have the kernels and no Python, for parts of large fits: started when there is work,
// gone when there has been none for a while. elm_core.service.workers speaks to it.
// @ts-check

/** @typedef {{ kind: string, numbers: number[], operands: Float64Array<ArrayBuffer>[] }} Work */
/** @typedef {{ run: Run, number: number, work: Work | undefined, state: 'waits' | 'works' | 'done' | 'lost', results: Float64Array[] }} Task */
/** @typedef {{ id: number, owner: number, workers: number, shared: Float64Array[], tasks: Map<number, Task>, arrived: number }} Run `owner`: the request that it belongs to */
/** @typedef {{ worker: Worker, task: Task | undefined, run: Run | undefined, alive: boolean, ending: AbortController, late?: ReturnType<typeof setTimeout> }} Member `run`: whose shared operands it has; `alive`: it can be told when it is gone */

/**
 * @typedef {object} Hooks
 * @property {() => Worker} start
 * @property {() => Uint8Array} heap of Python
 * @property {(path: string) => Uint8Array<ArrayBuffer>} read a file of Python's
 * @property {(owner: number) => void} onAnswer something has come that the request waits for
 */

/** The most that are started where nobody says how many. */
const MOST = 8;
/** Quiet time after which the workers end, in milliseconds. */
const IDLE = 10_000;
/** Time in which one has to start, in milliseconds. */
const STARTING = 20_000;
/** So many may be lost, with no task done between them, before it is done without them. */
const LOSSES = 3;

/** How many there may be: one for each core, and none where there is one. */
export function usualWorkers() {
  const cores = globalThis.navigator?.hardwareConcurrency ?? 1;
  return cores < 2 ? 0 : Math.min(cores, MOST);
}

export class Pool {
  #hooks;
  #most;
  /** @type {Set<Member>} */
  #members = new Set();
  /** @type {Map<number, Run>} */
  #runs = new Map();
  /** @type {Task[]} */
  #queue = [];
  #lastRun = 0;
  #losses = 0;
  /** @type {WebAssembly.Module | undefined} */
  #module;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** The request whose step is under way. */
  owner = 0;

  /** @param {number} most workers @param {Hooks} hooks */
  constructor(most, hooks) {
    this.#most = most;
    this.#hooks = hooks;
  }

  /** Workers that there are now. */
  get running() {
    return this.#members.size;
  }

  /** Workers that there may be. */
  most() {
    return this.#most;
  }

  /**
   * Begins a run of tasks, and starts workers for it.
   *
   * @param {number} workers
   * @param {string} path of the kernels
   * @param {string} shared operands of all its tasks: [[address, count], …]
   * @returns {number} the run
   */
  open(workers, path, shared) {
    clearTimeout(this.#timer);
    this.#module ??= new WebAssembly.Module(this.#hooks.read(path));
    const id = ++this.#lastRun;
    const copies = this.#copies(shared).map(forAll);
    const { owner } = this;
    this.#runs.set(id, { id, owner, workers, shared: copies, tasks: new Map(), arrived: 0 });
    this.#staff();
    return id;
  }

  /** @param {number} id of the run @param {number} number @param {string} text what is to be done */
  post(id, number, text) {
    const run = this.#run(id);
    const { kind, numbers, operands } = JSON.parse(text);
    const work = { kind, numbers, operands: this.#copies(JSON.stringify(operands)) };
    /** @type {Task} */
    const task = { run, number, work, state: 'waits', results: [] };
    run.tasks.set(number, task);
    if (!this.#most) return this.#settle(task, 'lost');
    this.#queue.push(task);
    this.#staff();
  }

  /** @param {number} id */
  arrived(id) {
    return this.#run(id).arrived;
  }

  /** @param {number} id @param {number} number */
  state(id, number) {
    return this.#run(id).tasks.get(number)?.state ?? 'lost';
  }

  /** Puts results into Python's memory, once. @param {number} id @param {number} number @param {string} places */
  take(id, number, places) {
    const { tasks } = this.#run(id);
    const heap = this.#hooks.heap();
    const { results } = /** @type {Task} */ (tasks.get(number));
    for (const [i, [address, count]] of JSON.parse(places).entries()) {
      new Float64Array(heap.buffer, address, count).set(results[i]);
    }
    tasks.delete(number);
  }

  /** @param {number} id @param {number} number */
  drop(id, number) {
    const { tasks } = this.#run(id);
    const task = tasks.get(number);
    tasks.delete(number);
    this.#queue = this.#queue.filter((waiting) => waiting !== task);
  }

  /** Ends the workers that are still busy with a run; others' tasks get new ones. @param {number} id */
  close(id) {
    const run = this.#run(id);
    this.#runs.delete(id);
    this.#queue = this.#queue.filter((task) => task.run !== run);
    for (const member of this.#members) {
      if (member.run === run) member.run = undefined;
      if (member.task?.run === run) this.#end(member);
    }
    this.#staff();
    clearTimeout(this.#timer);
    if (!this.#runs.size) this.#timer = setTimeout(() => this.end(), IDLE);
  }

  /** Ends all workers. */
  end() {
    for (const member of this.#members) this.#end(member);
  }

  /** @param {number} id */
  #run(id) {
    return /** @type {Run} */ (this.#runs.get(id));
  }

  /** @param {string} places in Python's memory */
  #copies(places) {
    const heap = this.#hooks.heap();
    return JSON.parse(places).map((/** @type {[number, number]} */ [address, count]) =>
      new Float64Array(/** @type {ArrayBuffer} */ (heap.buffer), address, count).slice(),
    );
  }

  /**
   * Starts workers up to the most that any open run asks for. Whatever ends workers or adds to the
   * queue ends with this: a task that waits has a worker to come, or it is given up.
   */
  #staff() {
    const wanted = Math.max(0, ...[...this.#runs.values()].map(({ workers }) => workers));
    while (this.#most && this.#members.size < wanted) this.#start();
    this.#handOut();
  }

  #start() {
    try {
      const worker = this.#hooks.start();
      /** @type {Member} */
      const member = {
        ...{ worker, task: undefined, run: undefined, alive: false },
        ending: new AbortController(),
      };
      this.#members.add(member);
      const lock = globalThis.navigator?.locks && `elm-toolkit-pool-${crypto.randomUUID()}`;
      worker.onmessage = ({ data }) => this.#receive(member, data, lock);
      worker.onmessageerror = () => this.#lose(member, 'its answer was damaged');
      worker.onerror = (event) => {
        event.preventDefault?.();
        this.#lose(member, event.message ?? 'its script did not load');
      };
      worker.postMessage({ module: this.#module, lock });
      member.late = setTimeout(() => this.#lose(member, 'it did not start'), STARTING);
    } catch (error) {
      this.#giveUp(String(error));
    }
  }

  /** @param {Member} member @param {any} message @param {string | undefined} lock */
  #receive(member, { alive, results }, lock) {
    if (alive) {
      member.alive = true;
      clearTimeout(member.late);
      const { signal } = member.ending;
      const gone = () => this.#lose(member, 'it was ended');
      // it holds the lock: whoever gets it next knows that it is gone
      if (lock) navigator.locks.request(lock, { signal }, gone).catch(() => {});
    }
    const { task } = member;
    if (results && task) {
      member.task = undefined;
      this.#losses = 0;
      this.#settle(task, 'done', results);
    }
    this.#handOut();
  }

  #handOut() {
    for (const member of this.#members) {
      if (member.task || !member.alive) continue;
      const task = this.#queue.shift();
      if (!task) return;
      this.#give(member, task);
    }
  }

  /** @param {Member} member @param {Task} task */
  #give(member, task) {
    const { run, number, work } = task;
    const known = member.run === run;
    Object.assign(member, { task, run });
    Object.assign(task, { state: 'works', work: undefined });
    const { operands } = /** @type {Work} */ (work);
    const message = { ...work, id: number, ...(known ? {} : { shared: run.shared }) };
    member.worker.postMessage(
      message,
      operands.map(({ buffer }) => buffer),
    );
  }

  /** @param {Task} task @param {'done' | 'lost'} state @param {Float64Array[]} [results] */
  #settle(task, state, results = []) {
    const { run } = task;
    Object.assign(task, { state, results });
    run.arrived++;
    // later: the step that waits for it may still be under way
    queueMicrotask(() => this.#hooks.onAnswer(run.owner));
  }

  /** @param {Member} member @param {string} why */
  #lose(member, why) {
    if (!this.#members.has(member)) return;
    const { task } = member;
    this.#end(member);
    if (!member.alive || ++this.#losses >= LOSSES) this.#giveUp(why);
    else console.warn(`a worker of the pool is lost, and its part is done again: ${why}`);
    if (task) this.#settle(task, 'lost');
    this.#staff();
  }

  /** From now on all is done without. @param {string} why */
  #giveUp(why) {
    if (!this.#most) return;
    console.warn(`large fits go on without workers of their own: ${why}`);
    this.#most = 0;
    const waiting = this.#queue.splice(0);
    for (const task of waiting) this.#settle(task, 'lost');
    for (const member of this.#members) if (!member.task) this.#end(member);
  }

  /** @param {Member} member */
  #end(member) {
    this.#members.delete(member);
    member.ending.abort();
    clearTimeout(member.late);
    member.worker.terminate();
  }
}

/** Where memory can be shared, all workers read the same copy. @param {Float64Array} numbers */
function forAll(numbers) {
  if (!globalThis.crossOriginIsolated || !globalThis.SharedArrayBuffer) return numbers;
  const shared = new Float64Array(new SharedArrayBuffer(numbers.byteLength));
  shared.set(numbers);
  return shared;
}
