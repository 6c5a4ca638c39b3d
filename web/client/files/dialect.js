// Which delimiter a text has.
// @ts-check
import { look } from './cells.js';
import { BLANKS, eachRow, NONE } from './rows.js';

/** @import { Look } from './cells.js' */

/** In the order of preference between those that fit equally well. */
const DELIMITERS = [',', ';', '\t', '|', BLANKS];
/** Those that hardly any other text has, where none of the others fits. */
const RARE = ['~', '^', '¦', '\x01'];
const HEAD = 100_000;
const ROWS = 100;
const TYPED = ['number', 'measure', 'date'];

/** Whether all rows are of one width, how good they are, how wide. @typedef {[number, number, number]} Fit */

/**
 * What cuts the first lines into rows of one width, and best into numbers; `NONE` for a single
 * column whose cells hold commas.
 *
 * @param {string} text
 */
export function sniffDelimiter(text) {
  const cut = text.length > HEAD;
  const head = text.slice(0, HEAD);
  const whole = cut && head.includes('\n') ? head.slice(0, head.lastIndexOf('\n') + 1) : head;
  let best = NONE;
  /** @type {Fit} */
  let most = [0, 0, 0];
  let single = true;
  for (const delimiter of DELIMITERS) {
    const rows = someRows(whole, delimiter, cut);
    if (delimiter === ',' && rows.some((row) => row.length > 1)) single = false;
    const fit = fitOf(rows, delimiter);
    if (isMore(fit, most)) {
      best = delimiter;
      most = fit;
    }
  }
  const rare = best === NONE && RARE.find((delimiter) => cutsAll(whole, delimiter, cut));
  return rare || best || (single ? ',' : NONE);
}

/** Whether a delimiter cuts all of three rows or more into as many cells. */
/** @param {string} head @param {string} delimiter @param {boolean} cut */
function cutsAll(head, delimiter, cut) {
  const rows = head.includes(delimiter) ? someRows(head, delimiter, cut) : [];
  const width = rows[0]?.length ?? 1;
  return rows.length > 2 && width > 1 && rows.every((row) => row.length === width);
}

/** @param {Fit} a @param {Fit} b */
function isMore(a, b) {
  const place = a.findIndex((value, i) => value !== b[i]);
  return place >= 0 && a[place] > b[place];
}

/** @param {string} head @param {string} delimiter @param {boolean} cut */
function someRows(head, delimiter, cut) {
  /** @type {string[][]} */
  const rows = [];
  try {
    eachRow(head, delimiter, (row) => rows.push(row) > ROWS);
  } catch {
    if (cut) rows.pop(); // a quoted cell that the head ends in
  }
  return rows.slice(0, ROWS);
}

/** The most frequent number of cells, of two rows the larger one. @param {string[][]} rows */
export function usualWidth(rows) {
  if (rows.length === 2) return Math.max(rows[0].length, rows[1].length);
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1);
  const most = Math.max(0, ...counts.values());
  return [...counts].find(([, n]) => n === most)?.[0] ?? 0;
}

/** @param {string[][]} rows @param {string} delimiter @returns {Fit} */
function fitOf(rows, delimiter) {
  const width = usualWidth(rows);
  if (width < 2) return [0, 0, 0];
  const [{ length: first }, ...others] = rows;
  const even =
    others.every((row) => row.length === width) &&
    (first === width || (width > 2 && width === first + 1));
  const table = others.filter((row) => row.length === width);
  const looks = (table.length ? table : rows.slice(0, 1)).map((row) => row.map(look));
  const typed = shareTyped(looks);
  const least = width === 2 ? 0.9 : 0.25;
  if (delimiter === BLANKS && !(typed >= least && hasNumbers(looks))) return [0, 0, 0];
  if (!even && first < width && (!typed || decimals(rows, delimiter, width))) return [0, 0, 0];
  const share = rows.filter((row) => row.length === width).length / rows.length;
  return [even ? 2 : 1, even ? typed : share ** 2 * (0.2 + typed), width];
}

/** @param {Look[][]} looks */
function shareTyped(looks) {
  const known = looks.flat().filter((kind) => kind !== 'missing');
  return known.length ? known.filter((kind) => TYPED.includes(kind)).length / known.length : 0;
}

/** @param {Look[][]} looks */
function hasNumbers(looks) {
  return looks[0].some((_, place) => {
    const column = looks.map((row) => row[place]);
    return (
      column.every((kind) => kind === 'number' || kind === 'missing') && column.includes('number')
    );
  });
}

/** Whether a single column of numbers with decimal commas is cut at the commas. */
/** @param {string[][]} rows @param {string} delimiter @param {number} width */
const decimals = (rows, delimiter, width) =>
  delimiter === ',' &&
  width === 2 &&
  rows[0].length === 1 &&
  rows.slice(1).every((row) => /^-?[0-9]*$/.test(row[0]));
