// What becomes of scores: numbers, or classes with calibrated probabilities.
// @ts-check
import { transpose } from './linear.js';
import { ensure } from './refusal.js';
import { checked } from './samples.js';

/** @import { Held, Stated } from './decode.js' */
/** @import { Runner } from './core.js' */
/** @import { Rows } from './samples.js' */

/**
 * Output weights, a row an output, and intercepts: x ↦ x · coef + intercept.
 *
 * @param {Held} learned @param {string} name of the weights
 */
export function outputs(learned, name) {
  const { data, shape } = learned[name];
  const [n, c] = shape;
  return { n, c, coef: transpose(data, n, c), intercept: learned.intercept_.data };
}

/**
 * What a classifier or a regressor makes of its scores.
 *
 * @param {Held} learned @param {(X: unknown) => Rows} scores @param {number} c
 * @param {Held} params by which a classifier may decide
 * @returns {Runner}
 */
export function headOf(learned, scores, c, params) {
  const { classes_: classes, inverse_temperature_: factor, target_ndim_: ndim } = learned;
  if (!classes) {
    ensure(ndim === 2 || c === 1, 'target_ndim_');
    return { scores, outputs: c, oneOutput: ndim === 1 };
  }
  const offset = offsetOf(learned);
  const deciding = decidingOffset(learned, params);
  /** @param {unknown} X */
  const decision = (X) => shift(scores(X), deciding);
  return {
    scores: decision,
    decision,
    outputs: c,
    classes: [...classes.data],
    proba: (X) => softmax(checked(shift(scores(X), offset)), factor),
  };
}

/**
 * What is added to the logarithm of each class's probability before the highest decides: nothing, or
 * −ln of its share of the training rows. See elm_core/models/scored.py.
 *
 * @param {Held} learned @param {Held} params @returns {Float64Array | undefined}
 */
export function logOdds({ class_prior_: prior }, params) {
  if (params.decide !== 'balanced') return undefined;
  ensure(prior, 'class_prior_');
  return prior.data.map((/** @type {number} */ share) => -Math.log(share || 1));
}

/**
 * What a classifier adds to the score of each class before the highest decides.
 *
 * @param {Held} learned @param {Held} params @returns {ArrayLike<number>}
 */
export function decidingOffset(learned, params) {
  const offset = offsetOf(learned);
  const odds = logOdds(learned, params);
  return odds?.map((v, j) => offset[j] + v / learned.inverse_temperature_) ?? offset;
}

/** ln p, of 0 that of the smallest normal number. @param {Rows} proba @returns {Rows} */
export const logarithms = (proba) => ({
  ...proba,
  data: proba.data.map((p) => Math.log(Math.max(p, 2 ** -1022))),
});

/**
 * What a classifier adds to the score of each class; nothing where it has not learnt that.
 *
 * @param {Held} learned @returns {ArrayLike<number>}
 */
export const offsetOf = ({ classes_: classes, score_offset_: offset }) =>
  offset?.data ?? new Float64Array(classes.data.length);

/** @param {Rows} scores overwritten @param {ArrayLike<number>} offset of each column */
export function shift(scores, offset) {
  const { data, columns } = scores;
  for (let i = 0; i < data.length; i++) data[i] += offset[i % columns];
  return scores;
}

/** @param {Rows} scores overwritten @param {number} factor @param {ArrayLike<number>} [offset] @returns {Rows} */
export function softmax(scores, factor, offset) {
  const { data, rows, columns } = scores;
  for (let start = 0; start < rows * columns; start += columns) {
    let most = -Infinity;
    for (let j = 0; j < columns; j++) {
      data[start + j] = factor * data[start + j] + (offset ? offset[j] : 0);
      if (data[start + j] > most) most = data[start + j];
    }
    let sum = 0;
    for (let j = 0; j < columns; j++) sum += data[start + j] = Math.exp(data[start + j] - most);
    for (let j = 0; j < columns; j++) data[start + j] /= sum;
  }
  return scores;
}

/**
 * A classifier that decides by what is added to the logarithms of its probabilities.
 *
 * @param {Runner} runner @param {ArrayLike<number>} odds @returns {Runner}
 */
export function deciding(runner, odds) {
  const proba = /** @type {NonNullable<Runner['proba']>} */ (runner.proba);
  const decision = (/** @type {unknown} */ X) => shift(logarithms(checked(proba(X))), odds);
  return { ...runner, scores: decision, decision };
}

/** The models that an average is of, or the one model. @param {Stated} model @returns {Stated[]} */
export const membersOf = (model) => model.learned.members_ ?? [model];

/** Its exponential is a number. */
const LARGEST_LOGARITHM = 709;

/**
 * What predictions of a regressor of tables stay within.
 *
 * @param {Held} learned @param {Held} params @returns {[number, number]}
 */
export function limitsOf({ target_range_: range, log_target_: log }, { clip }) {
  const known = range?.data;
  ensure(!known || known[0] <= known[1], 'target_range_');
  ensure(!log || (known && known[0] > 0), 'target_range_');
  if (known && clip) return [known[0], known[1]];
  return [-Infinity, log ? Math.exp(LARGEST_LOGARITHM) : Infinity];
}

/**
 * A model of numbers, or of their logarithms, whose predictions stay within those that were seen.
 *
 * @param {Runner} runner @param {Held} learned @param {Held} params @returns {Runner}
 */
export function inUnits(runner, learned, params) {
  const { scores } = runner;
  const [low, high] = limitsOf(learned, params);
  if (!scores || (low === -Infinity && high === Infinity)) return runner;
  const { log_target_: log } = learned;
  return {
    ...runner,
    scores(X) {
      const found = checked(scores(X));
      for (let i = 0; i < found.data.length; i++) {
        const value = log ? Math.exp(found.data[i]) : found.data[i];
        found.data[i] = Math.min(Math.max(value, low), high);
      }
      return found;
    },
  };
}
