// What is said of a column, in words.
// @ts-check

import { dateText } from '../../ui/tables/row-form.js';
import { isNone, short } from '../../ui/tables/unreadable-cells.js';
import { apart, isolated } from '../../ui/text/bidi.js';
import { count, readable } from '../../ui/text/format.js';

/** @import { ColumnInfo, Hint } from '../../client/index.js' */

/** @type {Record<string, string>} */
export const KINDS = {
  number: 'number',
  category: 'category',
  boolean: 'yes/no',
  date: 'date',
  time: 'time',
  text: 'text',
  ignore: 'leave out',
};

/** @param {string} name */
export const shown = (name) => name || '(no name)';

/** The unit, where the name does not have it already. @param {ColumnInfo} column */
export const unitOf = ({ name, unit }) => (unit && !name.includes(unit) ? unit : null);

/** What the column holds. @param {ColumnInfo} column */
export function contents({ kind, min, max, mean, unique, examples, reading }) {
  if (kind === 'empty') return '';
  if (kind === 'date' && min !== undefined && max !== undefined)
    return `${count(unique, 'value')}: ${dateText(min, reading)} to ${dateText(max, reading)}`;
  if (min !== undefined && max !== undefined && mean !== undefined) {
    if (min === max) return readable(min);
    // numbers that differ in their last digits only are shown with these
    const text = readable(min) === readable(max) ? String : readable;
    return `${text(min)} to ${text(max)}, mean ${text(mean)}`;
  }
  const some = examples.slice(0, examples.join('').length > 60 ? 2 : 5);
  const such = some.map((text) => isolated(short(text))).join(', ');
  return unique > some.length ? `${count(unique, 'value')}: ${such}, …` : such;
}

/**
 * Missing and unread cells, and why a column is left out.
 *
 * @param {ColumnInfo} column @param {boolean} [byFile] the file says to leave it out
 * @returns {string[]}
 */
export function remarks(column, byFile) {
  const { kind, missing, missing_texts: marks, unread, unread_example } = column;
  const why = byFile ? 'the file says so' : column.why;
  const written = marks.filter(Boolean).slice(0, 3);
  const gaps = missing - unread;
  return [
    ...(gaps && kind !== 'empty'
      ? [`${count(gaps, 'cell')} missing${written.length ? ` (${quoted(written)})` : ''}`]
      : []),
    ...(unread && unread_example
      ? [
          `${count(unread, 'cell')} ${isNone(kind, unread)} and taken as missing, ` +
            apart`such as “${short(unread_example.text)}” in row ${unread_example.row + 1}`,
        ]
      : []),
    ...(why ? [`Left out: ${why}`] : []),
  ];
}

/** @param {string[]} texts */
const quoted = (texts) => texts.map((text) => apart`“${short(text)}”`).join(', ');

/** @type {Record<string, string>} */
const FIRST = { dmy: 'Day first', mdy: 'Month first', ymd: 'Year first' };
/** @type {Record<string, string>} */
const SIGNS = { ',': 'comma', '.': 'point' };

/** What pressing a hint makes of the column, on its button. @param {Hint} hint */
export function pressText({ code, change }) {
  if (code === 'decimal') {
    const { decimal = '.', group } = change;
    return group ? `${capital(SIGNS[group])} groups thousands` : `Decimal ${SIGNS[decimal]}`;
  }
  if (code === 'date-order') return FIRST[change.order ?? 'ymd'];
  if (code === 'spellings') return 'Join spellings';
  if (code === 'codes') return 'They are codes';
  if (code === 'years') return `From ${change.years_from}`;
  if (change.kind === 'ignore') return 'Leave it out';
  if (code === 'kind') return `Read as ${KINDS[change.kind ?? '']}`;
  if (code === 'unit' && change.magnitudes !== undefined)
    return change.unit ? apart`${change.unit} is a unit` : 'They are shares';
  if (change.labels?.length) return `${quoted(change.labels)} is a label`;
  const missing = change.missing ?? [];
  const said = code === 'sentinel' ? missing.join(', ') : quoted(missing);
  return apart`${said} ${missing.length === 1 ? 'is' : 'are'} missing`;
}

/** @param {string} word */
const capital = (word) => word[0].toUpperCase() + word.slice(1);
