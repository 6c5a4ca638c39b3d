// What a page begins with, learnt by the build: it answers until Python is there and has learnt the same.
// @ts-check
import { WorkerCalls } from '../async/worker-calls.js';
import { deepEqual } from '../data/deep-equal.js';
import { ASSETS } from '../site.js';

/** @import { FloatMatrix, Label, Matrix } from '../../client/index.js' */

/** @typedef {[name: string, samples: unknown[]][]} Classes */
/** @typedef {{ signal?: AbortSignal }} Options which is of no use here: an answer takes milliseconds */

/** As far as pages ask it, it is as a model of the toolkit. */
export class ReadyModel {
  #calls = new WorkerCalls(
    new URL('./trial-worker.js', import.meta.url),
    'The model could not be started.',
    { holds: true },
  );
  #ending = new AbortController();
  #begun;
  className = '';
  /** @type {{ fitted: boolean, classes: Label[], n_samples: number }} */
  summary = { fitted: false, classes: [], n_samples: 0 };

  /**
   * @param {string} name of its file
   * @param {Classes} begun what it has learnt from
   * @param {() => void} onReady
   */
  constructor(name, begun, onReady) {
    this.#begun = begun;
    const address = new URL(`ready/${name}.json`, ASSETS);
    this.#open(address).then(onReady, (error) => {
      // without it the page answers when Python is there
      if (!this.#ending.signal.aborted) console.info(`not ready yet: ${error.message}`);
    });
  }

  /** @param {URL} address */
  async #open(address) {
    const { signal } = this.#ending;
    const response = await fetch(address, { signal });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    const { className, classes } = await this.#calls.ask({ json: await response.text() });
    signal.throwIfAborted();
    const n_samples = this.#begun.reduce((sum, [, samples]) => sum + samples.length, 0);
    this.className = className;
    this.summary = { fitted: true, classes, n_samples };
  }

  /**
   * Itself, where it is ready and speaks of what is on the page: what it has learnt from is there,
   * under the same names. More may have come, which Python will learn.
   *
   * @param {() => Classes} now
   */
  of(now) {
    return this.summary.fitted && beginsWith(now(), this.#begun) ? this : undefined;
  }

  /** @param {string[] | Matrix} X @param {Options} [_options] @returns {Promise<FloatMatrix & { classes: Label[] }>} */
  predictProba(X, _options) {
    return this.#ask('predictProba', X);
  }

  /** @param {string[]} X @param {Options} [_options] @returns {Promise<Label[]>} */
  predict(X, _options) {
    return this.#ask('predict', X);
  }

  /** Another model has taken its place: it answers no more. */
  end() {
    const reason = new Error('another model has taken its place');
    this.summary = { ...this.summary, fitted: false };
    this.#ending.abort(reason);
    this.#calls.end(reason);
  }

  /** @param {'predict' | 'predictProba'} method @param {unknown} sample */
  async #ask(method, sample) {
    return (await this.#calls.ask({ method, sample })).said;
  }
}

/** @param {Classes} now @param {Classes} begun */
const beginsWith = (now, begun) =>
  now.length === begun.length &&
  begun.every(
    ([name, samples], i) =>
      now[i][0] === name && samples.every((sample, k) => deepEqual(now[i][1][k], sample)),
  );
