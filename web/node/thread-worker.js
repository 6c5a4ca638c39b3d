// A thread of Node's that is spoken to as a browser's worker is.
// @ts-check
import { Worker } from 'node:worker_threads';

export class ThreadWorker {
  #thread;
  /** @type {((event: MessageEvent) => any) | null} */
  onmessage = null;
  /** @type {((event: ErrorEvent) => any) | null} */
  onerror = null;
  /** @type {((event: MessageEvent) => any) | null} */
  onmessageerror = null;

  /** @param {URL} script */
  constructor(script) {
    this.#thread = new Worker(script, { execArgv: [] }); // the program's own options are not for it
    const failed = (/** @type {string} */ message) =>
      this.onerror?.(/** @type {ErrorEvent} */ ({ message }));
    this.#thread.on('message', (data) => this.onmessage?.(/** @type {MessageEvent} */ ({ data })));
    this.#thread.on('messageerror', () => this.onmessageerror?.(/** @type {any} */ ({})));
    this.#thread.on('error', ({ message }) => failed(message));
    this.#thread.on('exit', (code) => failed(`the thread ended with code ${code}`));
  }

  /** @param {unknown} message @param {any} [transfer] */
  postMessage(message, transfer) {
    this.#thread.postMessage(message, transfer);
  }

  terminate() {
    this.#thread.terminate();
  }

  /** A program waits for it. */
  ref() {
    this.#thread.ref();
  }

  /** A program that has nothing else to do ends, and it with it. */
  unref() {
    this.#thread.unref();
  }
}
