// A model of a file, to be tried: made at once, or, where that takes much, in a worker that can be
// ended.
// @ts-check
import { ElmError } from '../../client/errors.js';
import { WorkerCalls } from '../async/worker-calls.js';
import { openAtCost } from './costly-model.js';
import { readModel } from './read-model.js';
import { needsVectors } from './word-vectors.js';

/** @import { Predictor } from '../../client/predictor/index.js' */
/** @import { Input } from './model-input.js' */
/** @import { Method } from './trial-worker.js' */

/** @typedef {{ predictor: Predictor | Away, input: Input }} Opened with what it takes */

/** The model that is open, if it has a worker. @type {Away | undefined} */
let open;
let newest = 0;

/**
 * Opens the model of the page; the one before answers no more.
 *
 * @param {string} json
 * @returns {Promise<Opened>}
 * @throws {ElmError} `cancelled`, where another was asked for before this one is there
 */
export async function openModel(json) {
  const mine = ++newest;
  /** @type {Opened} */
  const opened = await openAtCost(async ({ maxBytes, signal }) =>
    maxBytes === undefined && !needsVectors(json)
      ? await readModel(json)
      : new Away().open(json, maxBytes, signal),
  );
  const away = opened.predictor instanceof Away ? opened.predictor : undefined;
  const late = new ElmError('cancelled', 'another model is open');
  if (mine !== newest) {
    away?.end(late);
    throw late;
  }
  open?.end(late);
  open = away;
  return opened;
}

/** What a Predictor says, by promises. */
class Away {
  #calls = new WorkerCalls(
    new URL('./trial-worker.js', import.meta.url),
    'The model could not be made.',
    { holds: true },
  );
  className = '';
  /** @type {Record<string, unknown>} */
  metadata = {};
  /** @type {Predictor['classes']} */
  classes;
  /** @type {Predictor['unread']} */
  unread = [];

  /**
   * @param {string} json @param {number} [maxBytes] that it may take @param {AbortSignal} [signal]
   * @returns {Promise<Opened>}
   */
  async open(json, maxBytes, signal) {
    const end = () => this.end(signal?.reason);
    signal?.addEventListener('abort', end);
    try {
      const { input, ...about } = await this.#calls.ask({ json, maxBytes });
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
    return this.#ask('predict', sample);
  }

  /** @param {any} sample */
  predictProba(sample) {
    return this.#ask('predictProba', sample);
  }

  /** @param {string} text */
  suggest(text) {
    return this.#ask('suggest', text);
  }

  /** @param {unknown} reason of which those who wait are told */
  end(reason) {
    this.#calls.end(reason);
  }

  /** @param {Method} method @param {any} sample @returns {Promise<any>} */
  async #ask(method, sample) {
    const { said, unread } = await this.#calls.ask({ method, sample });
    this.unread = unread;
    return said;
  }
}
