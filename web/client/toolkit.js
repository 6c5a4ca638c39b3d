// The toolkit in a page: a worker that runs elm_core on Pyodide, and models that live in it.
// @ts-check
import { isCountOfWorkers, MOST_WORKERS } from '../worker/protocol.js';
import { AutoSave } from './auto-save.js';
import { makeDisposable } from './disposable.js';
import { encodeTable } from './encode.js';
import { ElmError, invalid } from './errors.js';
import { requestOf } from './methods.js';
import { Model } from './model.js';
import { folderOf } from './new-worker.js';
import { Shelf } from './shelf.js';
import { Supervisor } from './supervisor.js';
import { tell, teller } from './warnings.js';

/** @import { EmbedOptions, InspectOptions, LoadOptions, Samples, SilhouetteOptions, StartOptions, Table, Targets, ToolkitEvents } from './index.js' */
/** @import { ReadOptions } from './types/tables.js' */
/** @import { About, Args, Looks, Progress } from './types/wire.js' */

export { ElmError, Model, Shelf };

/**
 * Dispatches 'lost' ({ reason }), 'restored' ({ models, reduced, failed, seconds }), 'recycled'
 * ({ before }) and 'kept' ({ model, name, error }): see index.d.ts.
 */
export class ElmToolkit extends EventTarget {
  #supervisor;
  /** @type {Promise<Shelf> | undefined} */
  #shelf;

  /**
   * Use `ElmToolkit.start()`.
   *
   * @param {StartOptions} options
   */
  constructor(options) {
    super();
    const { snapshot, memoryBudget, recycleAbove, patience, workers } = options;
    this.#supervisor = new Supervisor(
      {
        workerUrl: options.workerUrl,
        assets: folderOf(options.assets),
        snapshot,
        memoryBudget: positive('memoryBudget', memoryBudget),
        recycleAbove: positive('recycleAbove', recycleAbove),
        patience: positive('patience', patience),
        workers: countOfWorkers(workers),
      },
      (name, detail) => this.#tell(name, detail),
    );
  }

  /** @param {StartOptions} [given] options */
  static async start(given) {
    const options = knownOptions(given ?? {});
    if (options.signal?.aborted) throw new ElmError('cancelled', 'cancelled');
    const elm = new ElmToolkit(options);
    await elm.#supervisor.start(options);
    return elm;
  }

  get version() {
    return this.#supervisor.version;
  }

  /** @param {string} className @param {Record<string, unknown>} [params] */
  async create(className, params = {}) {
    const args = { class: className, params };
    const about = await this.#supervisor.send('create', args);
    return this.#model('create', args, { ...about, params });
  }

  /** @param {string | Blob} json @param {LoadOptions} [given] options */
  async load(json, given) {
    const { maxBytes: max_bytes, signal, onProgress } = given ?? {};
    const report = reporting(onProgress);
    const options = { signal, onProgress: report };
    const about = await this.#supervisor.send('load', { json, max_bytes }, options);
    // what was loaded once comes back whatever it takes
    return this.#model('load', { json, max_bytes: Infinity }, about);
  }

  /** @param {Table} table @param {InspectOptions} [given] options */
  async inspectTable(table, given) {
    const { kinds, decimal, delimiter, units, title, signal, onProgress } = given ?? {};
    const args = { table: await encodeTable(table), kinds, decimal, delimiter, units, title };
    const report = reporting(onProgress);
    const options = { signal, onProgress: report };
    return (await this.#supervisor.send('inspect_table', args, options)).columns;
  }

  /** @param {Table} table @param {ReadOptions} options */
  async readTargets(table, options) {
    const { task, kind, onWarnings, signal } = options ?? {};
    const args = { table: await encodeTable(table), task, kind };
    const { y, ...about } = await this.#supervisor.send('read_targets', args, { signal });
    tell(about, onWarnings);
    return { ...about, y: 'data' in y ? y.data : y };
  }

  /** @param {Samples} X @param {EmbedOptions} [options] */
  async embed(X, options) {
    return this.#look('embed', [X, options]);
  }

  /** @param {Samples} X @param {Targets} labels @param {SilhouetteOptions} [options] */
  async silhouette(X, labels, options) {
    return this.#look('silhouette', [X, labels, options]);
  }

  /** The models that this browser keeps. @returns {Promise<Shelf>} */
  shelf() {
    this.#shelf ??= Shelf.open().catch((error) => {
      this.#shelf = undefined;
      throw error;
    });
    return this.#shelf;
  }

  /** @param {Model} model @param {string} name @param {{ replace?: boolean, wait?: boolean }} [options] */
  async keep(model, name, options) {
    const { replace, wait } = options ?? {};
    if (!(model instanceof Model)) throw invalid('model must be one of this toolkit', 'model');
    if (typeof name !== 'string' || !name.trim()) throw invalid('a name is needed', 'name');
    const saving = await this.#keep(model, { name: name.trim(), replace, eager: wait });
    try {
      saving.keep({ json: await model.save({ statistics: true }) });
      await saving.saved();
      if (saving.error) throw saving.error;
      return saving.name;
    } catch (error) {
      this.unkeep(model);
      throw error;
    }
  }

  /** @param {Model} model */
  async kept(model) {
    const saving = this.#savingOf(model);
    // what has been learnt since the last file was handed out
    if (!saving.eager) await this.#supervisor.send('flush', { model: model.id });
    await saving.saved();
    if (saving.error) throw saving.error;
    return saving.name;
  }

  /** @param {Model} model */
  unkeep(model) {
    this.#supervisor.restorePoints.unlisten(model.id);
    model.keptAs = undefined;
  }

  /** @param {string} name */
  async open(name) {
    const entry = await (await this.shelf()).get(name);
    const model = await this.load(entry.json, { maxBytes: Infinity });
    await this.#keep(model, entry);
    return model;
  }

  info() {
    return this.#supervisor.send('info', {});
  }

  dispose() {
    return this.#supervisor.dispose();
  }

  /**
   * Asks how samples lie, as they are or as a model encodes them.
   *
   * @param {keyof Looks} method @param {unknown[]} given
   */
  async #look(method, given) {
    const { verb, args, options, unpack } = requestOf(method, given);
    const { model, signal, onProgress, onWarnings } = options;
    if (model !== undefined && !(model instanceof Model)) {
      throw invalid('model must be one of this toolkit', 'model');
    }
    const told = teller(onWarnings);
    const report = (/** @type {Progress} */ message) => {
      told(message);
      if (message.progress !== undefined) onProgress?.(message.progress);
    };
    const sent = { ...args, model: model?.id };
    const found = await this.#supervisor.send(verb, sent, { signal, onProgress: report });
    told(found);
    return unpack(found);
  }

  /** @param {Model} model @returns {AutoSave} */
  #savingOf(model) {
    const saving = this.#supervisor.restorePoints.listener(model?.id);
    if (saving instanceof AutoSave) return saving;
    throw invalid('model is not kept: ElmToolkit.keep begins that', 'model');
  }

  /** @param {Model} model @param {{ name: string, revision?: string, replace?: boolean, eager?: boolean }} entry */
  async #keep(model, entry) {
    const shelf = await this.shelf();
    const saving = new AutoSave(shelf, entry, {
      about: (summary) => ({ summary: summary ?? model.summary, metadata: model.metadata }),
      onSave: ({ name, error }) => {
        model.keptAs = name;
        this.#tell('kept', { model: model.id, name, error });
      },
      onGone: () => this.unkeep(model),
    });
    this.#supervisor.restorePoints.listen(model.id, saving);
    model.keptAs = entry.name;
    return saving;
  }

  /** @template {keyof ToolkitEvents} K @param {K} name @param {ToolkitEvents[K]['detail']} detail */
  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  /** @param {'create' | 'load'} verb @param {Args} args @param {About} about */
  #model(verb, args, about) {
    this.#supervisor.restorePoints.add(about.model, verb, args);
    return new Model(this.#supervisor, about.model, about);
  }
}

