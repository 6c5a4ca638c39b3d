// The modules of the Predictor that a file needs: fetched after those of ELMs, which most models hold.
// @ts-check
import { CLASSES } from './classes.js';
import './elm.js';
import './simd.js';

/** The modules that classes.js names; importing one registers what it knows. */
const MODULES = /** @type {Record<string, () => Promise<unknown>>} */ ({
  core: async () => {}, // these two are here already
  elm: async () => {},
  audio: () => import('./audio.js'),
  autocomplete: () => import('./autocomplete.js'),
  chain: () => import('./chain.js'),
  conv: () => import('./conv.js'),
  deep: () => import('./deep.js'),
  ensemble: () => import('./ensemble.js'),
  kernel: () => import('./kernel.js'),
  online: () => import('./online.js'),
  table: () => import('./table.js'),
  text: () => import('./text.js'),
  unsupervised: () => import('./unsupervised.js'),
});

/** Fetches what the models in a file are registered by. @param {string} json the text of a model file */
export async function fetchModules(json) {
  const names = Array.from(String(json).matchAll(/"class":\s*"(\w+)"/g), ([, name]) => name);
  const wanted = new Set(names.map((name) => Object.hasOwn(CLASSES, name) && CLASSES[name].module));
  await Promise.all([...wanted].map((module) => module && fetched(module)));
}

/** @param {string} module */
function fetched(module) {
  if (!Object.hasOwn(MODULES, module))
    throw new Error(
      `modules.js cannot fetch the Predictor's module '${module}': name it in MODULES`,
    );
  return MODULES[module]();
}
