// Scores of messages that the model has not learnt from: each part is scored by a model of the rest.
// @ts-check

/** @import { ReadyModel } from '../../ui/models/ready-model.js' */
/** @import { CrossValidateReport, FloatMatrix, Label, Model } from '../../client/index.js' */
/** @import { Scored } from './scores.js' */

const FOLDS = 5;
/** Beyond so many texts one fifth is held out once. */
const ALL_FOLDS_UP_TO = 600;

/**
 * @typedef {object} Job
 * @property {string[]} texts
 * @property {string[]} labels
 * @property {string[]} outside texts of no class, which no model learns from
 * @property {string[]} classes
 */

/**
 * @param {Model} model as it is in use @param {Job} job
 * @param {{ signal: AbortSignal, onProgress: (share: number) => void }} options
 * @returns {Promise<Scored[]>}
 */
export async function heldOut(model, { texts, labels, outside, classes }, options) {
  if (new Set(labels).size === labels.length) return []; // no class has a text to spare
  const cv = texts.length > ALL_FOLDS_UP_TO ? 1 / FOLDS : FOLDS;
  const folds = { cv, shuffle: cv < 1 };
  // of classes with a single text: they are not scored, as they were not learnt without it
  const quiet = { onWarnings() {} };
  const found = await model.crossValidate(texts, labels, { ...folds, ...options, ...quiet });
  const { rows, probabilities, predictions } = /** @type {CrossValidateReport & Answers} */ (found);
  const answers = answersIn(model, probabilities, predictions, classes);
  const others = await answersOf(model, outside, classes, options.signal);
  return [
    ...Array.from(rows, (row, i) => ({ text: texts[row], truth: labels[row], ...answers[i] })),
    ...others.map((answer, i) => ({ text: outside[i], truth: null, ...answer })),
  ];
}

/** @typedef {{ probabilities: FloatMatrix & { classes: Label[] }, predictions: Label[] }} Answers */

/**
 * Probabilities in the order of `classes`, and whether the model says that a text is of none.
 *
 * @param {Model | ReadyModel} model
 * @param {string[]} texts
 * @param {string[]} classes
 * @param {AbortSignal} signal
 */
export async function answersOf(model, texts, classes, signal) {
  if (!texts.length) return [];
  const found = await model.predictProba(texts, { signal });
  const labels = mayRefuse(model) ? await model.predict(texts, { signal }) : [];
  return answersIn(model, found, /** @type {Label[]} */ (labels), classes);
}

/** @param {{ className: string }} model */
const mayRefuse = ({ className }) => className === 'IntentClassifier';

/**
 * @param {{ className: string }} model @param {Answers['probabilities']} found @param {Label[]} labels
 * @param {string[]} classes
 */
function answersIn(model, { data, shape, classes: known }, labels, classes) {
  const names = known.map(String);
  const columns = classes.map((name) => names.indexOf(name));
  return Array.from({ length: shape[0] }, (_, row) => ({
    proba: columns.map((column) => (column < 0 ? 0 : data[row * names.length + column])),
    refused: mayRefuse(model) && !names.includes(String(labels[row])),
  }));
}
