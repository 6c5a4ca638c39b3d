// One Python for all cells of the page, started when the first is run, ended when one is stopped.
// @ts-check
import { startWorker } from '../../ui/async/start-worker.js';
import { startShare } from '../../ui/frame/start-progress.js';

/** @typedef {{ onOutput: (text: string) => void, onProgress: (share: number) => void }} Listeners */

export class Python {
  /** @type {Worker | undefined} */
  #worker;
  /** @type {((how: 'done' | 'stopped', error?: Error) => void) | undefined} */
  #settle;
  /** @type {Listeners | undefined} */
  #listeners;
  #id = 0;

  get running() {
    return this.#settle !== undefined;
  }

  /**
   * @param {string} code that the user has typed @param {Listeners} listeners
   * @returns {Promise<'done' | 'stopped'>} rejects with what Python says is wrong
   */
  run(code, listeners) {
    this.#worker ??= this.#start();
    this.#listeners = listeners;
    const id = ++this.#id;
    const { promise, resolve, reject } = Promise.withResolvers();
    this.#settle = (how, error) => {
      this.#settle = undefined;
      if (error) reject(error);
      else resolve(how);
    };
    this.#worker.postMessage({ id, code });
    return promise;
  }

  /** Ends Python, whatever it is doing; the next run starts it anew. */
  stop() {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#settle?.('stopped');
  }

  #start() {
    const worker = startWorker(new URL('./python-worker.js', import.meta.url));
    worker.onmessage = ({ data }) => this.#take(data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.#worker = undefined;
      this.#settle?.('stopped', new Error(event.message || 'Python could not be started.'));
    };
    return worker;
  }

  /** @param {any} message */
  #take({ kind, id, text, ...progress }) {
    if (kind === 'output') this.#listeners?.onOutput(text);
    else if (kind === 'progress') this.#listeners?.onProgress(startShare(progress));
    else if (id === this.#id && kind === 'done') this.#settle?.('done');
    else if (id === this.#id && kind === 'error') this.#settle?.('done', new Error(text));
  }
}
