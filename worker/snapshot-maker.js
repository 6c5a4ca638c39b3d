// Makes a snapshot for the next visit, in a worker that ends when it is done.
// @ts-check
import { downloadFile, downloadRuntime, fetchManifest } from './download.js';
import { importModules } from './modules.js';
import { fetchPackages } from './packages.js';
import { filesOfSnapshot, filesOfStart, inflatedBytes } from './packed.js';
import { settingsOf } from './runtime.js';
import { takeSnapshot } from './snapshot.js';
import { writeSnapshot } from './snapshot-store.js';

/** @import { Manifest } from './download.js' */
/** @import { Files } from './packages.js' */

/** @param {MessageEvent<{ manifestURL: string, key: string, libraries: Files, files: Files }>} event */
self.onmessage = async ({ data: { manifestURL, key, libraries, files } }) => {
  try {
    const manifest = await fetchManifest(manifestURL);
    const indexURL = new URL(manifest.runtime.indexURL, manifestURL).href;
    const { done, release } = downloadRuntime(filesOfStart(manifest), indexURL, () => {});
    const modules = importModules(manifest, indexURL);
    modules.catch(() => {}); // `done` says what is wrong
    await done;
    const packages = await fetchPackages(manifest.runtime, indexURL);
    const settings = settingsOf(manifest, indexURL);
    const memory = await takeSnapshot(await modules, settings, { libraries, packages });
    release();
    await writeSnapshot(key, {
      memory,
      runtime: await runtimeOf(manifest, indexURL),
      libraries,
      files,
    });
    self.postMessage({ made: true });
  } catch (error) {
    // the next visit starts plainly and tries again
    self.postMessage({ made: false, why: String(error) });
  }
};

/** As it is when it is not compressed. @param {Manifest} manifest @param {string} indexURL */
async function runtimeOf(manifest, indexURL) {
  /** @type {Files} */
  const runtime = new Map();
  for (const file of filesOfSnapshot(manifest)) {
    const bytes = await downloadFile(indexURL, file);
    if (file.holds) runtime.set(file.holds, await inflatedBytes(bytes));
    else runtime.set(file.path, bytes);
  }
  return runtime;
}
