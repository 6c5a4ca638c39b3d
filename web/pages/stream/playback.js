// A table played back as a stream, in time order. A row is made of its cells alone and of those
// before it: nothing is known of what comes.
// @ts-check
import { cellOf, columnNamed } from '../../ui/csv.js';

/** @import { ParsedTable, TextColumn } from '../../ui/csv.js' */
/** @import { Source } from './sources.js' */

const MOST_CLASSES = 50;
const MOST_CATEGORIES = 20;
const MOST_COLUMNS = 200;

/** @param {string} cell */
const isNumber = (cell) => cell.trim() !== '' && Number.isFinite(Number(cell));

/** @param {TextColumn} column */
const isNumeric = ({ values }) =>
  values.some(isNumber) && values.every((cell) => cell.trim() === '' || isNumber(cell));

/** Columns whose classes can be predicted, the last one first. @param {ParsedTable} table */
export const targetsOf = ({ columns }) =>
  columns
    .filter(({ values }) => values.length > 1 && values.length <= MOST_CLASSES)
    .map(({ name }) => name)
    .reverse();

/** When a cell was: a number, or a date as texts have them. @param {string} cell */
const moment = (cell) => (isNumber(cell) ? Number(cell) : Date.parse(cell));

/** Columns that rows can be put in order by. @param {ParsedTable} table */
export const ordersOf = ({ columns }) =>
  columns
    .filter(
      ({ values }) => values.length > 2 && values.every((cell) => Number.isFinite(moment(cell))),
    )
    .map(({ name }) => name);

/** What a column gives: itself as a number, a place for each of its texts, or nothing. */
/** @param {TextColumn} column @returns {{ names: string[], write: (cells: Float64Array, at: number, code: number) => void } | undefined} */
function encoderOf({ name, values }) {
  if (isNumeric({ name, values, codes: new Int32Array() })) {
    const numbers = Float64Array.from(values, (cell) =>
      isNumber(cell) ? Number(cell) : Number.NaN,
    );
    let last = 0;
    return {
      names: [name],
      write(cells, at, code) {
        if (!Number.isNaN(numbers[code])) last = numbers[code];
        cells[at] = last; // a gap is filled with what came before
      },
    };
  }
  if (values.length < 2 || values.length > MOST_CATEGORIES) return undefined;
  return {
    names: values.map((value) => `${name} = ${value}`),
    write(cells, at, code) {
      cells[at + code] = 1;
    },
  };
}

/**
 * @param {ParsedTable} table @param {string} name of the file
 * @param {string} target @param {string | undefined} order column that says when a row was
 * @returns {Source & { leftOut: string[] }}
 */
export function playback(table, name, target, order) {
  const said = /** @type {TextColumn} */ (columnNamed(table, target));
  const rows = inOrder(table, order).filter((row) => cellOf(said, row).trim() !== '');
  /** @type {string[]} */
  const leftOut = [];
  const parts = table.columns
    .filter((column) => column.name !== target && column.name !== order)
    .flatMap((column) => {
      const encoder = encoderOf(column);
      if (!encoder) leftOut.push(column.name);
      return encoder ? [{ column, encoder }] : [];
    });
  const columns = parts.flatMap(({ encoder }) => encoder.names);
  if (!columns.length || columns.length > MOST_COLUMNS) {
    throw new Error(
      columns.length
        ? `The columns come to ${columns.length} numbers a row; at most ${MOST_COLUMNS} can be played.`
        : 'No column is left to predict from: it takes numbers, or texts of few values.',
    );
  }
  return {
    name,
    columns,
    leftOut,
    classes: said.values.filter((value) => value.trim() !== ''),
    total: rows.length,
    row: 0,
    take(n) {
      const taken = rows.slice(this.row, this.row + n);
      if (!taken.length) return undefined;
      const data = new Float64Array(taken.length * columns.length);
      taken.forEach((row, i) => {
        let at = i * columns.length;
        for (const { column, encoder } of parts) {
          encoder.write(data, at, column.codes[row]);
          at += encoder.names.length;
        }
      });
      this.row += taken.length;
      const y = taken.map((row) => cellOf(said, row));
      return { X: { data, shape: [taken.length, columns.length] }, y, changes: [] };
    },
  };
}

/** @param {ParsedTable} table @param {string | undefined} order */
function inOrder(table, order) {
  const rows = Array.from({ length: table.rows }, (_, row) => row);
  const column = order === undefined ? undefined : columnNamed(table, order);
  if (!column) return rows;
  const moments = column.values.map(moment);
  return rows.sort((a, b) => moments[column.codes[a]] - moments[column.codes[b]]);
}
