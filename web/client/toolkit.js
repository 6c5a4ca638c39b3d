// The toolkit in a page: a worker that runs elm_core on Pyodide, and models that live in it.
// @ts-check
import { Client } from './client.js';
import { encodeTable } from './encode.js';
import { ElmError } from './errors.js';
import { Model } from './model.js';

export { ElmError, Model };

/** @param {any} [options] */
const newWorker = (options) =>
  options?.workerUrl
    ? new Worker(options.workerUrl, { type: 'module' })
    : new Worker(new URL('../worker/worker.js', import.meta.url), { type: 'module' });

/** A folder's address as the page means it: the worker has another base. @param {string | URL} [url] */
const folder = (url) =>
  url && new URL(url, globalThis.document?.baseURI ?? location.href).href.replace(/\/*$/, '/');

export class ElmToolkit {
  #client;

  /**
   * Use `ElmToolkit.start()`.
   *
   * @param {Client} client
   * @param {string} version
   */
  constructor(client, version) {
    this.#client = client;
    this.version = version;
  }

  /** @param {{ onProgress?: (progress: any) => void, signal?: AbortSignal, workerUrl?: string | URL, assets?: string | URL, snapshot?: boolean }} [options] */
  static async start(options = {}) {
    const { onProgress, signal, snapshot } = options;
    if (signal?.aborted) throw new ElmError('cancelled', 'cancelled');
    const client = new Client(newWorker(options));
    const stop = () => client.close();
    signal?.addEventListener('abort', stop, { once: true });
    try {
      const { version } = await client.send(
        'start',
        { interrupt: client.interruptBuffer, snapshot, assets: folder(options.assets) },
        {
          onProgress:
            onProgress && (({ stage, loaded, total }) => onProgress({ stage, loaded, total })),
        },
      );
      return new ElmToolkit(client, version);
    } catch (error) {
      client.close();
      throw signal?.aborted ? new ElmError('cancelled', 'cancelled') : error;
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  }

  /** @param {string} className @param {Record<string, unknown>} [params] */
  async create(className, params = {}) {
    const about = await this.#client.send('create', { class: className, params });
    return new Model(this.#client, about.model, { ...about, params });
  }

  /** @param {string} json */
  async load(json) {
    const about = await this.#client.send('load', { json });
    return new Model(this.#client, about.model, about);
  }

  /** @param {any} table */
  async inspectTable(table) {
    return (await this.#client.send('inspect_table', { table: encodeTable(table) })).columns;
  }

  info() {
    return this.#client.send('info', {});
  }

  dispose() {
    this.#client.close();
  }
}
