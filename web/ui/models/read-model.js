// A model file, read once: what answers, and what it takes.
// @ts-check
import { Predictor } from '../../client/predictor/core.js';
import { decode } from '../../client/predictor/decode.js';
import { fetchModules } from '../../client/predictor/modules.js';
import { inputOf } from './model-input.js';

/** @import { WordVectors } from '../../client/predictor/vectors.js' */

/** @param {string} json @param {{ maxBytes?: number, vectors?: WordVectors }} [options] */
export async function readModel(json, { maxBytes, vectors } = {}) {
  await fetchModules(json);
  const decoded = decode(json, { maxBytes });
  return { predictor: Predictor.of(decoded, vectors), input: inputOf(decoded) };
}
