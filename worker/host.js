// What is otherwise where the worker runs outside of a browser.
// @ts-check

export const host = {
  /** What Pyodide is told of where its files are. @param {string} url */
  placeOf: (url) => url,
  /** Whether large fits may have further workers. */
  hasPool: typeof globalThis.Worker === 'function',
};
