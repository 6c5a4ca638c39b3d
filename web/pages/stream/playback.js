// A table played back as a stream, in time order. A row is made of its cells alone and of those
// before it: nothing is known of what comes.
// @ts-check

import { yieldEvery } from '../../ui/async/yield-to-main.js';
import { numberReaders } from '../../ui/tables/cell-numbers.js';
import { cellOf, columnNamed } from '../../ui/tables/cells.js';

/** @import { ParsedTable, TextColumn } from '../../ui/files/table.js' */
/** @import { Source } from './sources.js' */

const MOST_CLASSES = 50;
const MOST_CATEGORIES = 20;
const MOST_COLUMNS = 200;
/** Larger numbers are not learnt. */
const LARGEST = 1e100;
/** Values, or rows, between two looks at what else there is to do. */
const STRETCH = 2000;

/** @typedef {(cell: string) => number | undefined} Read undefined for a gap, NaN for no number */

/** When a cell was: a number, or a date as texts have them. @param {Read} read @returns {Read} */
const momentBy = (read) => (cell) => {
  const number = read(cell);
  return Number.isNaN(number) ? Date.parse(cell) : number;
};

/** Columns whose classes can be predicted, the last one first. @param {ParsedTable} table */
export const targetsOf = ({ columns }) =>
  columns
    .filter(({ values }) => values.length > 1 && values.length <= MOST_CLASSES)
    .map(({ name }) => name)
    .reverse();

/**
 * The values as numbers; undefined if one that is no gap is none, or if all are gaps.
 *
 * @param {string[]} values @param {Read} read @param {boolean} gaps may be there
 */
async function asNumbers(values, read, gaps) {
  const numbers = new Float64Array(values.length);
  const pace = yieldEvery();
  for (let i = 0; i < values.length; i++) {
    const number = read(values[i]);
    numbers[i] = number ?? Number.NaN;
    if (Number.isNaN(numbers[i]) && !(gaps && number === undefined)) return undefined;
    if (i % STRETCH === 0) await pace();
  }
  return numbers.some(Number.isFinite) ? numbers : undefined;
}

/** Columns that rows can be put in order by. @param {ParsedTable} table */
export async function ordersOf(table) {
  const readers = numberReaders(table);
  const names = [];
  for (const [i, { name, values }] of table.columns.entries()) {
    if (values.length > 2 && (await asNumbers(values, momentBy(readers[i]), false)))
      names.push(name);
  }
  return names;
}

/** @typedef {(cells: Float64Array, at: number, code: number) => void} Write */
/** @typedef {{ names: string[], begin: () => Write }} Encoder */

/** What a column gives: itself as a number, a place for each of its texts, or nothing. */
/** @param {TextColumn} column @param {Read} read @returns {Promise<Encoder | undefined>} */
async function encoderOf({ name, values }, read) {
  const numbers = await asNumbers(values, read, true);
  if (numbers) {
    return {
      names: [name],
      begin() {
        let last = 0;
        return (cells, at, code) => {
          const number = numbers[code];
          if (Math.abs(number) <= LARGEST) last = number;
          cells[at] = Number.isNaN(number) ? last : number; // a gap is filled with what came before
        };
      },
    };
  }
  if (values.length < 2 || values.length > MOST_CATEGORIES) return undefined;
  return {
    names: values.map((value) => `${name} = ${value}`),
    begin: () => (cells, at, code) => {
      cells[at + code] = 1;
    },
  };
}

/**
 * @param {ParsedTable} table @param {string} name of the file
 * @param {string} target @param {string | undefined} order column that says when a row was
 * @returns {Promise<{ open: () => Source, leftOut: string[] }>} `open`: the stream, from its start
 */
export async function playback(table, name, target, order) {
  const said = /** @type {TextColumn} */ (columnNamed(table, target));
  const readers = numberReaders(table);
  const rows = (await inOrder(table, order, readers)).filter(
    (row) => cellOf(said, row).trim() !== '',
  );
  /** @type {string[]} */
  const leftOut = [];
  /** @type {{ column: TextColumn, encoder: Encoder }[]} */
  const parts = [];
  for (const [i, column] of table.columns.entries()) {
    if (column.name === target || column.name === order) continue;
    const encoder = await encoderOf(column, readers[i]);
    if (encoder) parts.push({ column, encoder });
    else leftOut.push(column.name);
  }
  const columns = parts.flatMap(({ encoder }) => encoder.names);
  if (!columns.length || columns.length > MOST_COLUMNS) {
    throw new Error(
      columns.length
        ? `The columns come to ${columns.length} numbers a row; at most ${MOST_COLUMNS} can be played.`
        : 'No column is left to predict from: it takes numbers, or texts of few values.',
    );
  }
  const classes = said.values.filter((value) => value.trim() !== '');
  /** @returns {Source} */
  function open() {
    const writers = parts.map(({ column, encoder }) => ({
      codes: column.codes,
      width: encoder.names.length,
      write: encoder.begin(),
    }));
    return {
      name,
      columns,
      classes,
      total: rows.length,
      row: 0,
      take(n) {
        const taken = rows.slice(this.row, this.row + n);
        if (!taken.length) return undefined;
        const data = new Float64Array(taken.length * columns.length);
        taken.forEach((row, i) => {
          let at = i * columns.length;
          for (const { codes, width, write } of writers) {
            write(data, at, codes[row]);
            at += width;
          }
        });
        this.row += taken.length;
        const y = taken.map((row) => cellOf(said, row));
        const shape = [taken.length, columns.length];
        return { X: { data, shape }, y, changes: [], rows: taken };
      },
    };
  }
  return { open, leftOut };
}

/** @param {ParsedTable} table @param {string | undefined} order @param {Read[]} readers */
async function inOrder(table, order, readers) {
  const rows = Array.from({ length: table.rows }, (_, row) => row);
  const at = table.columns.findIndex(({ name }) => name === order);
  const column = table.columns[at];
  const moments = column && (await asNumbers(column.values, momentBy(readers[at]), false));
  return column && moments ? sorted(rows, (row) => moments[column.codes[row]]) : rows;
}

/** By merging, in parts. @param {number[]} rows @param {(row: number) => number} key */
async function sorted(rows, key) {
  const pace = yieldEvery();
  /** @type {number[][]} */
  let runs = [];
  for (let from = 0; from < rows.length; from += STRETCH) {
    runs.push(rows.slice(from, from + STRETCH).sort((a, b) => key(a) - key(b)));
    await pace();
  }
  while (runs.length > 1) {
    const merged = [];
    for (let i = 0; i < runs.length; i += 2) {
      const [a, b = []] = runs.slice(i, i + 2);
      const both = [];
      for (let n = 0, m = 0; n < a.length || m < b.length; ) {
        const first = m === b.length || (n < a.length && key(a[n]) <= key(b[m]));
        both.push(first ? a[n++] : b[m++]);
        if (both.length % STRETCH === 0) await pace();
      }
      merged.push(both);
    }
    runs = merged;
  }
  return runs[0] ?? [];
}
