// A model of a file, to be tried: made at once, or, where that takes much, in a worker that can be
// ended.
// @ts-check
import { ElmError } from '../../client/errors.js';
import { load } from '../../client/predictor/load.js';
import { startWorker } from '../async/start-worker.js';
import { openAtCost } from './costly-model.js';
import { inputOf } from './model-input.js';

/** @import { Predictor } from '../../client/predictor/index.js' */
/** @import { Input } from './model-input.js' */

/** @typedef {{ predictor: Predictor | Away, input: Input }} Opened with what it takes */

/** The model that is open, if it has a worker. @type {Away | undefined} */
let open;

/**
 * Opens the model of the page; the one before answers no more.
 *
 * @param {string} json
 * @returns {Promise<Opened>}
 */
export async function openModel(json) {
  /** @type {Opened} */
  const opened = await openAtCost(async ({ maxBytes, signal }) =>
    maxBytes === undefined
      ? { predictor: await load(json), input: inputOf(json) }
      : new Away().open(json, signal),
  );
  open?.end(new ElmError('cancelled', 'another model is open'));
  open = opened.predictor instanceof Away ? opened.predictor : undefined;
  return opened;
}

/** What a Predictor says, by promises. */
class Away {
  #worker = startWorker(new URL('./trial-worker.js', import.meta.url));
  /** @type {Map<number, { resolve: (said: any) => void, reject: (error: unknown) => void }>} */
  #waiting = new Map();
  #last = 0;
  className = '';
  /** @type {Record<string, unknown>} */
  metadata = {};
  /** @type {Predictor['classes']} */
  classes;
  /** @type {Predictor['unread']} */
  unread = [];

  constructor() {
    this.#worker.onmessage = ({ data: { id, error, said, unread = [] } }) => {
      const { resolve, reject } = this.#waiting.get(id) ?? {};
      this.#waiting.delete(id);
      this.unread = unread;
      if (error) reject?.(new Error(error));
      else resolve?.(said);
    };
    this.#worker.onerror = () => this.end(new Error('The model could not be made.'));
  }

  /** @param {string} json @param {AbortSignal} [signal] @returns {Promise<Opened>} */
  async open(json, signal) {
    const end = () => this.end(signal?.reason);
    signal?.addEventListener('abort', end);
    try {
      const { input, ...about } = await this.#ask({ json });
      return { predictor: Object.assign(this, about), input };
    } catch (error) {
      this.end(error);
      throw error;
    } finally {
      signal?.removeEventListener('abort', end);
    }
  }

  /** @param {any} sample */
  predict(sample) {
    return this.#ask({ method: 'predict', sample });
  }

  /** @param {any} sample */
  predictProba(sample) {
    return this.#ask({ method: 'predictProba', sample });
  }

  /** @param {unknown} reason of which those who wait are told */
  end(reason) {
    this.#worker.terminate();
    for (const { reject } of this.#waiting.values()) reject(reason);
    this.#waiting.clear();
  }

  /** @param {Record<string, unknown>} message @returns {Promise<any>} */
  #ask(message) {
    const id = ++this.#last;
    this.#worker.postMessage({ id, ...message });
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }
}
