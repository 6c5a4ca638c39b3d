// The toolkit in a page: a worker that runs elm_core on Pyodide, and models that live in it.
// @ts-check
import { encodeTable, invalid } from './encode.js';
import { ElmError } from './errors.js';
import { Model } from './model.js';
import { Supervisor } from './supervisor.js';

export { ElmError, Model };

/** @param {any} [options] */
const newWorker = (options) =>
  options?.workerUrl
    ? new Worker(options.workerUrl, { type: 'module' })
    : new Worker(new URL('../worker/worker.js', import.meta.url), { type: 'module' });

/** A folder's address as the page means it: the worker has another base. @param {string | URL} [url] */
const folder = (url) =>
  url && new URL(url, globalThis.document?.baseURI ?? location.href).href.replace(/\/*$/, '/');

/**
 * Dispatches 'lost' ({ reason }), 'restored' ({ models, reduced, failed, seconds }) and 'recycled'
 * ({ before }): see index.d.ts.
 */
export class ElmToolkit extends EventTarget {
  #supervisor;

  /**
   * Use `ElmToolkit.start()`.
   *
   * @param {any} options
   */
  constructor(options) {
    super();
    const { snapshot, memoryBudget, recycleAbove, patience } = options;
    this.#supervisor = new Supervisor(
      {
        newWorker: () => newWorker(options),
        assets: folder(options.assets),
        snapshot,
        memoryBudget: positive('memoryBudget', memoryBudget),
        recycleAbove: positive('recycleAbove', recycleAbove),
        patience: positive('patience', patience),
      },
      (name, detail) => this.dispatchEvent(new CustomEvent(name, { detail })),
    );
  }

  /** @param {import('./index.d.ts').StartOptions} [options] */
  static async start(options = {}) {
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

  /** @param {string | Blob} json */
  async load(json) {
    return this.#model('load', { json }, await this.#supervisor.send('load', { json }));
  }

  /** @param {any} table */
  async inspectTable(table) {
    return (await this.#supervisor.send('inspect_table', { table: encodeTable(table) })).columns;
  }

  info() {
    return this.#supervisor.send('info', {});
  }

  dispose() {
    this.#supervisor.dispose();
  }

  /** @param {'create' | 'load'} verb @param {Record<string, unknown>} args @param {any} about */
  #model(verb, args, about) {
    this.#supervisor.recipes.add(about.model, verb, args);
    return new Model(this.#supervisor, about.model, about);
  }
}

/** @param {string} name @param {number | undefined} value */
function positive(name, value) {
  if (value === undefined || value > 0) return value;
  throw invalid(`${name} must be a positive number, got ${value}`, name);
}
