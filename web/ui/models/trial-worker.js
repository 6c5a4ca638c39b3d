// A model that takes much to make, away from the page's own thread, where it can be ended.
// @ts-check
import { load } from '../../client/predictor/load.js';
import { answerCalls } from '../async/answer-calls.js';
import { inputOf } from './model-input.js';
import { needsVectors, wordVectors } from './word-vectors.js';

/** @import { Predictor } from '../../client/predictor/index.js' */

/** @type {Predictor} */
let model;

/** @typedef {{ json?: string, maxBytes?: number, method: 'predict' | 'predictProba', sample: any }} Question a file to open, or a sample */

answerCalls(async (/** @type {Question} */ { json, maxBytes, method, sample }) => {
  if (json === undefined) return { said: model[method](sample), unread: model.unread };
  const options = { maxBytes, vectors: needsVectors(json) ? await wordVectors() : undefined };
  model = await load(json, options);
  const { className, metadata, classes } = model;
  return { className, metadata, classes, input: inputOf(json, options) };
});
