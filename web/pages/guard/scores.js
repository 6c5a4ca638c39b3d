// From held-out probabilities to precision and recall at a threshold. The rows come from the verb
// `cross_validate`, once; these are counts of them, made anew here at each move of the slider.
// @ts-check

import { bestOf } from '../../ui/models/best-answer.js';
import { percent } from '../../ui/text/format.js';

/** A share that looks the same as the threshold, as a whole percent. */
const ON_THE_LINE = 0.005;

/**
 * A message that was held out; its class is null where it belongs to none.
 * @typedef {{ text: string, truth: string | null, proba: number[], refused: boolean }} Scored
 */
/** @typedef {{ flag: number, threshold: number }} Rule `flag`: the class to look for, or -1 for all */
/**
 * @typedef {object} Measured
 * @property {number | null} precision null where nothing was answered
 * @property {number} recall
 * @property {number} answered answers given (or messages flagged)
 * @property {number} right of these
 * @property {number} known messages that should be answered (or flagged)
 * @property {number} outside messages of no class
 * @property {number} caught of these, those that were refused
 */

/**
 * The place of the class that is answered, or -1 for "not sure" or none.
 *
 * @param {ArrayLike<number>} proba
 * @param {boolean} refused
 * @param {Rule} rule
 */
export function decide(proba, refused, { flag, threshold }) {
  const { best, tied } = bestOf(proba);
  if (flag < 0) return refused || tied || proba[best] < threshold ? -1 : best;
  if (tied && Math.abs(proba[flag] - threshold) < ON_THE_LINE) return -1;
  return proba[flag] >= threshold ? flag : proba.length === 2 ? 1 - flag : -1;
}

/**
 * With a flag: of the flagged class. Otherwise of all answers that are given.
 *
 * @param {Scored[]} rows
 * @param {string[]} classes
 * @param {Rule} rule
 * @returns {Measured}
 */
export function measure(rows, classes, rule) {
  let [answered, right, known, outside, caught] = [0, 0, 0, 0, 0];
  for (const { truth, proba, refused } of rows) {
    const place = decide(proba, refused, rule);
    const wanted = rule.flag >= 0 ? truth === classes[rule.flag] : truth !== null;
    const given = rule.flag >= 0 ? place === rule.flag : place >= 0;
    known += Number(wanted);
    answered += Number(given);
    right += Number(given && truth === classes[place]);
    if (truth === null) {
      outside++;
      caught += Number(!given);
    }
  }
  return {
    precision: answered ? right / answered : null,
    recall: known ? right / known : 0,
    answered,
    right,
    known,
    outside,
    caught,
  };
}

/**
 * A share beside a threshold that it does not reach: rounded down where it would look as if it did.
 *
 * @param {number} share @param {number} threshold
 */
export function percentBelow(share, threshold) {
  const falls = share < threshold && percent(share) === percent(threshold);
  return percent(falls ? Math.floor(100 * share) / 100 : share);
}

/** @param {Scored[]} rows @param {string[]} classes @param {number} flag */
export function curve(rows, classes, flag) {
  const thresholds = Array.from({ length: 101 }, (_, i) => i / 100);
  const points = thresholds.map((threshold) => measure(rows, classes, { flag, threshold }));
  return { thresholds, points };
}
