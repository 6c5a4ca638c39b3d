// A Predictor for a model of any kind: what only some kinds need is fetched when a file asks for it.
// @ts-check
import './all.js';
import { Predictor } from './core.js';

/** @type {[kinds: RegExp, module: () => Promise<unknown>][]} */
const MODULES = [
  [/^(LogMel|VoiceCommands)$/, () => import('./audio.js')],
  [/^ConvELMClassifier$/, () => import('./conv.js')],
  [/^(Bagging|Stacking|Voting)ELM/, () => import('./ensemble.js')],
  [/^(ELMClusterer|OneClassELM)$/, () => import('./unsupervised.js')],
];

/**
 * @param {string} json the text of a model file
 * @param {{ vectors?: any }} [options]
 */
export async function load(json, options) {
  const names = Array.from(String(json).matchAll(/"class":\s*"(\w+)"/g), ([, name]) => name);
  await Promise.all(
    MODULES.flatMap(([kinds, module]) => (names.some((name) => kinds.test(name)) ? module() : [])),
  );
  return Predictor.from(json, options);
}
