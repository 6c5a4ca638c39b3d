// A Predictor for a model of any kind, of which only the modules that the file needs are fetched.
// @ts-check
import { Predictor } from './core.js';
import { fetchModules } from './modules.js';

/**
 * @param {string} json the text of a model file
 * @param {{ vectors?: import('./vectors.js').WordVectors, maxBytes?: number }} [options]
 */
export async function load(json, options) {
  await fetchModules(json);
  return Predictor.from(json, options);
}
