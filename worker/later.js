// Modules that no start needs: the archive that has them is fetched when one is first imported.
// @ts-check

/** @import { PyodideAPI } from 'pyodide' */
/** @import { RuntimeFiles } from './download.js' */

/** Kept, as the worker of How it works takes it away from what is typed there. */
const Asking = globalThis.XMLHttpRequest;

/**
 * @param {PyodideAPI} pyodide
 * @param {RuntimeFiles} runtime
 * @param {string} indexURL
 */
export function findLater(pyodide, { later }, indexURL) {
  const archives = Object.fromEntries(
    later.map(({ path, sha256, modules }) => [path, { sha256, modules }]),
  );
  // an import waits for it, and cannot wait for a promise
  const fetchNow = (/** @type {string} */ path, /** @type {boolean} */ again) => {
    if (!Object.hasOwn(archives, path)) throw new Error(`there is no ${path}`);
    const request = new Asking();
    // another address passes by what caches have of it
    request.open('GET', indexURL + path + (again ? `?again=${Date.now()}` : ''), false);
    request.responseType = 'arraybuffer';
    request.send();
    if (request.status !== 200) throw new Error(`HTTP ${request.status}`);
    return new Uint8Array(request.response);
  };
  const finder = pyodide.pyimport('elm_later');
  finder.find_later(fetchNow, archives);
  finder.destroy();
}
