// A worker of a page's own, or why the browser does not start one here.
// @ts-check

/**
 * @param {URL} script
 * @throws {Error} whose message is for the reader of the page
 */
export function startWorker(script) {
  try {
    const worker = new Worker(script, { type: 'module' });
    // what a cache has of it may be damaged: the next one finds it anew
    worker.addEventListener('error', () => fetch(script, { cache: 'reload' }).catch(() => {}));
    return worker;
  } catch (error) {
    if (globalThis.origin !== 'null') throw error;
    throw new Error(
      'A page without an origin, as in a sandboxed frame, may not work in the background, which this needs: give the frame allow-same-origin, or open the page by itself.',
    );
  }
}
