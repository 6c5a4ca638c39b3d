// @ts-check
import { STREAM_CREDIT } from '../worker/protocol.js';
import { encodeSamples, encodeTargets, invalid } from './encode.js';
import { ElmError } from './errors.js';
import { METHODS } from './methods.js';

/** @import { Client } from './client.js' */

/**
 * A model that lives in the worker. Made by `ElmToolkit.create` and `ElmToolkit.load`. Most of its
 * methods are those of `METHODS`.
 */
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

  /** @param {Model} other @param {any} [options] */
  async merge(other, options) {
    return this.#ask('merge', { other: this.#idOf(other) }, options);
  }

  /** @param {Model} other @param {any} [options] */
  async forget(other, options) {
    return this.#ask('forget', { other: this.#idOf(other) }, options);
  }

  async cloneUntrained() {
    const about = await this.#send('clone_untrained', {}, {});
    return new Model(this.#client, about.model, about);
  }

  /** @param {any} [options] */
  async save({ metadata, statistics, signal } = {}) {
    return (await this.#ask('save', { metadata, statistics }, { signal })).json;
  }

  async describe() {
    return this.#ask('describe', {});
  }

  async dispose() {
    if (this.#disposed) return;
    const gone = this.#ask('dispose', {});
    this.#disposed = true;
    await gone;
  }

  /** @param {Model} other */
  #idOf(other) {
    if (!(other instanceof Model) || other.#client !== this.#client) {
      throw invalid('other must be a model of the same toolkit', 'other');
    }
    return other.id;
  }

  /** @param {string} verb @param {Record<string, unknown>} args @param {any} [options] */
  async #ask(verb, args, { onProgress, signal } = {}) {
    const report = onProgress && ((/** @type {any} */ message) => onProgress(message.progress));
    const result = await this.#send(verb, args, { onProgress: report, signal });
    if (result.summary) this.summary = result.summary;
    return result;
  }

  /** @param {string} verb @param {Record<string, unknown>} args @param {any} options */
  #send(verb, args, options) {
    if (this.#disposed) throw new ElmError('disposed', 'this model was disposed of');
    return this.#client.send(verb, { model: this.id, ...args }, options);
  }

  static {
    /** @type {Record<string, unknown>} */
    const methods = /** @type {any} */ (Model.prototype);
    for (const [name, request] of Object.entries(METHODS)) {
      /** @this {Model} @param {any[]} given */
      methods[name] = async function (...given) {
        const { verb, args, options, unpack } = request(...given);
        return unpack(await this.#ask(verb, args, options));
      };
    }
  }
}
