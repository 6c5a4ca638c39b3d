// What single cells look like: enough to find delimiters, headers and units, not to read columns.
// @ts-check

/** @typedef {'number' | 'measure' | 'date' | 'missing' | 'text'} Look a measure is a number with a sign or unit */

const GROUPED = "[0-9]{1,3}(?:[.,'’ \u00a0\u202f][0-9]{3})+(?:[.,][0-9]+)?";
const PLAIN = '[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+';
const DIGITS = `[+\\-−–]?(?:${GROUPED}|${PLAIN})(?:[eE][+-]?[0-9]+)?`;
const NUMBER = new RegExp(`^${DIGITS}$`);
const MEASURE = new RegExp(
  `^(?:[$€£¥₹]|[A-Z]{3} )? ?${DIGITS} ?(?:[^\\s0-9,;|:!?"()]{1,8})?$`,
  'u',
);
const DATE = new RegExp(
  `^(?:${[
    '[0-9]{1,4}([-/.])[0-9]{1,2}\\1[0-9]{1,4}(?:[T ].*)?',
    '[0-9]{4}-[0-9]{2}',
    '[0-9]{1,2}:[0-9]{2}(?::[0-9.]+)?',
    '[0-9]{1,2}[- ][A-Za-z]{3,9}[-, ]+[0-9]{2,4}',
    '[A-Za-z]{3,9}\\.? [0-9]{1,2},? [0-9]{4}',
  ].join('|')})$`,
);
const MISSING = new Set([
  '',
  'na',
  'n/a',
  '#n/a',
  'nan',
  'null',
  'none',
  'nil',
  '?',
  '-',
  '--',
  '.',
  '*',
]);
const LONGEST = 40;

/** Whether a cell is empty, or a usual mark of a missing value. @param {string} cell */
export const isMissing = (cell) => cell.length <= LONGEST && MISSING.has(cell.trim().toLowerCase());

/** @param {string} cell @returns {Look} */
export function look(cell) {
  const text = cell.trim();
  if (text.length > LONGEST) return 'text';
  if (MISSING.has(text.toLowerCase())) return 'missing';
  if (DATE.test(text)) return 'date';
  if (NUMBER.test(text)) return 'number';
  return MEASURE.test(text) ? 'measure' : 'text';
}

/** What a share of the cells look like, missing ones aside; "text" if nothing else. */
/** @param {string[]} cells @param {number} [share] @returns {Look} */
export function looksOf(cells, share = 0.9) {
  const counts = { number: 0, measure: 0, date: 0, missing: 0, text: 0 };
  for (const cell of cells) counts[look(cell)]++;
  const known = cells.length - counts.missing;
  if (!known) return 'text';
  const most = share * known;
  if (counts.number >= most) return 'number';
  if (counts.date >= most) return 'date';
  return counts.number + counts.measure >= most ? 'measure' : 'text';
}

/** A value of JSON as a cell. @param {unknown} value */
export function asText(value) {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  return String(value);
}
