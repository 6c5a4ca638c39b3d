// Which numbers of a row lie beyond all that a model has learnt from: its answer is a guess there.
// @ts-check
import { cellReader } from '../../client/reading/cell.js';
import { ruleOf } from '../../client/reading/rule-of.js';
import { RULES } from '../../client/reading/rules.js';
import { rounded } from '../../ui/tables/row-form.js';
import { apart } from '../../ui/text/bidi.js';
import { readable } from '../../ui/text/format.js';
import { shown, unitOf } from './column-words.js';

/** @import { ColumnInfo } from '../../client/index.js' */

/** @typedef {{ name: string, values?: string[], data?: Float64Array }} Asked its one cell, as text or number */

/**
 * Numbers are compared as the fields of a form show them: to four digits.
 *
 * @param {ColumnInfo[]} learnt @param {Asked[]} asked @returns {string[]} a sentence for each
 */
export function outside(learnt, asked) {
  return learnt.flatMap((column) => {
    const { name, kind, min, max, reading } = column;
    const cell = asked.find((one) => one.name === name);
    if (!cell || kind !== 'number' || min === undefined || max === undefined || reading.duration)
      return [];
    const read = cellReader(reading, RULES[ruleOf(kind, reading)](reading));
    const value = rounded(cell.data?.[0] ?? Number(read(cell.values?.[0])));
    if (!(value < rounded(min) || value > rounded(max))) return [];
    const unit = unitOf(column);
    const range = `${readable(min)} to ${readable(max)}${unit ? ` ${unit}` : ''}`;
    return [apart`${shown(name)}: outside ${range}, the rows it learnt from.`];
  });
}
