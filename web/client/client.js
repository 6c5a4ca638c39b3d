// Requests to one worker: each has an id and settles exactly once, with a result, an error,
// 'cancelled' or 'worker-lost'.
// @ts-check
import { INTERRUPT, isTooDeep, MOST_LEVELS } from '../worker/protocol.js';
import { ElmError } from './errors.js';
import { plain } from './plain.js';
import { Watchdog } from './watchdog.js';

/** @import { WireError, WorkerMessage } from '../worker/protocol.js' */
/** @import { Answer, Args, Progress, Verb } from './types/wire.js' */
/** @import { AnyWorker } from './new-worker.js' */
/** @import { Summary } from './types/reports.js' */

/**
 * @typedef {object} Pending
 * @property {(result: unknown) => void} resolve
 * @property {(error: ElmError) => void} reject
 * @property {((message: Progress) => void) | undefined} onProgress
 * @property {(() => void) | undefined} onReady
 * @property {() => void} release
 */

/**
 * @typedef {object} Hooks
 * @property {(client: Client, reason: ElmError) => void} [onLost]
 * @property {(kept: { model: number, json: Blob | undefined, complete: boolean, summary?: Summary }) => void} [onCheckpoint]
 * @property {(client: Client, heap: number) => void} [onIdle]
 * @property {number} [patience] seconds
 */

/** @typedef {{ onProgress?: (message: Progress) => void, onReady?: () => void, signal?: AbortSignal, keep?: boolean, transfer?: Transferable[] }} SendOptions `keep`: the file of a model that it changes comes before its result */

/** A start is given so many times the patience: compiling Python may take an engine half a minute. */
const STARTING = 4;

export class Client {
  /** @type {Map<number, Pending>} */
  #pending = new Map();
  #lastId = 0;
  /** @type {ElmError | undefined} */
  #lost;
  /** Whether it failed without a word: neither ended from outside, nor with a last message. */
  failed = false;
  /** Whether it has ever said anything. */
  heard = false;
  /** @type {Int32Array | undefined} */
  #interrupt;
  #hooks;
  #watchdog;

