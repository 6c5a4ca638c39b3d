// A worker of the pool: the kernels and nothing else. It carries out one task after the other.
// @ts-check
import { KernelMemory } from './kernel-memory.js';
import { KINDS } from './kernel-tasks.js';

/** @import { KernelTask } from './kernel-tasks.js' */

/** @typedef {{ module: WebAssembly.Module, lock?: string }} Opening */
/** @typedef {KernelTask & { id: number, shared?: Float64Array[] }} Posted `shared`: where the run is another than that of the task before */

/** @type {KernelMemory | undefined} */
let memory;
/** @type {number[]} addresses of what all tasks of a run take */
let shared = [];
/** Where the first of them lies, and where the tasks' own may. */
let first = 0;
let own = 0;

/** @param {MessageEvent<Opening | Posted>} event */
self.onmessage = ({ data }) => {
  if ('module' in data) open(data);
  else answer(data);
};

/** @param {Opening} opening */
function open({ module, lock }) {
  memory = new KernelMemory(module);
  first = memory.mark;
  const live = () => {
    self.postMessage({ alive: true });
    return new Promise(() => {});
  };
  // whoever gets the lock next knows that this worker is gone
  if (lock) navigator.locks.request(lock, live);
  else live();
}

/** @param {Posted} task */
function answer(task) {
  const room = /** @type {KernelMemory} */ (memory);
  if (task.shared) {
    room.forget(first);
    shared = task.shared.map((numbers) => room.put(numbers));
    own = room.mark;
  }
  room.forget(own);
  const results = KINDS[task.kind](room, shared, task);
  self.postMessage({ id: task.id, results }, { transfer: results.map(({ buffer }) => buffer) });
}
