// The word vectors: fetched once, when a model that uses them is made or opened.
// @ts-check
import { downloadFile } from './download.js';

/** @import { PyodideAPI } from 'pyodide' */
/** @import { ManifestFile } from './download.js' */

/** Only files of models with word vectors hold this name. */
const NAMED_IN_FILE = '"elm_vectors"';

/**
 * Whether a request has to wait for the vectors.
 *
 * @param {string} verb
 * @param {any} args
 * @param {(className: unknown) => boolean} usesVectors
 */
export function needsVectors(verb, args, usesVectors) {
  if (verb === 'create')
    return specsIn(args).some(
      ({ params, class: name }) => params?.vectors !== null && usesVectors(name),
    );
  return verb === 'load' && typeof args.json === 'string' && args.json.includes(NAMED_IN_FILE);
}

/**
 * A model that is to be made, and those among its parameters.
 *
 * @param {any} spec
 * @returns {any[]}
 */
function specsIn(spec) {
  const found = new Set([spec]);
  for (const value of found) {
    if (ArrayBuffer.isView(value)) continue;
    for (const inner of Object.values(value)) {
      if (inner && typeof inner === 'object') found.add(inner); // walked in its turn
    }
  }
  return [...found].filter((value) => typeof value.class === 'string');
}

/**
 * @param {PyodideAPI} pyodide
 * @param {string} manifestURL
 * @param {ManifestFile[]} files wheels
 * @returns {() => Promise<void>} resolves also where they cannot be had: text works without them,
 *   and a model that was trained with them says what it misses
 */
export function vectorLoader(pyodide, manifestURL, files) {
  /** @type {Promise<void> | undefined} */
  let loading;
  const load = async () => {
    for (const file of files) {
      pyodide.unpackArchive(await downloadFile(manifestURL, file), 'wheel');
    }
  };
  return () => {
    loading ??= load().catch((error) => {
      loading = undefined; // the next model tries again
      console.warn(`text models do without word vectors: ${error.message}`);
    });
    return loading;
  };
}
