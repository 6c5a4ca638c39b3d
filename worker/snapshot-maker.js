// Makes a snapshot for the next visit, in a worker that ends when it is done.
// @ts-check
import { downloadRuntime, fetchManifest } from './download.js';
import { importModules } from './runtime.js';
import { takeSnapshot } from './snapshot.js';
import { writeSnapshot } from './snapshot-store.js';

/** @import { Files } from './snapshot.js' */

/** @param {MessageEvent<{ manifestURL: string, key: string, libraries: Files, files: Files }>} event */
self.onmessage = async ({ data: { manifestURL, key, libraries, files } }) => {
  try {
    const manifest = await fetchManifest(manifestURL);
    const indexURL = new URL(manifest.runtime.indexURL, manifestURL).href;
    const modules = await importModules(indexURL);
    const { done, release } = downloadRuntime(manifest.runtime.files, indexURL, () => {});
    await done;
    const wheels = await Promise.all(
      manifest.runtime.files
        .filter(({ path }) => path.endsWith('.whl'))
        .map(async ({ path }) => (await fetch(indexURL + path)).bytes()),
    );
    const memory = await takeSnapshot(modules, indexURL, { libraries, wheels });
    release();
    await writeSnapshot(key, { memory, libraries, files });
    self.postMessage({ made: true });
  } catch (error) {
    // the next visit starts plainly and tries again
    self.postMessage({ made: false, why: String(error) });
  }
};
