// Pyodide's two modules.
// @ts-check
import { AssetError } from './download.js';
import { filesOfStart } from './packed.js';

/** @import { PyodideAPI } from 'pyodide' */
/** @import { Manifest } from './download.js' */

/** @typedef {{ loadPyodide: (options: any) => Promise<PyodideAPI>, create: (settings: any) => Promise<any> }} Modules */

const MAIN = 'pyodide.mjs';
const CORE = 'pyodide.asm.mjs';

/**
 * Both at once. The larger one may be among the files that are being downloaded.
 *
 * @param {Manifest} manifest
 * @param {string} indexURL
 * @returns {Promise<Modules>}
 */
export async function importModules(manifest, indexURL) {
  const packed = filesOfStart(manifest).some(({ holds }) => holds === CORE);
  const [main, core] = await Promise.all([
    load(indexURL, MAIN),
    packed ? loadPacked(indexURL) : load(indexURL, CORE),
  ]);
  return { loadPyodide: main.loadPyodide, create: core.default };
}

/** @param {string} indexURL @param {string} name */
async function load(indexURL, name) {
  try {
    return await import(/* webpackIgnore: true */ /* @vite-ignore */ indexURL + name);
  } catch (error) {
    throw new AssetError(name, String(/** @type {any} */ (error)?.message ?? error));
  }
}

/** Where a policy does not allow it, the one that is not compressed. @param {string} indexURL */
async function loadPacked(indexURL) {
  const body = await (await fetch(indexURL + CORE)).blob();
  const address = URL.createObjectURL(new Blob([body], { type: 'text/javascript' }));
  try {
    return await import(/* webpackIgnore: true */ /* @vite-ignore */ address);
  } catch {
    return load(indexURL, CORE);
  } finally {
    URL.revokeObjectURL(address);
  }
}
