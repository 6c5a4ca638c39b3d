// Changes of the documents: one after another, and how they ended.
// @ts-check
import { byId } from '../../ui/dom.js';
import { showError, showNote } from '../../ui/notice.js';
import { queue } from '../../ui/queue.js';

const CANCELLED = 'Cancelled. The documents are as they were.';
const message = byId('docs-message');
let waiting = 0;
/** What went wrong since there was nothing to do. @type {string[]} */
let wrong = [];

/** Work on the library, which another library may replace. */
export const inTurn = queue();

/**
 * A newer change that succeeds takes an older message away, but not those of changes that were
 * asked for together with it.
 *
 * @param {() => Promise<unknown>} work
 * @param {{ rethrow?: boolean }} [options] `rethrow`: what goes wrong is told elsewhere
 * @returns {Promise<boolean>} whether it was done
 */
export function change(work, { rethrow = false } = {}) {
  if (waiting++ === 0) wrong = [];
  return inTurn(async () => {
    let cancelled = false;
    try {
      await work();
      return true;
    } catch (error) {
      if (rethrow) throw error;
      cancelled = /** @type {{ code?: string }} */ (error)?.code === 'cancelled';
      if (!cancelled) wrong.push(error instanceof Error ? error.message : String(error));
      return false;
    } finally {
      waiting--;
      const said = cancelled ? [...wrong, CANCELLED] : wrong;
      if (wrong.length) showError(message, new Error(said.join(' ')));
      else showNote(message, ...said);
    }
  });
}
