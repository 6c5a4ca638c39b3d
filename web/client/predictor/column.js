// A column of a table to numbers. See elm_core/features/tabular.py, _encode.
// @ts-check
import { cellReader } from '../reading/cell.js';
import { casefold } from '../reading/unicode.js';

/** @import { Reading, Rule, WordsRule } from '../reading/cell.js' */

/**
 * `usual` of numbers of some kind, `values` of categories and texts, `log` of numbers with a
 * logarithmic copy: its centre and scale.
 *
 * @typedef {{
 *   name: string, kind: string, marks_missing: boolean, reading?: Reading,
 *   usual: number, values: string[], log?: [number, number],
 * }} Column
 */

/**
 * `read` gives what a cell is (undefined: missing; NaN: it cannot be read), `write` its numbers.
 *
 * @typedef {{
 *   width: number,
 *   read: (cell: any) => number | string | string[] | undefined,
 *   write: (value: any, out: number[] | Float64Array) => void,
 * }} Encoder
 */

/** @param {Column} column @param {Rule | WordsRule} rule @returns {Encoder} */
export function columnEncoder({ kind, usual, values, marks_missing, reading = {}, log }, rule) {
  const isNumber = kind !== 'category' && kind !== 'text';
  const [width, fill] = isNumber ? numbers(kind, reading.times, log) : places(kind, values);
  return {
    width: width + Number(marks_missing),
    read: cellReader(reading, rule),
    write(value, out) {
      const isMissing = value === undefined || Number.isNaN(value);
      if (!isMissing || isNumber) fill(isMissing ? usual : value, out);
      if (marks_missing) out[width] = Number(isMissing);
    },
  };
}

/** @typedef {(value: any, out: number[] | Float64Array) => void} Fill */

/** @param {string} kind @param {boolean} [times] @param {[number, number]} [log] @returns {[number, Fill]} */
function numbers(kind, times, log) {
  if (kind === 'date') return [times ? 7 : 5, times ? moment : day];
  if (kind === 'time') return [3, hours];
  if (log) {
    return [
      2,
      (value, out) => {
        out[0] = value;
        out[1] = Math.asinh((value - log[0]) / log[1]);
      },
    ];
  }
  return [
    1,
    (value, out) => {
      out[0] = value;
    },
  ];
}

/** Writes a number, and the sine and cosine of an angle, a share of the circle. */
const turn = (
  /** @type {number[] | Float64Array} */ out,
  /** @type {number} */ at,
  /** @type {number} */ share,
) => {
  out[at] = Math.sin(2 * Math.PI * share);
  out[at + 1] = Math.cos(2 * Math.PI * share);
};

/** @type {Fill} */
function day(days, out) {
  const whole = Math.floor(days);
  out[0] = days;
  turn(out, 1, new Date(whole * 864e5).getUTCMonth() / 12);
  turn(out, 3, ((((whole + 3) % 7) + 7) % 7) / 7);
}

/** @type {Fill} */
function moment(days, out) {
  day(days, out);
  turn(out, 5, days - Math.floor(days));
}

/** @type {Fill} */
function hours(value, out) {
  out[0] = value;
  turn(out, 1, value / 24);
}

/** The words of a text in older files. @param {string} text */
const runsOf = (text) => casefold(text).split(/[^\p{L}\p{N}]+/u);

/** A place for each category; of texts, for each word. @param {string} kind @param {string[]} values @returns {[number, Fill]} */
function places(kind, values) {
  const known = new Map(values.map((value, i) => [value, i]));
  return [
    values.length,
    (read, out) => {
      const parts = Array.isArray(read) ? read : kind === 'text' ? runsOf(read) : [read];
      const hits = new Set(parts.map((part) => known.get(part)).filter((i) => i !== undefined));
      for (const place of hits) out[place] = 1 / Math.sqrt(hits.size);
    },
  ];
}
