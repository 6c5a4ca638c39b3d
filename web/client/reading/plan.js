// Which columns of a table are learnt from, and how their cells are read.
// @ts-check
import { invalid } from '../errors.js';
import { fit } from '../files/layout.js';
import { cellReader, textRule } from './cell.js';
import { isMissing, WORDS } from './missing.js';
import { numberRule } from './number.js';
import { formatsOf } from './number-columns.js';
import { plainNumber } from './plain-number.js';
import { isRowNumber } from './row-numbers.js';
import { strip } from './unicode.js';

/** @import { CsvSeen } from '../index.js' */
/** @import { NumberFormat } from './number.js' */
/** @import { TableStream } from './table-stream.js' */

/**
 * @typedef {object} BlockOptions see index.d.ts
 * @property {string} target
 * @property {string[]} [columns]
 * @property {number} [rows]
 * @property {boolean} [numeric]
 * @property {string} [delimiter]
 * @property {boolean} [header]
 * @property {string} [encoding]
 * @property {string} [decimal]
 * @property {string} [missing]
 * @property {boolean} [strict]
 * @property {(seen: CsvSeen) => void} [onSeen]
 */

/**
 * A column with what reads its cells: a number or text, undefined for a missing one, NaN for one
 * that cannot be read.
 *
 * @typedef {{ name: string, place: number, read: (cell: string) => number | string | undefined }} Column
 */

/**
 * @typedef {object} Plan
 * @property {string[]} names
 * @property {Column[]} inputs
 * @property {Column} answer
 * @property {Record<string, NumberFormat>} readings of the columns of numbers
 * @property {string[]} notes
 */

/** A mark of a missing value that is a word is a label where this share of the rows has it. */
const [FREQUENT, LEAST] = [0.05, 3];
const MOST_NOTES = 5;

/** @param {TableStream} table @param {BlockOptions} options @returns {Plan} */
export function planOf({ layout, delimiter, sample }, { target, columns, numeric, decimal }) {
  const { names } = layout;
  const places = new Map(names.map((name, place) => [name, place]));
  const named = (/** @type {string} */ name) => {
    const place = places.get(name) ?? places.get(strip(name));
    if (place === undefined) throw invalid(`there is no column '${name}'`, 'X', { column: name });
    return { name: names[place], place };
  };
  const answer = named(target);
  const rows = sample.flatMap((row) => {
    const fitted = fit(row, names.length);
    return fitted ? [fitted] : [];
  });
  const others = all(names).filter(({ place }) => place !== answer.place);
  const counting = columns
    ? []
    : others.filter(({ name, place }) => isRowNumber(name, () => rows.map((row) => row[place])));
  const left = new Set(counting.length < others.length ? counting : []);
  const inputs = columns?.map(named) ?? others.filter((column) => !left.has(column));
  const numbers = numeric ? [...inputs, answer] : inputs;
  const { formats, notes } = formatsOf(rows, numbers, decimal ?? null, delimiter);
  notes.unshift(
    ...[...left].map(({ name }) => `Column “${name}” was left out: it names or counts the rows.`),
  );
  /** @type {Map<string, Column['read']>} columns of one format share what reads it */
  const readers = new Map();
  const read = numbers.map((column, i) => {
    const { decimal: point, group, unit, magnitudes, trailing_minus: behind } = formats[i];
    const key = `${point}${group}${Boolean(magnitudes)}${Boolean(behind)}${unit}`;
    const reader = readers.get(key) ?? numberReader(formats[i]);
    readers.set(key, reader);
    return { ...column, read: reader };
  });
  const labels = { labels: frequentWords(rows, answer.place) };
  return {
    names,
    inputs: read.slice(0, inputs.length),
    answer: numeric ? read[inputs.length] : { ...answer, read: cellReader(labels, textRule()) },
    readings: Object.fromEntries(numbers.map(({ name }, i) => [name, formats[i]])),
    notes: notes.slice(0, MOST_NOTES),
  };
}

/** @param {NumberFormat} format @returns {Column['read']} */
function numberReader(format) {
  const { decimal = '.' } = format;
  const read = cellReader(format, numberRule(format));
  return (cell) => {
    const number = plainNumber(cell, decimal);
    return Number.isFinite(number) ? number : read(cell);
  };
}

/** @param {string[]} names */
const all = (names) => names.map((name, place) => ({ name, place }));

/** Marks of a missing value that are a label here, such as None beside Minor and Severe. */
/** @param {string[][]} rows @param {number} place */
function frequentWords(rows, place) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const row of rows) {
    const text = strip(row[place]);
    if (isMissing(text) && WORDS.has(text.toLowerCase()))
      counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  const least = Math.max(FREQUENT * rows.length, LEAST);
  return [...counts].filter(([, n]) => n >= least).map(([text]) => text);
}
