// @ts-check
import { makeDisposable } from './disposable.js';
import { ElmError, invalid } from './errors.js';
import { METHODS, requestOf } from './methods.js';
import { fitBlocks, isStream } from './stream.js';
import { tell, teller } from './warnings.js';

/** @import { Supervisor } from './supervisor.js' */
/** @import { Blocks, FitOptions, KeptModel, LearnOptions, Options, StreamOptions } from './index.js' */
/** @import { SendOptions } from './client.js' */
/** @import { About, Answer, Args, Calls, Progress, Verb } from './types/wire.js' */

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
   * @param {Omit<About, 'model'>} about
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
   * @param {Blocks} blocks
   * @param {StreamOptions} [options]
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

  /** @param {Model} other @param {LearnOptions} [options] */
  async merge(other, options) {
    return this.#ask('merge', { other: this.#idOf(other) }, options);
  }

  /** @param {Model} other @param {LearnOptions} [options] */
  async forget(other, options) {
    return this.#ask('forget', { other: this.#idOf(other) }, options);
  }

  async cloneUntrained() {
    const about = await this.#send('clone_untrained', {}, {});
    return new Model(this.#supervisor, about.model, about);
  }

  /** @param {Options & { metadata?: Record<string, unknown>, statistics?: boolean }} [options] */
  async save(options) {
    const { metadata, statistics, signal } = options ?? {};
    return (await this.#ask('save', { metadata, statistics }, signal && { signal })).json;
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

  /**
   * @template {Verb} V
   * @param {V} verb @param {Args} args @param {LearnOptions} [options]
   * @returns {Promise<Answer<V>>}
   */
  async #ask(verb, args, { onProgress, onWarnings, signal } = {}) {
    const told = teller(onWarnings);
    const report = (/** @type {Progress} */ message) => {
      told(message);
      if (message.progress !== undefined) onProgress?.(message.progress);
    };
    const result = await this.#send(verb, args, { onProgress: report, signal });
    if ('summary' in result) this.summary = result.summary;
    told(result);
    return result;
  }

  /**
   * @template {Verb} V
   * @param {V} verb @param {Args} args @param {SendOptions} options
   * @returns {Promise<Answer<V>>}
   */
  #send(verb, args, options) {
    this.#check();
    return this.#supervisor.send(verb, { model: this.id, ...args }, options);
  }

  #check() {
    if (this.#disposed) throw new ElmError('disposed', 'this model was disposed of');
  }

  static {
    for (const name of /** @type {(keyof Calls)[]} */ (Object.keys(METHODS))) {
      /** @this {Model} @param {unknown[]} given */
      const method = async function (...given) {
        const [X, second, third] = given;
        if (name === 'fit' && isStream(X))
          return this.fitStream(X, /** @type {StreamOptions} */ (third ?? second));
        const { verb, args, options, unpack } = requestOf(name, given);
        return unpack(await this.#ask(verb, args, options));
      };
      Object.assign(Model.prototype, { [name]: method });
    }
  }
}

makeDisposable(Model);
