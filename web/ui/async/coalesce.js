// Of many calls the work runs one at a time, and once more where calls came meanwhile.
// @ts-check
import { markOld } from './mark-old.js';

/**
 * `ended` tells when the work has that was asked for.
 *
 * @param {() => Promise<void>} work that does not reject
 * @param {{ place?: Element }} [options] where the result is shown: what stands there is marked as old until then
 */
export function coalesce(work, { place } = {}) {
  let running = false;
  let again = false;
  let ending = Promise.resolve();
  const run = async () => {
    while (again) {
      again = false;
      await work();
    }
    running = false;
    markOld(place, false);
  };
  const call = async () => {
    again = true;
    markOld(place, true);
    if (running) return;
    running = true;
    ending = run();
    await ending;
  };
  return Object.assign(call, { ended: () => ending });
}
