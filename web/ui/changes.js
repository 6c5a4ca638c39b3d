// Changes of what a page knows: one after another, and how they ended.
// @ts-check
import { showError, showNote } from './notice.js';

/**
 * @param {HTMLElement} message
 * @param {string} cancelled what is said after one was cancelled
 */
export function changes(message, cancelled) {
  /** @type {Promise<unknown>} */
  let last = Promise.resolve();
  let waiting = 0;
  /** What went wrong since there was nothing to do. @type {string[]} */
  let wrong = [];

  /**
   * Begins when those before it have ended, however they end.
   *
   * @template T
   * @param {() => Promise<T>} work
   * @returns {Promise<T>}
   */
  function inTurn(work) {
    const mine = last.then(work);
    last = mine.catch(() => {});
    return mine;
  }

  /**
   * Tells how it ended, with what went wrong since there was nothing to do.
   *
   * @param {() => Promise<unknown>} work
   * @param {{ rethrow?: boolean }} [options] `rethrow`: what goes wrong is told elsewhere
   * @returns {Promise<boolean>} whether it was done
   */
  async function told(work, { rethrow = false } = {}) {
    let stopped = false;
    try {
      await work();
      return true;
    } catch (error) {
      if (rethrow) throw error;
      stopped = /** @type {{ code?: string }} */ (error)?.code === 'cancelled';
      if (!stopped) wrong.push(error instanceof Error ? error.message : String(error));
      return false;
    } finally {
      const said = stopped ? [...wrong, cancelled] : wrong;
      if (wrong.length) showError(message, new Error(said.join(' ')));
      else showNote(message, ...said);
    }
  }

  /**
   * A newer change that succeeds takes an older message away, but not those of changes that were
   * asked for together with it.
   *
   * @param {() => Promise<unknown>} work
   * @param {{ rethrow?: boolean }} [options]
   */
  function change(work, options) {
    if (waiting++ === 0) wrong = [];
    return inTurn(() => told(work, options).finally(() => waiting--));
  }

  return { inTurn, told, change };
}
