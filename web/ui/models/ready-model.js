// What a page begins with, learnt by the build: it answers until Python is there and has learnt the same.
// @ts-check
import { WorkerCalls } from '../async/worker-calls.js';
import { deepEqual } from '../data/deep-equal.js';
import { ASSETS } from '../site.js';

/** @import { FloatMatrix, Heard, Label, Matrix, Suggestion } from '../../client/index.js' */

/** @import { Hearing } from '../../client/predictor/core.js' */
/** @import { Method } from './trial-worker.js' */
/** @typedef {[name: string, samples: unknown[]][]} Classes */
/** @typedef {{ signal?: AbortSignal }} Options which is of no use here: an answer takes milliseconds */

/** As far as pages ask it, it is as a model of the toolkit. */
export class ReadyModel {
  #calls = new WorkerCalls(
    new URL('./trial-worker.js', import.meta.url),
    'The model could not be started.',
    { holds: true, onOver: () => this.#answersNoMore() },
  );
  #ending = new AbortController();
  #begun;
  className = '';
  /** @type {{ fitted: boolean, classes: Label[], n_samples: number }} */
  summary = { fitted: false, classes: [], n_samples: 0 };

  /**
   * @param {string | (() => Promise<string>)} file its name among those of the build, or what reads it
   * @param {Classes} begun what it has learnt from
   * @param {() => void} onReady
   */
  constructor(file, begun, onReady) {
    this.#begun = begun;
    this.#open(file).then(onReady, (error) => {
      this.#calls.end(error);
      // without it the page answers when Python is there
      if (!this.#ending.signal.aborted) console.info(`not ready yet: ${error.message}`);
    });
  }

  /** @param {string | (() => Promise<string>)} file */
  async #open(file) {
    const { signal } = this.#ending;
    this.#calls.start(); // beside the file, not after it; where there can be no worker, it throws
    const json = await (typeof file === 'string' ? made(file, signal) : file());
    const { className, classes } = await this.#calls.ask({ json });
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

  /** @param {string[] | Matrix | { clips: Float32Array[] }} X @param {Options} [_options] @returns {Promise<FloatMatrix & { classes: Label[] }>} */
  predictProba(X, _options) {
    return this.#ask('predictProba', 'clips' in X ? X.clips : X);
  }

  /** @param {string[]} X @param {Options} [_options] @returns {Promise<Label[]>} */
  predict(X, _options) {
    return this.#ask('predict', X);
  }

  /** @param {string} text @param {Options & { k?: number }} [options] @returns {Promise<Suggestion[]>} */
  suggest(text, { k } = {}) {
    return this.#ask('suggest', text, { k });
  }

  /** @param {Float32Array} samples @param {Options & Hearing} [options] @returns {Promise<Heard>} */
  listen(samples, { sampleRate, restart } = {}) {
    return this.#ask('listen', samples, { sampleRate, restart });
  }

  /** Another model has taken its place: it answers no more. */
  end() {
    const reason = new Error('another model has taken its place');
    this.#ending.abort(reason);
    this.#calls.end(reason);
  }

  #answersNoMore() {
    this.summary = { ...this.summary, fitted: false };
  }

  /** @param {Method} method @param {unknown} sample @param {Hearing & { k?: number }} [options] */
  async #ask(method, sample, options) {
    return (await this.#calls.ask({ method, sample, options })).said;
  }
}

/** @param {string} name @param {AbortSignal} signal */
async function made(name, signal) {
  const response = await fetch(new URL(`ready/${name}.json`, ASSETS), { signal });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return response.text();
}

/** @param {Classes} now @param {Classes} begun */
const beginsWith = (now, begun) =>
  now.length === begun.length &&
  begun.every(
    ([name, samples], i) =>
      now[i][0] === name && samples.every((sample, k) => deepEqual(now[i][1][k], sample)),
  );
