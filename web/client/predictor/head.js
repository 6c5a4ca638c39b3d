// What becomes of scores: numbers, or classes with calibrated probabilities.
// @ts-check
import { labels, number } from './check.js';

/** @import { Runner } from './core.js' */
/** @import { Rows } from './samples.js' */

/**
 * What a classifier or a regressor makes of its scores.
 *
 * @param {Record<string, any>} learned @param {(X: any) => Rows} scores @param {number} c
 * @returns {Runner}
 */
export function headOf(learned, scores, c) {
  if (learned.classes_ === undefined) {
    return {
      scores,
      oneOutput: number(learned, 'target_ndim_', 1, 2) === 1 && c === 1,
    };
  }
  const factor = number(learned, 'inverse_temperature_', 0);
  return {
    scores,
    classes: labels(learned, 'classes_', c),
    proba: (X) => softmax(scores(X), factor),
  };
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
