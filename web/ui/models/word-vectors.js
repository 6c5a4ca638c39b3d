// The word vectors of the site, for models of texts that were trained with them: fetched when the
// first of these is opened.
// @ts-check
import { readVectors } from '../../client/predictor/vectors.js';
import { bytesOf, entriesOf } from '../files/zip.js';
import { ASSETS } from '../site.js';

/** Only files of models with word vectors hold this name. */
const NAMED_IN_FILE = '"elm_vectors"';
const FILE = 'elm_vectors/word_vectors.npz';

/** @param {string} json */
export const needsVectors = (json) => json.includes(NAMED_IN_FILE);

/** @type {ReturnType<typeof fetched> | undefined} */
let loading;

/** @throws {Error} where they cannot be had */
export function wordVectors() {
  loading ??= fetched();
  loading.catch(() => {
    loading = undefined; // it can be tried again
  });
  return loading;
}

async function fetched() {
  const manifest = new URL('manifest.json', ASSETS);
  const { vectors } = JSON.parse(await (await answerOf(manifest)).text());
  const wheel = new URL(vectors[0].path, manifest);
  const bytes = new Uint8Array(await (await answerOf(wheel)).arrayBuffer());
  const entry = entriesOf(bytes).get(FILE);
  if (!entry) throw new Error('The word vectors of this site are damaged: load the page again.');
  return readVectors(await bytesOf(bytes, entry)); // a model checks that they are the right ones
}

/** @param {URL} address */
async function answerOf(address) {
  const response = await fetch(address).catch(() => null);
  if (!response?.ok)
    throw new Error('The word vectors could not be loaded: is there a network? Try again.');
  return response;
}
