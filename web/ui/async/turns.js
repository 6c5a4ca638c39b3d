// Whose turn it is of what comes in quick succession: the newest alone, or one after the other.
// @ts-check

/** @typedef {(isOn: () => boolean) => Promise<void>} Work that does not reject; `isOn`: whether it still counts */

/** Each begins at once, and counts until the next one comes: for what is shown. */
export function newestOnly() {
  let newest = 0;
  return (/** @type {Work} */ work) => {
    newest += 1;
    const mine = newest;
    return work(() => mine === newest);
  };
}

/** Each begins when the one before has ended, and all count: for what is learnt. */
export function oneByOne() {
  let last = Promise.resolve();
  return (/** @type {Work} */ work) => {
    last = last.then(() => work(() => true));
    return last;
  };
}
