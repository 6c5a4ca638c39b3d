// Keeps a worker running: another one takes its place when it is lost or has grown too large, with
// the same models under the same numbers.
// @ts-check
import { Client } from './client.js';
import { ElmError } from './errors.js';
import { didNotLoad, newWorker } from './new-worker.js';
import { RestorePoints } from './restore-points.js';

/** @import { SendOptions } from './client.js' */
/** @import { BootProgress, ToolkitEvents } from './types/toolkit.js' */
/** @import { Answer, Args, Progress, Verb } from './types/wire.js' */

/**
 * @typedef {object} Settings
 * @property {string | URL} [workerUrl]
 * @property {string} [assets]
 * @property {boolean} [snapshot]
 * @property {number} [memoryBudget]
 * @property {number} [recycleAbove]
 * @property {number} [patience]
 * @property {number} [workers]
 */

/** A heap larger than this is given back when nothing is under way, in bytes. */
const RECYCLE_ABOVE = 768 * 2 ** 20;
/** Workers that may be lost in a row before it is left to the next request to start one. */
const LOSSES = 3;

export class Supervisor {
  #settings;
  #onEvent;
  /** @type {Client | undefined} the one that answers */
  #client;
  /** @type {Promise<Client> | undefined} the one that will */
  #next;
  /** @type {Client | undefined} one that is ready to take the place of a worker that grew */
  #spare;
  /** @type {Set<Client>} all that are open */
  #open = new Set();
  /** Those that were started from a snapshot. @type {WeakSet<Client>} */
  #restored = new WeakSet();
  /** Whether a worker that was started from the snapshot failed, and could not note it itself. */
  #suspect = false;
  /** Bytes of the heap when the models were back. */
  #usual = 0;
  #losses = 0;
  #recycling = false;
  #disposed = false;
  restorePoints = new RestorePoints();
  version = '';

  /**
   * @param {Settings} settings
   * @param {<K extends 'lost' | 'restored' | 'recycled'>(name: K, detail: ToolkitEvents[K]['detail']) => void} onEvent
   */
  constructor(settings, onEvent) {
    this.#settings = settings;
    this.#onEvent = onEvent;
  }

  /** @param {{ onProgress?: (progress: BootProgress) => void, signal?: AbortSignal }} options */
  async start(options) {
    this.#client = await this.#boot(options);
  }

  /**
   * As `Client.send`, to the worker that answers or will.
   *
   * @template {Verb} V
   * @param {V} verb
   * @param {Args} args
   * @param {SendOptions} [options]
   * @returns {Promise<Answer<V>>}
   */
  async send(verb, args, options = {}) {
    // at once where that is possible: what the caller does to its arrays later does not matter
    const client = this.#client ?? (await this.live(options.signal));
    const listener = this.restorePoints.listener(args.model);
    const keep = listener && (listener.eager || verb === 'dispose');
    const result = await client.send(verb, args, { ...options, keep });
    this.#losses = 0;
    if (keep) await listener.saved();
    return result;
  }

