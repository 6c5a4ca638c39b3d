// Scores of messages that the model has not learnt from: each part is scored by a model of the rest.
// @ts-check
import { partsOf } from './scores.js';

/** @import { ElmToolkit, Model } from '../../client/index.js' */
/** @import { Scored } from './scores.js' */

const PARTS = 5;
/** Beyond so many texts one fifth is held out once. */
const ALL_PARTS_UP_TO = 600;

/**
 * @typedef {object} Job
 * @property {string} className
 * @property {Record<string, unknown>} params
 * @property {string[]} texts
 * @property {string[]} labels
 * @property {string[]} outside texts of no class, each scored by one of the models
 * @property {string[]} classes
 */

export class HeldOut {
  /** @type {Map<string, Promise<Model>>} models to try things on, by class and parameters */
  #scratch = new Map();

  /**
   * @param {ElmToolkit} elm
   * @param {Job} job
   * @param {{ signal: AbortSignal, onProgress: (share: number) => void }} options
   * @returns {Promise<Scored[]>}
   */
  async score(elm, job, { signal, onProgress }) {
    const model = await this.#model(elm, job);
    const part = partsOf(job.labels, PARTS);
    const rounds = job.texts.length > ALL_PARTS_UP_TO ? 1 : PARTS;
    /** @type {Scored[]} */
    const scored = [];
    for (let round = 0; round < rounds; round++) {
      const rest = places(part, (p) => p !== round);
      const held = places(part, (p) => p === round);
      const labels = rest.map((i) => job.labels[i]);
      if (new Set(labels).size < 2) continue;
      await model.fit(
        rest.map((i) => job.texts[i]),
        labels,
        { signal, onProgress: (share) => onProgress((round + share) / rounds) },
      );
      const outside = job.outside.filter((_, i) => rounds === 1 || i % PARTS === round);
      const texts = [...held.map((i) => job.texts[i]), ...outside];
      const truths = [...held.map((i) => job.labels[i]), ...outside.map(() => null)];
      const answers = await answersOf(model, texts, job.classes, signal);
      scored.push(...answers.map((answer, i) => ({ text: texts[i], truth: truths[i], ...answer })));
    }
    return scored;
  }

  /** @param {ElmToolkit} elm @param {Job} job */
  #model(elm, { className, params }) {
    const key = JSON.stringify([className, params]);
    const made = this.#scratch.get(key) ?? elm.create(className, params);
    this.#scratch.set(key, made);
    return made;
  }
}

/**
 * Probabilities in the order of `classes`, and whether the model says that a text is of none.
 *
 * @param {Model} model
 * @param {string[]} texts
 * @param {string[]} classes
 * @param {AbortSignal} signal
 */
export async function answersOf(model, texts, classes, signal) {
  if (!texts.length) return [];
  const found = await model.predictProba(texts, { signal });
  const columns = classes.map((name) => found.classes.map(String).indexOf(name));
  const labels =
    model.className === 'IntentClassifier' ? await model.predict(texts, { signal }) : undefined;
  const known = new Set(found.classes.map(String));
  const k = found.classes.length;
  return texts.map((_, row) => ({
    proba: columns.map((column) => (column < 0 ? 0 : found.data[row * k + column])),
    refused: Boolean(labels && !known.has(String(/** @type {any} */ (labels)[row]))),
  }));
}

/** @param {number[]} part @param {(part: number) => boolean} wanted */
const places = (part, wanted) => [...part.keys()].filter((i) => wanted(part[i]));
