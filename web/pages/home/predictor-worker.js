// Ready models at work away from the page's own thread: making one up again may take a while.
// @ts-check
import { load } from '../../client/predictor/load.js';
import { answerCalls } from '../../ui/async/answer-calls.js';

/** @import { Predictor } from '../../client/predictor/index.js' */

/** @type {Map<string, Promise<Predictor>>} */
const models = new Map();

/** @param {string} address */
async function fetched(address) {
  const response = await fetch(address).catch(() => null);
  if (!response?.ok) throw new Error('The model could not be loaded: is there a network?');
  return load(await response.text());
}

answerCalls(async (/** @type {{ address: string, sample?: any }} */ { address, sample }) => {
  const known = models.get(address) ?? fetched(address);
  models.set(address, known);
  known.catch(() => models.delete(address)); // it can be tried again
  const model = await known;
  const shares = sample === undefined ? null : Array.from(model.predictProba(sample));
  const { none, letters } = model.metadata;
  return { classes: (model.classes ?? []).map(String), shares, none, letters };
});
