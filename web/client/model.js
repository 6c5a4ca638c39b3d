// @ts-check
import { STREAM_CREDIT } from '../worker/protocol.js';
import { decodeLabels, encodeSamples, encodeTargets } from './encode.js';
import { ElmError } from './errors.js';

/** @import { Client } from './client.js' */

/** A model that lives in the worker. Made by `ElmToolkit.create` and `ElmToolkit.load`. */
export class Model {
  #client;
  #disposed = false;

  /**
   * @param {Client} client
   * @param {number} id
   * @param {any} about
   */
  constructor(client, id, about) {
    this.#client = client;
    this.id = id;
    this.className = about.summary.class;
    this.params = about.params ?? {};
    this.metadata = about.metadata ?? {};
    this.summary = about.summary;
  }

  /** @param {any} X @param {any} y @param {any} [options] */
  async fit(X, y, { sampleWeight, holdout, seed, onProgress, signal } = {}) {
    /** @type {Record<string, unknown>} */
    const args = { X: encodeSamples(X), y: encodeTargets(y), holdout, seed };
    if (sampleWeight) args.sample_weight = encodeTargets(sampleWeight, 'sampleWeight');
    return this.#learn('fit', args, { onProgress, signal });
  }

  /** @param {any} X @param {any} y @param {any} [options] */
  async partialFit(X, y, { classes, onProgress, signal } = {}) {
    const args = { X: encodeSamples(X), y: encodeTargets(y), classes };
    return this.#learn('partial_fit', args, { onProgress, signal });
  }

  /**
   * Trains on blocks that are thrown away once they are used; no more than a few are under way.
   *
   * @param {AsyncIterable<{X: any, y: any}> | Iterable<{X: any, y: any}>} blocks
   * @param {any} [options]
   */
  async fitStream(blocks, { classes, onProgress, signal } = {}) {
    let credit = STREAM_CREDIT;
    let taken = 0;
    /** @type {() => void} */
    let wake = () => {};
    const onReady = () => {
      credit++;
      onProgress?.(undefined, { blocks: ++taken });
      wake();
    };
    const request = this.#send('fit', { X: { stream: true, classes } }, { onReady, signal });
    let settled = false;
    const stop = () => {
      settled = true;
      wake();
    };
    const ended = request.then(stop, stop);
    const feed = async () => {
      for await (const { X, y } of blocks) {
        while (!credit && !settled)
          await new Promise((resolve) => {
            wake = () => resolve(undefined);
          });
        if (settled) break;
        credit--;
        this.#client.sendBlock(request.id, { X: encodeSamples(X), y: encodeTargets(y) });
      }
    };
    try {
      await Promise.race([feed(), ended]); // a source that stalls holds up no error of the request
    } catch (error) {
      this.#client.cancel(request.id); // the source failed: what was learnt from it is dropped
      await request.catch(() => {});
      throw error;
    }
    this.#client.sendBlock(request.id, { end: true });
    const result = await request;
    this.summary = result.summary;
    return result;
  }

  /** @param {any} X @param {any} [options] */
  async predict(X, options) {
    const result = await this.#ask('predict', { X: encodeSamples(X) }, options);
    if (result.codes) return decodeLabels(result);
    return result.shape.length === 1 ? result.data : result;
  }

  /** @param {any} X @param {any} [options] */
  async predictProba(X, options) {
    return this.#ask('predict_proba', { X: encodeSamples(X) }, options);
  }

  /** @param {any} X @param {any} [options] */
  async decisionFunction(X, options) {
    return this.#ask('decision_function', { X: encodeSamples(X) }, options);
  }

  /** @param {any} X @param {any} y @param {any} [options] */
  async score(X, y, options) {
    const args = { X: encodeSamples(X), y: encodeTargets(y) };
    return (await this.#ask('score', args, options)).score;
  }

  /** @param {any} X @param {any} y @param {any} [options] */
  async evaluate(X, y, options) {
    return this.#ask('evaluate', { X: encodeSamples(X), y: encodeTargets(y) }, options);
  }

  /** @param {any} [options] */
  async save({ metadata, statistics, signal } = {}) {
    return (await this.#ask('save', { metadata, statistics }, { signal })).json;
  }

  async describe() {
    const about = await this.#ask('describe', {});
    this.summary = about.summary;
    return about;
  }

  async dispose() {
    if (this.#disposed) return;
    const gone = this.#ask('dispose', {});
    this.#disposed = true;
    await gone;
  }

  /** @param {string} verb @param {Record<string, unknown>} args @param {any} options */
  async #learn(verb, args, { onProgress, signal }) {
    const report = onProgress && ((/** @type {any} */ message) => onProgress(message.progress));
    const result = await this.#send(verb, args, { onProgress: report, signal });
    this.summary = result.summary;
    return result;
  }

  /** @param {string} verb @param {Record<string, unknown>} args @param {any} [options] */
  async #ask(verb, args, { signal } = {}) {
    return this.#send(verb, args, { signal });
  }

  /** @param {string} verb @param {Record<string, unknown>} args @param {any} options */
  #send(verb, args, options) {
    if (this.#disposed) throw new ElmError('disposed', 'this model was disposed of');
    return this.#client.send(verb, { model: this.id, ...args }, options);
  }
}