  /**
   * @param {AbortSignal} [signal]
   * @returns {Promise<Client>} the worker that answers or will
   */
  async live(signal) {
    if (this.#client) return this.#client;
    if (this.#disposed) throw disposed();
    this.#next ??= this.#takingTurns(this.#restart());
    return unlessAborted(this.#next, signal);
  }

  /** Ends at once, or when what is still to be saved has been. */
  async dispose() {
    this.#disposed = true;
    const client = this.#client;
    this.#client = undefined;
    const { listeners } = this.restorePoints;
    // of those that are not eager the worker may still have the newest file
    if (client && listeners.some(({ eager }) => !eager)) {
      await client.send('flush', {}).catch(() => {});
    }
    for (const open of [...this.#open]) open.close();
    await Promise.all(listeners.map((listener) => listener.saved()));
    for (const listener of listeners) listener.stop();
  }

  /** @param {{ onProgress?: (progress: BootProgress) => void, signal?: AbortSignal }} [options] */
  async #boot(options) {
    try {
      return await this.#bootOnce(options);
    } catch (error) {
      // a file was not what it should be, and has been fetched anew
      if (error instanceof ElmError && error.details.renewed) return this.#bootOnce(options);
      throw error;
    }
  }

  /** @param {{ onProgress?: (progress: BootProgress) => void, signal?: AbortSignal }} [options] */
  async #bootOnce({ onProgress, signal } = {}) {
    const { workerUrl, snapshot, assets, memoryBudget, patience, workers } = this.#settings;
    const client = new Client(newWorker({ workerUrl, assets }), {
      onLost: (which, reason) => this.#onLost(which, reason),
      onCheckpoint: ({ model, ...kept }) => this.restorePoints.keep(model, kept),
      onIdle: (which, heap) => this.#onIdle(which, heap),
      patience,
    });
    this.#open.add(client);
    const stop = () => client.close();
    signal?.addEventListener('abort', stop, { once: true });
    try {
      const { interruptBuffer: interrupt, lockName: lock } = client;
      const suspect = this.#suspect;
      this.#suspect = false;
      const { version, heap, start } = await client.send(
        'start',
        { interrupt, lock, snapshot, suspect, assets, memoryBudget, workers },
        {
          onProgress: onProgress && ((message) => onProgress(stageOf(message))),
        },
      );
      if (start === 'snapshot') this.#restored.add(client);
      this.version = version;
      this.#usual = heap;
      return client;
    } catch (error) {
      const silent = client.failed && !client.heard;
      client.close();
      if (signal?.aborted) throw new ElmError('cancelled', 'cancelled');
      throw silent ? await didNotLoad({ workerUrl, assets }, error) : error;
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  }

  /** @param {Client} which @param {ElmError} reason */
  #onLost(which, reason) {
    this.#open.delete(which);
    if (which.failed && this.#restored.has(which)) this.#suspect = true;
    if (which === this.#spare) this.#spare = undefined;
    if (which !== this.#client || this.#disposed) return;
    this.#client = undefined;
    this.#onEvent('lost', { reason });
    // the models are brought back at once; why that fails is told to whoever asks next
    if (++this.#losses < LOSSES) this.live().catch(() => {});
  }

  async #restart() {
    const began = performance.now();
    const client = await this.#boot();
    const failed = await this.#bringBack(client);
    this.#client = client;
    const { models, reduced } = this.restorePoints;
    const seconds = (performance.now() - began) / 1000;
    this.#onEvent('restored', { models, reduced, failed, seconds });
    return client;
  }

  /** @param {Client} client @returns {Promise<number[]>} the models that could not be made again */
  async #bringBack(client) {
    try {
      const failed = await this.restorePoints.restoreAll(client);
      this.#usual = (await client.send('flush', {})).heap;
      return failed;
    } catch (error) {
      client.close();
      throw error;
    }
  }

  /**
   * A worker that has grown is replaced while it has nothing to do: its memory never shrinks.
   *
   * @param {Client} which
   * @param {number} heap
   */
  async #onIdle(which, heap) {
    const { recycleAbove = RECYCLE_ABOVE } = this.#settings;
    const large = heap > Math.max(recycleAbove, 2 * this.#usual);
    if (!large || this.#recycling || which !== this.#client || this.restorePoints.reduced.length)
      return;
    this.#recycling = true;
    try {
      this.#spare ??= await this.#boot(); // the large one answers meanwhile
      if (which !== this.#client || which.pending) return; // when it has nothing to do again
      this.#client = undefined;
      this.#next = this.#takingTurns(this.#swap(which, this.#spare));
      await this.#next;
      this.#onEvent('recycled', { before: heap });
    } catch {
      this.#usual = heap; // the large one goes on
      if (!this.#client && !this.#disposed) this.live().catch(() => {}); // or it was lost
    } finally {
      this.#recycling = false;
    }
  }

  /** @param {Client} old @param {Client} spare @returns {Promise<Client>} the one that answers */
  async #swap(old, spare) {
    this.#spare = undefined;
    try {
      await old.send('flush', {});
      if (this.restorePoints.reduced.length) throw new Error('not all of it can be moved');
      if ((await this.#bringBack(spare)).length) throw new Error('not all of it can be moved');
    } catch (error) {
      spare.close();
      if (!old.lost) this.#client = old;
      throw error;
    }
    this.#client = spare;
    old.close();
    return spare;
  }

  /** @param {Promise<Client>} turn @returns {Promise<Client>} */
  #takingTurns(turn) {
    return turn.finally(() => {
      this.#next = undefined;
    });
  }
}

/**
 * @template T
 * @param {Promise<T>} promise
 * @param {AbortSignal} [signal]
 * @returns {Promise<T>}
 */
function unlessAborted(promise, signal) {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const stop = () => reject(new ElmError('cancelled', 'cancelled'));
    if (signal.aborted) return stop();
    signal.addEventListener('abort', stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

/** @param {Progress} message of a start @returns {BootProgress} */
const stageOf = ({ stage = 'download', loaded = 0, total = 0 }) => ({ stage, loaded, total });

const disposed = () => new ElmError('disposed', 'the toolkit was disposed of');
