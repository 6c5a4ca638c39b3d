// A worker of a page's own, or why the browser does not start one here.
// @ts-check

/**
 * @param {() => Worker} make
 * @throws {Error} whose message is for the reader of the page
 */
export function pageWorker(make) {
  try {
    return make();
  } catch (error) {
    if (globalThis.origin !== 'null') throw error;
    throw new Error(
      'A page without an origin, as in a sandboxed frame, may not work in the background, which this needs: give the frame allow-same-origin, or open the page by itself.',
    );
  }
}
