// What is right without having learnt anything: always the most frequent class, always the mean.
// @ts-check
import { mostFrequent } from '../../ui/models/most-frequent.js';
import { apart } from '../../ui/text/bidi.js';

/** @import { HoldoutReport, RegressionReport, Summary } from '../../client/index.js' */

/** How far off the mean of the held-out rows is, on average. @param {RegressionReport} report */
export function offByMean({ actual }) {
  const mean = actual.reduce((a, b) => a + b, 0) / actual.length;
  return actual.reduce((sum, value) => sum + Math.abs(value - mean), 0) / actual.length;
}

const REST = 'more rows, or other columns, might tell it more.';

/**
 * A sentence for a model that is no better than none. One that decides for rare classes gives up
 * right rows for them, and is not told so.
 *
 * @param {HoldoutReport} report @param {Pick<Summary, 'decide'>} summary @returns {string | undefined}
 */
export function noBetterThanAlways(report, { decide }) {
  if (report.task === 'regression') {
    const isWorse = report.mae >= offByMean(report) && report.r2 <= 0;
    return isWorse ? `No better than always saying the mean: ${REST}` : undefined;
  }
  const { share, label } = mostFrequent(report);
  if (decide || report.accuracy > share || report.accuracy === 1) return undefined;
  return apart`No better than always saying “${label}”: ${REST}`;
}
