// A Predictor for a model of any kind, of which only the modules that the file needs are fetched:
// after those of ELMs, which most models hold.
// @ts-check
import { Predictor, register } from './core.js';
import { elm } from './elm.js';

/** What makes a model of a class, and undefined where the module registers that itself. */
const MODULES = /** @type {[classes: RegExp, fetch: () => Promise<any>][]} */ ([
  [/^(Online|SemiSupervised)?ELM(Classifier|Regressor)$/, async () => elm],
  [/^KernelELM/, async () => (await import('./kernel.js')).kernel],
  [/^(Text|Intent|Language)Classifier$/, async () => (await import('./text.js')).textClassifier],
  [/^TextVectorizer$/, async () => (await import('./text.js')).vectorizer],
  [/^Table/, () => registered(import('./table.js'))],
  [/^DeepELM/, async () => (await import('./deep.js')).deep],
  [/^ELMAutoencoder$/, async () => (await import('./deep.js')).autoencoder],
  [/^Chain$/, async () => (await import('./chain.js')).chain],
  [/^Combine$/, async () => (await import('./chain.js')).combine],
  [/^(AutoELM|Conformal)/, async () => (await import('./chain.js')).chosen],
  [/^(LogMel|VoiceCommands)$/, () => registered(import('./audio.js'))],
  [/^ConvELMClassifier$/, () => registered(import('./conv.js'))],
  [/^(Bagging|Stacking|Voting)ELM/, () => registered(import('./ensemble.js'))],
  [/^(ELMClusterer|OneClassELM)$/, () => registered(import('./unsupervised.js'))],
]);

/** @param {Promise<unknown>} module */
const registered = (module) => module.then(() => undefined);

/**
 * @param {string} json the text of a model file
 * @param {{ vectors?: any, maxBytes?: number }} [options]
 */
export async function load(json, options) {
  const names = new Set(
    Array.from(String(json).matchAll(/"class":\s*"(\w+)"/g), ([, name]) => name),
  );
  await Promise.all([...names].map(fetchKind));
  return Predictor.from(json, options);
}

/** @param {string} name of a class */
async function fetchKind(name) {
  const kind = await MODULES.find(([classes]) => classes.test(name))?.[1]();
  if (kind) register({ [name]: kind });
}
