// Which rule reads the cells of a column.
// @ts-check

/** @import { Reading } from './cell.js' */

const OF_KIND = /** @type {Record<string, string>} */ ({
  category: 'textRule',
  text: 'textRule',
  boolean: 'booleanRule',
  time: 'timeRule',
});

/**
 * The name of the rule of a column: of files without readings, what cells are by themselves.
 *
 * @param {string} kind @param {Reading} reading
 */
export function ruleOf(kind, { decimal, duration, order, words }) {
  if (kind === 'number')
    return duration ? 'durationRule' : decimal ? 'numberRule' : 'numberAloneRule';
  if (kind === 'date') return order ? 'dateRule' : 'dateAloneRule';
  if (kind === 'text' && words) return 'wordsRule';
  return OF_KIND[kind];
}
