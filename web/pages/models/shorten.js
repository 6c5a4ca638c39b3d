// A kept model without what a link can do without. Only Python can take that out: it starts for it.
// @ts-check
import '../../client/home.js';
import { ElmToolkit } from '../../client/toolkit.js';
import { savedShort } from '../../ui/keep/short-save.js';
import { loadModel } from '../../ui/models/costly-model.js';

/** @import { SaveOptions } from '../../client/index.js' */

/**
 * @param {string} json @param {SaveOptions} how
 * @returns {Promise<string>}
 */
export async function shortened(json, how) {
  const elm = await ElmToolkit.start();
  try {
    const model = await loadModel(elm, json);
    return await savedShort(elm, model, { ...how, metadata: model.metadata });
  } finally {
    elm.dispose();
  }
}
