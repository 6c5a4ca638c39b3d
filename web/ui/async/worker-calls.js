// Questions to a worker of a page's own, each with its answer. The worker answers by answerCalls.
// @ts-check
import { ElmError } from '../../client/errors.js';
import { startWorker } from './start-worker.js';

/** @typedef {{ resolve: (said: any) => void, reject: (error: unknown) => void, onPart?: (part: any) => void }} Waiting */

export class WorkerCalls {
  /** @type {Worker | undefined} started at the first question, or by `start` */
  #worker;
  /** @type {Map<number, Waiting>} */
  #waiting = new Map();
  #last = 0;
  #script;
  #failed;
  #holds;
  #onOver;
  /** Why there is no more answer. @type {{ reason: unknown } | undefined} */
  #over;

  /**
   * @param {URL} script
   * @param {string} failed what is told where the worker does not start, or ends
   * @param {{ holds?: boolean, onOver?: () => void }} [options] `holds`: it keeps what it was given, which a new one would
   *   not have, so that its end is that of all answers, which `onOver` is told
   */
  constructor(script, failed, { holds = false, onOver = () => {} } = {}) {
    this.#script = script;
    this.#failed = failed;
    this.#holds = holds;
    this.#onOver = onOver;
  }

  /** Starts the worker before there is a question: it loads while the question is made. */
  start() {
    if (!this.#over) this.#worker ??= this.#begin();
  }

  /**
   * @param {Record<string, unknown>} question @param {(part: any) => void} [onPart] of the answer
   * @returns {Promise<any>} rejects with what the worker says is wrong
   */
  async ask(question, onPart) {
    if (this.#over) throw this.#over.reason;
    this.#worker ??= this.#begin();
    const id = ++this.#last;
    this.#worker.postMessage({ id, question });
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject, onPart }));
  }

  /**
   * Ends the worker; the next question gets a new one, unless this one held something.
   *
   * @param {unknown} reason of which those who wait are told
   */
  end(reason) {
    if (this.#holds) {
      this.#over ??= { reason };
      this.#onOver();
    }
    this.#worker?.terminate();
    this.#worker = undefined;
    for (const { reject } of this.#waiting.values()) reject(reason);
    this.#waiting.clear();
  }

  #begin() {
    const worker = startWorker(this.#script);
    worker.onmessage = ({ data: { id, part, said, error, code, details } }) => {
      const waiting = this.#waiting.get(id);
      if (part !== undefined) return waiting?.onPart?.(part);
      this.#waiting.delete(id);
      if (error === undefined) waiting?.resolve(said);
      else waiting?.reject(code ? new ElmError(code, error, details) : new Error(error));
    };
    worker.onerror = () => this.end(new Error(this.#failed));
    return worker;
  }
}
