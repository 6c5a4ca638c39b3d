// A function that waits for quiet.
// @ts-check

/**
 * Runs the last of many calls, when none came for a while.
 *
 * @template {any[]} A
 * @param {number} milliseconds
 * @param {(...args: A) => void} run
 */
export function debounce(milliseconds, run) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  return (/** @type {A} */ ...args) => {
    clearTimeout(timer);
    timer = setTimeout(() => run(...args), milliseconds);
  };
}
