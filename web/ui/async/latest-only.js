// Of many calls in quick succession only the newest one shows its result.
// @ts-check

/** `stop`: what is under way shows nothing any more. @typedef {(() => Promise<void>) & { stop: () => void }} LatestOnly */

/**
 * @param {(signal: AbortSignal) => Promise<() => void>} work returns what shows its result
 * @param {{ wait?: number }} [options] milliseconds of quiet before the work begins
 * @returns {LatestOnly}
 */
export function latestOnly(work, { wait = 0 } = {}) {
  /** @type {AbortController | undefined} */
  let running;
  const call = async () => {
    running?.abort();
    const mine = new AbortController();
    running = mine;
    if (wait) await new Promise((resolve) => setTimeout(resolve, wait));
    if (mine.signal.aborted) return;
    const show = await work(mine.signal);
    if (!mine.signal.aborted) show();
  };
  return Object.assign(call, { stop: () => running?.abort() });
}
