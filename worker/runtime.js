// Boot: Pyodide, NumPy and elm_core, from the files that the manifest names.
// @ts-check
import { AssetError, downloadRuntime, fetchManifest } from './download.js';

/** @import { PyodideAPI } from 'pyodide' */
/** @import { Stage } from './protocol.js' */

/** @typedef {{ pyodide: PyodideAPI, service: any, version: string }} Runtime */

// the only Python text there is: it is fixed, and data never become part of it
const BOOTSTRAP = 'from elm_core.service import Service\nService()';

/**
 * @param {(stage: Stage, loaded: number, total: number) => void} onProgress
 * @returns {Promise<Runtime>}
 */
export async function boot(onProgress) {
  const manifestURL = new URL('../manifest.json', import.meta.url).href;
  const manifest = await fetchManifest(manifestURL);
  const indexURL = new URL(manifest.runtime.indexURL, manifestURL).href;
  const modules = importModules(indexURL);
  const [release, { loadPyodide }] = await Promise.all([
    downloadRuntime(manifest, indexURL, (loaded, total) => onProgress('download', loaded, total)),
    modules,
  ]);
  try {
    onProgress('runtime', 0, 1);
    const pyodide = await loadPyodide({ indexURL });
    onProgress('packages', 0, 1);
    await pyodide.loadPackage(manifest.runtime.packages, { messageCallback: () => {} });
    onProgress('toolkit', 0, 1);
    const service = pyodide.runPython(BOOTSTRAP);
    onProgress('ready', 1, 1);
    return { pyodide, service, version: manifest.version };
  } finally {
    release();
  }
}

/**
 * Both modules at once; Pyodide's own import of the second one then finds it loaded.
 *
 * @param {string} indexURL
 * @returns {Promise<{ loadPyodide: (options: { indexURL: string }) => Promise<PyodideAPI> }>}
 */
async function importModules(indexURL) {
  const load = (/** @type {string} */ name) =>
    import(indexURL + name).catch((error) => {
      throw new AssetError(name, String(error?.message ?? error));
    });
  const [main] = await Promise.all([load('pyodide.mjs'), load('pyodide.asm.mjs')]);
  return main;
}