  /** @param {AnyWorker} worker @param {Hooks} [hooks] */
  constructor(worker, hooks = {}) {
    this.worker = worker;
    this.#hooks = hooks;
    this.#watchdog = new Watchdog({
      ask: () => worker.postMessage({ kind: 'ping' }),
      ended: () => this.#lose('worker-lost', 'the worker is lost: it was ended'),
      silent: () => this.#fail('the worker is lost: it does not answer any more'),
      patience: hooks.patience ?? 60,
    });
    worker.onmessage = ({ data }) => this.#receive(data);
    worker.onerror = (event) => {
      event.preventDefault?.();
      this.#fail(`the worker failed: ${event.message ?? 'its script did not load'}`);
    };
    worker.onmessageerror = () => this.#fail('a message of the worker was damaged');
    if (globalThis.crossOriginIsolated && globalThis.SharedArrayBuffer) {
      this.#interrupt = new Int32Array(new SharedArrayBuffer(INTERRUPT.bytes));
    }
  }

  /** The buffer through which a running step can be interrupted, where the host allows one. */
  get interruptBuffer() {
    return this.#interrupt?.buffer;
  }

  /** The lock that the worker is to hold for as long as it lives. */
  get lockName() {
    return this.#watchdog.lockName;
  }

  /** Why no request is answered any more, once that is so. */
  get lost() {
    return this.#lost;
  }

  /** @returns {number} requests that are not settled yet */
  get pending() {
    return this.#pending.size;
  }

  /**
   * @template {Verb} V
   * @param {V} verb
   * @param {Args} args
   * @param {SendOptions} [options]
   * @returns {Promise<Answer<V>> & { id: number }}
   */
  send(verb, args, { onProgress, onReady, signal, keep, transfer = [] } = {}) {
    const id = ++this.#lastId;
    /** @type {Promise<Answer<V>>} */
    const promise = new Promise((settle, reject) => {
      if (this.#lost) return reject(this.#lost);
      if (signal?.aborted) return reject(cancelled());
      if (isTooDeep(args)) return reject(tooDeep(verb));
      const abort = () => this.#cancel(id);
      signal?.addEventListener('abort', abort, { once: true });
      const release = () => signal?.removeEventListener('abort', abort);
      const resolve = /** @type {Pending['resolve']} */ (settle);
      this.#pending.set(id, { resolve, reject, onProgress, onReady, release });
      this.worker.ref?.();
      this.#watchdog.watch(verb === 'start' ? STARTING : 1);
      try {
        const request = { id, kind: 'request', verb, args };
        this.#post(keep ? { ...request, keep } : request, transfer);
      } catch (error) {
        this.#settle(id, (pending) => pending.reject(uncloneable(error)));
      }
    });
    return Object.assign(promise, { id });
  }

  /**
   * @param {number} id
   * @param {Record<string, unknown>} args
   */
  sendBlock(id, args) {
    if (this.#pending.has(id)) this.#post({ id, kind: 'block', args });
  }

  /** @param {number} id */
  cancel(id) {
    if (this.#pending.has(id)) this.#cancel(id);
  }

  close() {
    this.#lose('disposed', 'the toolkit was disposed of');
  }

  /**
   * Reactive data are read as plain data.
   *
   * @param {object} message @param {Transferable[]} [transfer]
   */
  #post(message, transfer = []) {
    try {
      this.worker.postMessage(message, transfer);
    } catch {
      this.worker.postMessage(plain(message), transfer);
    }
  }

  /** @param {number} id */
  #cancel(id) {
    this.worker.postMessage({ id, kind: 'cancel' });
    const shared = this.#interrupt;
    if (shared && Atomics.load(shared, INTERRUPT.running) === id) {
      Atomics.store(shared, INTERRUPT.signal, INTERRUPT.keyboard);
    }
  }

  /** @param {WorkerMessage} message */
  #receive(message) {
    if (this.#lost || !message) return;
    this.heard = true;
    this.#watchdog.heard();
    if (message.kind === 'fatal')
      return this.#lose('worker-lost', `the Python interpreter failed: ${message.message}`);
    if (message.kind === 'alive') return this.#watchdog.watchLock();
    if (message.kind === 'checkpoint') return this.#hooks.onCheckpoint?.(message);
    if (message.kind === 'idle') return this.#hooks.onIdle?.(this, message.heap);
    if (message.kind === 'pong' || message.kind === 'unread') return;
    const pending = this.#pending.get(message.id);
    if (!pending) return;
    if (message.kind === 'progress') pending.onProgress?.(message);
    else if (message.kind === 'ready') pending.onReady?.();
    else if (message.kind === 'result') this.#settle(message.id, (p) => p.resolve(message.result));
    else if (message.kind === 'error')
      this.#settle(message.id, (p) => p.reject(toError(message.error)));
  }

  /**
   * @param {number} id
   * @param {(pending: Pending) => void} how
   */
  #settle(id, how) {
    const pending = this.#pending.get(id);
    if (!pending) return;
    this.#pending.delete(id);
    if (!this.#pending.size) {
      this.#watchdog.rest();
      this.worker.unref?.(); // a program that has nothing else to do ends
    }
    pending.release();
    how(pending);
  }

  /** @param {string} message */
  #fail(message) {
    this.failed = true;
    this.#lose('worker-lost', message);
  }

  /**
   * @param {'worker-lost' | 'disposed'} code
   * @param {string} message
   */
  #lose(code, message) {
    if (this.#lost) return;
    const lost = new ElmError(code, message);
    this.#lost = lost;
    this.worker.terminate();
    this.#watchdog.end();
    for (const id of [...this.#pending.keys()]) this.#settle(id, (p) => p.reject(lost));
    this.#hooks.onLost?.(this, lost);
  }
}

/** @param {WireError} error */
const toError = ({ code, message, details }) => new ElmError(code, message, details);

const cancelled = () => new ElmError('cancelled', 'cancelled');

/** @param {string} verb */
const tooDeep = (verb) =>
  new ElmError(
    'invalid-input',
    `what '${verb}' is given is nested deeper than ${MOST_LEVELS} levels`,
  );

/** @param {unknown} error */
function uncloneable(error) {
  const why = error instanceof Error ? error.message : String(error);
  return new ElmError('invalid-input', `only plain data can be sent to the worker: ${why}`);
}
