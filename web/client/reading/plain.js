// Digits, minus signs, blanks and apostrophes of any script as those of ASCII. See
// elm_core/tables/numbers.py, plain.
// @ts-check
import { asciiDigits, strip } from './unicode.js';

/** What stands for each sign. */
const PLAIN = {
  '-': '−–‐‑﹣－',
  ' ': '\u00a0\u202f\u2009\u2007',
  "'": '’‘ʼ＇`´',
  '+': '＋',
  '.': '٫．',
  ',': '٬，',
};
const SIGNS = new Map(
  Object.entries(PLAIN).flatMap(([sign, written]) => Array.from(written, (one) => [one, sign])),
);
const WRITTEN = new RegExp(`[${[...SIGNS.keys()].join('')}]`, 'gu');

/** Characters of the longest cell that is looked at. */
const LONGEST = 60;

/** Of the same length. @param {string} text */
export function plain(text) {
  if (/^[!-_a-~]*$/.test(text)) return text; // the most: ASCII without blanks
  return asciiDigits(strip(text).replace(WRITTEN, (sign) => SIGNS.get(sign) ?? sign));
}

/** Whether a cell may be a number or a date: it has a digit, and is not long. @param {string} cell */
export const mayBeRead = (cell) =>
  /\d/.test(cell) && (cell.length <= LONGEST || Array.from(cell).length <= LONGEST);
