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
 *
 * Apps put it into reactive data, whose proxies reach no private names: it has none.
 */
export class Model {
  /**
   * @param {Supervisor} supervisor
   * @param {number} id
   * @param {Omit<About, 'model'>} about
   */
  constructor(supervisor, id, about) {
    this._inner = hidden(this, { supervisor, disposed: false });
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
    const { supervisor } = innerOf(this);
    const client = await supervisor.live(options?.signal);
    const listener = supervisor.restorePoints.listener(this.id);
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
    return ask(this, 'merge', { other: idOf(this, other) }, options);
  }

  /** @param {Model} other @param {LearnOptions} [options] */
  async forget(other, options) {
    return ask(this, 'forget', { other: idOf(this, other) }, options);
  }

  async cloneUntrained() {
    const about = await send(this, 'clone_untrained', {}, {});
    return new Model(innerOf(this).supervisor, about.model, about);
  }

  /** @param {import('./index.js').SaveOptions} [options] */
  async save(options) {
    const { metadata, statistics, precision, signal } = options ?? {};
    const asked = { metadata, statistics, precision };
    return (await ask(this, 'save', asked, signal && { signal })).json;
  }

  async describe() {
    return ask(this, 'describe', {});
  }

  async dispose() {
    const inner = this._inner();
    if (inner.disposed) return;
    const gone = ask(this, 'dispose', {});
    inner.disposed = true;
    try {
      await gone;
    } catch (error) {
      if (Object(error).code !== 'disposed') throw error; // it went with all others
    } finally {
      inner.supervisor.restorePoints.remove(this.id);
    }
  }

  static {
    for (const name of /** @type {(keyof Calls)[]} */ (Object.keys(METHODS))) {
      /** @this {Model} @param {unknown[]} given */
      const method = async function (...given) {
        const [X, second, third] = given;
        if (name === 'fit' && isStream(X))
          return this.fitStream(X, /** @type {StreamOptions} */ (third ?? second));
        const { verb, args, options, unpack } = requestOf(name, given);
        return unpack(await ask(this, verb, args, options));
      };
      Object.assign(Model.prototype, { [name]: method });
    }
  }
}

makeDisposable(Model);

/**
 * In a function, which is what no proxy goes into, and where nobody lists it.
 *
 * @template T @param {object} model @param {T} inner @returns {() => T}
 */
function hidden(model, inner) {
  const get = () => inner;
  Object.defineProperty(model, '_inner', { writable: true });
  return get;
}

/** @param {Model} model */
function innerOf(model) {
  const inner = model._inner();
  if (inner.disposed) throw new ElmError('disposed', 'this model was disposed of');
  return inner;
}

/** @param {Model} model @param {unknown} other */
function idOf(model, other) {
  if (!(other instanceof Model) || other._inner().supervisor !== model._inner().supervisor) {
    throw invalid('other must be a model of the same toolkit', 'other');
  }
  return other.id;
}

/**
 * @template {Verb} V
 * @param {Model} model @param {V} verb @param {Args} args @param {LearnOptions} [options]
 * @returns {Promise<Answer<V>>}
 */
async function ask(model, verb, args, { onProgress, onWarnings, signal } = {}) {
  const told = teller(onWarnings);
  const report = (/** @type {Progress} */ message) => {
    told(message);
    if (message.progress !== undefined) onProgress?.(message.progress);
  };
  const result = await send(model, verb, args, { onProgress: report, signal });
  if ('summary' in result) model.summary = result.summary;
  told(result);
  return result;
}

/**
 * @template {Verb} V
 * @param {Model} model @param {V} verb @param {Args} args @param {SendOptions} options
 * @returns {Promise<Answer<V>>}
 */
async function send(model, verb, args, options) {
  return innerOf(model).supervisor.send(verb, { model: model.id, ...args }, options);
}
