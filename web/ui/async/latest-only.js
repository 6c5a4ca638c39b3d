// Of many calls in quick succession only the newest one shows its result.
// @ts-check
import { markOld } from './mark-old.js';

/**
 * A call ends when its result is shown; where a newer one has taken its place, when that one ends.
 * `stop`: what is under way shows nothing any more. `ended`: when the newest call has.
 *
 * @typedef {(() => Promise<void>) & { stop: () => void, ended: () => Promise<void> }} LatestOnly
 */

/**
 * @param {(signal: AbortSignal) => Promise<() => void>} work returns what shows its result
 * @param {{ wait?: number, place?: Element }} [options] milliseconds of quiet before the work begins, and
 *   where the result is shown: what stands there is marked as old until then
 * @returns {LatestOnly}
 */
export function latestOnly(work, { wait = 0, place } = {}) {
  /** @type {AbortController | undefined} */
  let running;
  /** Of the newest call. @type {Promise<void>} */
  let ending = Promise.resolve();
  /** @param {AbortController} mine */
  const one = async (mine) => {
    const { signal } = mine;
    if (wait) await new Promise((resolve) => setTimeout(resolve, wait));
    if (!signal.aborted) {
      const show = await work(signal);
      if (!signal.aborted) show();
    }
    if (running === mine) markOld(place, false);
    if (running !== mine) await ending;
  };
  const call = () => {
    running?.abort();
    const mine = new AbortController();
    running = mine;
    markOld(place, true);
    const mineEnds = one(mine);
    if (running === mine) ending = mineEnds; // its work may itself have called for a newer one
    return mineEnds;
  };
  const stop = () => {
    running?.abort();
    markOld(place, false);
  };
  return Object.assign(call, { stop, ended: () => ending });
}
