// Changes of what a page knows: a queue that runs one at a time, and says how they ended.
// @ts-check

import { isCancelled } from '../async/cancelled.js';
import { showError, showNote } from './notice.js';

/**
 * @param {HTMLElement} message
 * @param {string} cancelled what is said after one was cancelled
 */
export function serialQueue(message, cancelled) {
  /** @type {Promise<unknown>} */
  let last = Promise.resolve();
  /** What went wrong, until a newer change ends. @type {Set<Error>} */
  const wrong = new Set();

  /**
   * Begins when those before it have ended, however they end.
   *
   * @template T
   * @param {() => Promise<T>} work
   * @returns {Promise<T>}
   */
  function enqueue(work) {
    const mine = last.then(work);
    last = mine.catch(() => {});
    return mine;
  }

  /**
   * Tells how it ended. That takes away what was told when it was asked for, but not what went
   * wrong since.
   *
   * @param {() => Promise<unknown>} work
   * @param {{ rethrow?: boolean }} [options] `rethrow`: what goes wrong is told elsewhere
   * @returns {Promise<boolean>} whether it was done
   */
  async function report(work, { rethrow = false } = {}) {
    const older = [...wrong];
    let stopped = false;
    try {
      await work();
      return true;
    } catch (error) {
      if (rethrow) throw error;
      stopped = isCancelled(error);
      if (!stopped) wrong.add(error instanceof Error ? error : new Error(String(error)));
      return false;
    } finally {
      for (const error of older) wrong.delete(error);
      const said = [...wrong].map((error) => error.message);
      if (stopped) said.push(cancelled);
      if (wrong.size) showError(message, new Error(said.join(' ')));
      else showNote(message, ...said);
    }
  }

  /** Both. @type {typeof report} */
  const run = (work, options) => report(() => enqueue(work), options);

  return { enqueue, report, run };
}
