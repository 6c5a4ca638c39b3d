// A bar that fills while something is worked out, with a button that cancels it.
// @ts-check

/** Shorter work shows no bar, in milliseconds. */
const SOON = 300;

/**
 * @param {HTMLElement} place holds a <progress> and a <button>; hidden while nothing runs
 */
export function progressBar(place) {
  const bar = /** @type {HTMLProgressElement} */ (place.querySelector('progress'));
  /** @type {AbortController | undefined} */
  let running;
  place.querySelector('button')?.addEventListener('click', () => running?.abort());
  /**
   * Runs what can be cancelled; what ran before is cancelled.
   *
   * @template T
   * @param {(signal: AbortSignal, onProgress: (share: number) => void) => Promise<T>} work
   * @returns {Promise<T>}
   */
  return async (work) => {
    running?.abort();
    const mine = new AbortController();
    running = mine;
    bar.value = 0;
    const soon = setTimeout(() => {
      if (running === mine) place.hidden = false;
    }, SOON);
    try {
      return await work(mine.signal, (share) => {
        if (running === mine) bar.value = share;
      });
    } finally {
      clearTimeout(soon);
      if (running === mine) {
        running = undefined;
        place.hidden = true;
      }
    }
  };
}
