// A model that takes much to make, away from the page's own thread, where it can be ended.
// @ts-check
import { load } from '../../client/predictor/load.js';
import { inputOf } from './model-input.js';

/** @import { Predictor } from '../../client/predictor/index.js' */

/** @type {Predictor} */
let model;

/** @param {MessageEvent<{ id: number, json?: string, method: 'predict' | 'predictProba', sample: any }>} event */
self.onmessage = async ({ data: { id, json, method, sample } }) => {
  try {
    if (json === undefined) {
      const said = model[method](sample);
      self.postMessage({ id, said, unread: model.unread });
      return;
    }
    const options = { maxBytes: Number.POSITIVE_INFINITY };
    model = await load(json, options);
    const { className, metadata, classes } = model;
    self.postMessage({ id, said: { className, metadata, classes, input: inputOf(json, options) } });
  } catch (error) {
    self.postMessage({ id, error: error instanceof Error ? error.message : String(error) });
  }
};
