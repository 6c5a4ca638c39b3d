// @ts-check
import { ElmError, invalid } from './errors.js';
import { METHODS, requestOf } from './methods.js';
import { fitBlocks, isStream } from './stream.js';
import { tell, teller } from './warnings.js';

/** @import { Supervisor } from './supervisor.js' */

/**
 * A model that lives in the worker. Made by `ElmToolkit.create` and `ElmToolkit.load`. Most of its
 * methods are those of `METHODS`.
 */
export class Model {
  #supervisor;
  #disposed = false;

  /**
   * @param {Supervisor} supervisor
   * @param {number} id
   * @param {any} about
   */
  constructor(supervisor, id, about) {
    this.#supervisor = supervisor;
    this.id = id;
    this.className = about.summary.class;
    this.params = about.params ?? {};
    this.metadata = about.metadata ?? {};
    this.summary = about.summary;
    /** @type {string | undefined} the name under which this browser keeps it */
    this.keptAs = undefined;
  }

  /**
   * @param {any} blocks
   * @param {any} [options]
   */
  async fitStream(blocks, options) {
    this.#check();
    const client = await this.#supervisor.live(options?.signal);
    const listener = this.#supervisor.restorePoints.listener(this.id);
    const keep = listener?.eager;
    const result = await fitBlocks(client, this.id, blocks, { ...options, keep });
    if (keep) await listener?.saved();
    this.summary = result.summary;
    tell(result, options?.onWarnings);
    return result;
  }

  /** Whether it is of a class, which says what it can do. @param {string} className */
  is(className) {
    return this.className === className;
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
    return new Model(this.#supervisor, about.model, about);
  }

  /** @param {any} [options] */
  async save(options) {
    const { metadata, statistics, signal } = options ?? {};
    return (await this.#ask('save', { metadata, statistics }, { signal })).json;
  }

  async describe() {
    return this.#ask('describe', {});
  }

  async dispose() {
    if (this.#disposed) return;
    const gone = this.#ask('dispose', {});
    this.#disposed = true;
    try {
      await gone;
    } finally {
      this.#supervisor.restorePoints.remove(this.id);
    }
  }

  /** @param {Model} other */
  #idOf(other) {
    if (!(other instanceof Model) || other.#supervisor !== this.#supervisor) {
      throw invalid('other must be a model of the same toolkit', 'other');
    }
    return other.id;
  }

  /** @param {string} verb @param {Record<string, unknown>} args @param {any} [options] */
  async #ask(verb, args, options) {
    const { onProgress, onWarnings, signal } = options ?? {};
    const told = teller(onWarnings);
    const report = (/** @type {any} */ message) => {
      told(message);
      onProgress?.(message.progress);
    };
    const result = await this.#send(verb, args, { onProgress: report, signal });
    if (result.summary) this.summary = result.summary;
    told(result);
    return result;
  }

  /** @param {string} verb @param {Record<string, unknown>} args @param {any} options */
  #send(verb, args, options) {
    this.#check();
    return this.#supervisor.send(verb, { model: this.id, ...args }, options);
  }

  #check() {
    if (this.#disposed) throw new ElmError('disposed', 'this model was disposed of');
  }

  static {
    /** @type {Record<string, unknown>} */
    const methods = /** @type {any} */ (Model.prototype);
    for (const name of Object.keys(METHODS)) {
      /** @this {Model} @param {any[]} given */
      methods[name] = async function (...given) {
        if (name === 'fit' && isStream(given[0]))
          return this.fitStream(given[0], given[2] ?? given[1]);
        const { verb, args, options, unpack } = requestOf(name, given);
        return unpack(await this.#ask(verb, args, options));
      };
    }
  }
}
