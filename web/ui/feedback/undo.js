// Other things in place of those that are there, with a way back.
// @ts-check
import { deepEqual } from '../data/deep-equal.js';
import { noToast, toast } from './toast.js';

/**
 * A change that is asked for twice changes nothing the second time: the way back stays the one to
 * what there was before the first.
 *
 * @template T
 * @param {object} things
 * @param {() => T} things.now
 * @param {(before: T) => void} things.put
 * @param {string} said
 * @param {() => void} change
 */
export function withUndo({ now, put }, said, change) {
  const before = now();
  change();
  if (!deepEqual(now(), before)) toast(said, { undo: () => put(before) });
  else if (noToast()) toast(said);
}
