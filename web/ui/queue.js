// Of many calls each begins when those before it have ended, however they end.
// @ts-check

/** @returns {<T>(work: () => Promise<T>) => Promise<T>} */
export function queue() {
  /** @type {Promise<unknown>} */
  let last = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    last = mine.catch(() => {});
    return mine;
  };
}
