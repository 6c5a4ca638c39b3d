// A model that takes much to make, away from the page's own thread, where it can be ended.
// @ts-check
import { answerCalls } from '../async/answer-calls.js';
import { readModel } from './read-model.js';
import { needsVectors, wordVectors } from './word-vectors.js';

/** @import { Predictor } from '../../client/predictor/index.js' */

/** @type {Predictor} */
let model;

/** @typedef {'predict' | 'predictProba' | 'suggest' | 'listen'} Method */
/** @typedef {{ json?: string, maxBytes?: number, method: Method, sample: any, options?: { k?: number, sampleRate?: number, restart?: boolean } }} Question a file to open, or a sample */

answerCalls(async (/** @type {Question} */ { json, maxBytes, method, sample, options }) => {
  if (json === undefined) {
    const asked = /** @type {any} */ (model);
    return { said: asked[method](sample, options), unread: model.unread };
  }
  const given = { maxBytes, vectors: needsVectors(json) ? await wordVectors() : undefined };
  const { predictor, input } = await readModel(json, given);
  model = predictor;
  const { className, metadata, classes } = model;
  return { className, metadata, classes, input };
});