const OPTIONS = [
  ...['assets', 'workerUrl', 'snapshot', 'memoryBudget', 'recycleAbove', 'patience', 'workers'],
  ...['signal', 'onProgress', 'onWarnings'],
];

/** One that is misspelt would be passed over. @param {StartOptions} given */
function knownOptions(given) {
  if (typeof given !== 'object' || Array.isArray(given) || given instanceof URL) {
    const shown = String(given).slice(0, 80);
    throw invalid(`options must be an object, as { assets: '/elm/' }, got ${shown}`, 'options');
  }
  const other = Object.keys(given).find((name) => !OPTIONS.includes(name));
  if (other === undefined) return given;
  throw invalid(`start has no option '${other}': its options are ${OPTIONS.join(', ')}`, other);
}

/** @param {string} name @param {number | undefined} value */
function positive(name, value) {
  if (value === undefined || (typeof value === 'number' && value > 0)) return value;
  throw invalid(`${name} must be a positive number, got ${value}`, name);
}

/** @param {number | 'auto' | undefined} value */
function countOfWorkers(value) {
  if (value === undefined || value === 'auto') return undefined;
  if (isCountOfWorkers(value)) return value;
  throw invalid(
    `workers must be 'auto' or a whole number from 0 to ${MOST_WORKERS}, got ${value}`,
    'workers',
  );
}

/** @param {((share: number) => void) | undefined} onProgress */
const reporting = (onProgress) =>
  onProgress &&
  ((/** @type {Progress} */ { progress }) => progress !== undefined && onProgress(progress));

makeDisposable(ElmToolkit);
