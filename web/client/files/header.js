// Whether the first row of a table holds its names, or is a row like all others.
// @ts-check
import { look, looksOf } from './cells.js';

const CELLS = 100_000;

/** As many of the first rows as are looked at. @param {string[][]} body @param {number} width */
export const sampleOf = (body, width) =>
  body.slice(0, Math.max(20, Math.min(1000, Math.floor(CELLS / Math.max(width, 1)))));

/** @param {string[][]} rows @param {number} place */
export const columnAt = (rows, place) => rows.map((row) => row[place]);

/**
 * Whether `first` holds names; null if nothing speaks for or against it. A number above numbers
 * speaks for data, a text above numbers for a header. Numbers that count up, as no other row
 * does, are names: years, or 0, 1, 2. Texts that come again further down are data; those that never
 * come again above a column of few texts are names.
 *
 * @param {string[]} first @param {string[][]} body rows of the same width
 * @returns {boolean | null}
 */
export function isHeader(first, body) {
  if (!body.length) return !first.length || !first.every((cell) => /number|date/.test(look(cell)));
  const rows = sampleOf(body, first.length);
  let [numbers, texts, same, other, again] = [0, 0, 0, 0, 0];
  for (const [place, cell] of first.entries()) {
    const name = cell.trim();
    const cells = columnAt(rows, place).map((c) => c.trim());
    const kind = looksOf(cells, 0.5);
    const above = look(name);
    const distinct = new Set(cells);
    const comesAgain = distinct.has(name);
    if (kind !== 'text') {
      if (above === 'missing') texts += !name && cells.every(Boolean) ? 2 : 0;
      else if (above === kind || (kind === 'measure' && above === 'number')) {
        numbers++;
        if (comesAgain) again++;
      } else if (comesAgain) same++;
      else texts++;
    } else if (name && 2 * distinct.size <= cells.length + 1) {
      if (comesAgain) same++;
      else other++;
    }
  }
  const counting =
    countsUp(first) && !often(rows) && (again < numbers || /^0?$/.test(first[0].trim()));
  if (numbers && !texts) {
    if (counting) return true;
    return !same && other > 0 && fewTexts(rows);
  }
  if (texts && !numbers) return true;
  if (numbers && texts) {
    return counting || texts + other >= numbers + same;
  }
  return other || same ? other >= same : null;
}

/** Whether the numbers of a row go up in equal steps, or are many and go up. */
/** @param {string[]} row */
function countsUp(row) {
  const values = row
    .filter((cell) => look(cell) === 'number')
    .map((cell) => Number(cell.trim().replaceAll(',', '.')));
  if (values.some(Number.isNaN)) return false;
  const steps = values.slice(1).map((value, i) => value - values[i]);
  if (!steps.length || Math.min(...steps) <= 0) return false;
  if (values.length === 2) return steps[0] === 1 && values.every((v) => v >= 1900 && v <= 2100);
  const most = Math.max(...steps);
  return values.length >= 8 || most - Math.min(...steps) <= 1e-6 * most;
}

/** Whether one row of ten counts up too. @param {string[][]} rows */
function often(rows) {
  const some = rows.slice(0, 100);
  return 10 * some.filter(countsUp).length >= some.length;
}

/** Whether some column of texts has five rows or more for each of them. @param {string[][]} rows */
const fewTexts = (rows) =>
  rows[0].some((_, place) => {
    const cells = columnAt(rows, place);
    return looksOf(cells) === 'text' && 5 * new Set(cells).size <= cells.length;
  });
