// One Python for all cells of the page, started when the first is run, ended when one is stopped.
// @ts-check
import { startWorker } from '../../ui/async/start-worker.js';
import { startText } from '../../ui/frame/start-progress.js';

/** @typedef {{ onOutput: (text: string) => void, onProgress: (text: string) => void }} Listeners */
/** @typedef {{ stopped: boolean, took: number }} Ran `took`: milliseconds of the code alone */

export class Python {
  /** @type {Worker | undefined} */
  #worker;
  /** @type {((how: Ran, error?: Error) => void) | undefined} */
  #settle;
  /** When it was started. */
  #began = 0;
  /** @type {Listeners | undefined} */
  #listeners;
  #id = 0;

  get running() {
    return this.#settle !== undefined;
  }

  /**
   * @param {string} code that the user has typed @param {Listeners} listeners
   * @returns {Promise<Ran>} rejects with what Python says is wrong
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
    this.#settle?.({ stopped: true, took: 0 });
  }

  #start() {
    this.#began = performance.now();
    const worker = startWorker(new URL('./python-worker.js', import.meta.url));
    worker.onmessage = ({ data }) => this.#take(data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.#worker = undefined;
      this.#settle?.(
        { stopped: true, took: 0 },
        new Error(event.message || 'Python could not be started.'),
      );
    };
    return worker;
  }

  /** @param {any} message */
  #take({ kind, id, text, took, ...progress }) {
    const seconds = (performance.now() - this.#began) / 1000;
    if (kind === 'output') this.#listeners?.onOutput(text);
    else if (kind === 'progress') this.#listeners?.onProgress(startText(progress, seconds));
    else if (kind === 'started') this.#listeners?.onProgress('Running…');
    else if (id === this.#id && kind === 'done') this.#settle?.({ stopped: false, took });
    else if (id === this.#id && kind === 'error')
      this.#settle?.({ stopped: false, took: 0 }, new Error(text));
  }
}
