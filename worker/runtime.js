// Boot: Pyodide, NumPy and elm_core, from a snapshot of an earlier visit or from the files that
// the manifest names.
// @ts-check
import { AssetError, downloadRuntime, fetchManifest, inManifest, renew } from './download.js';
import { host } from './host.js';
import { findLater } from './later.js';
import { importModules } from './modules.js';
import { fetchPackages, installPackages } from './packages.js';
import { filesOfStart, modulesOfStart } from './packed.js';
import { shareSmallModules } from './small-modules.js';
import { companions, LAYOUT, restoreSnapshot } from './snapshot.js';
import { distrust, dropSnapshot, findSnapshot, isWanted, readSnapshot } from './snapshot-store.js';
import { startWorker } from './start-worker.js';
import { vectorLoader } from './vectors.js';
import { warmUp } from './warm-up.js';

/** @import { PyodideAPI } from 'pyodide' */
/** @import { Manifest } from './download.js' */
/** @import { Stage } from './protocol.js' */

/** @typedef {'plain' | 'snapshot'} Start */
/** @typedef {{ pyodide: PyodideAPI, service: any }} Started */
/** @typedef {Started & { version: string, start: Start, loadVectors: () => Promise<void>, warmUp: () => void, distrust: () => Promise<void> }} Runtime `warmUp`: for a quiet moment, after a start that had none to spare; `distrust`: to be called where it failed, and how it was started may be the cause */
/** @typedef {(stage: Stage, loaded: number, total: number) => void} OnProgress */

// the only Python text of this worker: it is fixed, and data never become part of it
const BOOTSTRAP = 'from elm_core.service import Service\nService()';

/** Quiet time after a plain start before a snapshot is made for the next visit, in milliseconds. */
const SETTLE = 5000;

/**
 * @param {OnProgress} onProgress
 * @param {{ snapshot: boolean, suspect?: boolean, assets?: string }} options `snapshot`: whether one
 *   may be used and made; `suspect`: the last worker was started from the one there is, and died;
 *   `assets`: the address of the folder that holds the manifest
 * @returns {Promise<Runtime>}
 */
export async function boot(onProgress, { snapshot, suspect, assets = '../' }) {
  // not import.meta.url: a bundler would take the manifest for a file of its own
  const manifestURL = new URL('manifest.json', new URL(assets, self.location.href)).href;
  const manifest = await fetchManifest(manifestURL);
  const indexURL = new URL(manifest.runtime.indexURL, manifestURL).href;
  const key = keyOf(indexURL);
  if (suspect) await distrust(key);
  let warm;
  let started;
  const unshare = shareSmallModules();
  try {
    warm = snapshot ? await warmStart(manifest, indexURL, key, onProgress) : undefined;
    started = warm ?? (await plainStart(manifest, indexURL, onProgress));
    findLater(started.pyodide, manifest.runtime, indexURL);
    if (!warm) warmUp(started.pyodide, newService(started.pyodide));
  } catch (error) {
    const failed =
      error instanceof AssetError ? error : await inManifest(manifestURL, manifest, error);
    if (failed) failed.renewed = await renew(manifestURL, manifest, indexURL);
    throw failed ?? error;
  } finally {
    unshare();
  }
  const { pyodide } = started;
  onProgress('ready', 1, 1);
  if (snapshot && !warm) setTimeout(() => makeSnapshot(pyodide, manifestURL, key), SETTLE);
  return {
    ...started,
    version: manifest.version,
    start: warm ? 'snapshot' : 'plain',
    loadVectors: vectorLoader(pyodide, manifestURL, manifest.vectors),
    warmUp: () => {
      if (warm) warmUp(pyodide, newService(pyodide));
    },
    distrust: async () => {
      if (warm) await distrust(key);
    },
  };
}

/** The runtime's folder is named by its content. @param {string} indexURL */
const keyOf = (indexURL) => `${indexURL.split('/').at(-2)}-${LAYOUT}`;

/**
 * @param {Manifest} manifest
 * @param {string} indexURL
 * @param {string} key
 * @param {OnProgress} onProgress
 * @returns {Promise<Started | undefined>} undefined where there is no snapshot, or none that works
 */
async function warmStart(manifest, indexURL, key, onProgress) {
  const file = await findSnapshot(key);
  if (!file) return undefined;
  onProgress('runtime', 0, 1);
  const { done, release } = downloadRuntime(modulesOfStart(manifest), indexURL, () => {});
  const modules = importModules(manifest, indexURL);
  modules.catch(() => {}); // whoever waits for it next says what is wrong
  const stored = await readSnapshot(file).catch(() => dropSnapshot(key));
  if (!stored) {
    release(); // a plain start asks for them again
    return undefined;
  }
  try {
    const restored = restoreSnapshot(modules, settingsOf(manifest, indexURL), stored);
    const started = withService(await withFiles(done, restored), onProgress);
    release();
    return started;
  } catch (error) {
    if (error instanceof AssetError) throw error; // not the snapshot's fault
    release();
    await distrust(key);
    return undefined;
  }
}

/**
 * @param {Manifest} manifest
 * @param {string} indexURL
 * @param {OnProgress} onProgress
 */
async function plainStart(manifest, indexURL, onProgress) {
  const files = filesOfStart(manifest);
  const { done, release } = downloadRuntime(files, indexURL, (loaded, total) =>
    onProgress('download', loaded, total),
  );
  // the interpreter compiles while it and all else comes in
  const loading = importModules(manifest, indexURL).then(({ loadPyodide, create }) =>
    loadPyodide({ ...settingsOf(manifest, indexURL), createPyodideModule: create }),
  );
  const pyodide = await withFiles(
    done.then(() => onProgress('runtime', 0, 1)),
    loading,
  );
  onProgress('packages', 0, 1);
  installPackages(pyodide, await fetchPackages(manifest.runtime, indexURL));
  release();
  return withService(pyodide, onProgress);
}

/** The lock file is in the manifest. @param {Manifest} manifest @param {string} indexURL */
export const settingsOf = ({ runtime }, indexURL) => ({
  indexURL: host.placeOf(indexURL),
  packageBaseUrl: indexURL,
  lockFileContents: runtime.lock,
});

/**
 * What is started once its files are there and right. A broken file is what to tell: of a damaged
 * interpreter Pyodide says nothing and waits for ever.
 *
 * @template T
 * @param {Promise<void>} done
 * @param {Promise<T>} started
 * @returns {Promise<T>}
 */
async function withFiles(done, started) {
  const told = started.catch((error) =>
    done.then(() => {
      throw error;
    }),
  );
  return (await Promise.all([told, done]))[0];
}

/** @param {PyodideAPI} pyodide */
const newService = (pyodide) => pyodide.runPython(BOOTSTRAP);

/** @param {PyodideAPI} pyodide @param {OnProgress} onProgress @returns {Started} */
function withService(pyodide, onProgress) {
  onProgress('toolkit', 0, 1);
  return { pyodide, service: newService(pyodide) };
}

/**
 * Has a worker of its own make the snapshot, so that requests need not wait.
 *
 * @param {PyodideAPI} pyodide
 * @param {string} manifestURL
 * @param {string} key
 */
async function makeSnapshot(pyodide, manifestURL, key) {
  if (!(await isWanted(key))) return;
  const maker = startWorker(new URL('./snapshot-maker.js', import.meta.url));
  maker.onmessage = () => maker.terminate();
  maker.onerror = (event) => {
    event.preventDefault?.();
    maker.terminate();
  };
  maker.postMessage({ manifestURL, key, ...companions(pyodide) });
}
