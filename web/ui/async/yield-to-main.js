// Between two parts of long work: the page answers and draws before the next one.
// @ts-check

/** @returns {Promise<void>} */
export const yieldToMain = () =>
  /** @type {any} */ (globalThis).scheduler?.yield?.() ??
  new Promise((resolve) => setTimeout(resolve));

/** Gives turns in a long loop, each time that so many milliseconds have gone by. */
export function yieldEvery(stretch = 8) {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < stretch) return;
    await yieldToMain();
    since = performance.now();
  };
}
