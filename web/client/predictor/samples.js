// Samples as users give them, as the rows that models take.
// @ts-check
import { ElmError } from '../errors.js';

/** @typedef {{ data: Float64Array, rows: number, columns: number }} Rows */
/** What of samples is looked at; it may be anything. @typedef {{ [name: string]: unknown }} Given */

export const LARGEST = 1e100;

/** @param {string} message @param {Record<string, unknown>} [where] @returns {never} */
export function invalid(message, where = {}) {
  throw new ElmError('invalid-input', message, { parameter: 'X', ...where });
}

/**
 * Whether X is one sample: a text, an array of numbers, an object with a cell for each column.
 *
 * @param {unknown} X
 */
export function isOne(X) {
  if (typeof X === 'string' || ArrayBuffer.isView(X)) return true;
  if (Array.isArray(X)) return typeof X[0] === 'number';
  if (typeof X !== 'object' || X === null) return false;
  const { columns, shape } = /** @type {Given} */ (X);
  return !Array.isArray(columns) && !shape;
}

/** Whether a model made it. @param {unknown} X @returns {X is Rows} */
const isRows = (X) =>
  typeof X === 'object' &&
  X !== null &&
  'rows' in X &&
  'data' in X &&
  X.data instanceof Float64Array;

/** Makes matrices of one width; the last one is overwritten by the next. */
export class MatrixReader {
  #data = new Float64Array();

  /** @param {number} columns */
  constructor(columns) {
    this.columns = columns;
    this.#data = new Float64Array(columns);
  }

  /** @param {unknown} X rows, { data, shape }, or Rows that another model made @returns {Rows} */
  read(X) {
    const { columns } = this;
    if (isRows(X)) {
      if (X.columns !== columns) this.#wrongWidth(X.columns, 0);
      for (let i = 0; i < X.rows * columns; i++)
        if (!(Math.abs(X.data[i]) <= LARGEST)) this.#wrong(X.data[i], 0, i);
      return X;
    }
    const { data, shape } = /** @type {{ data?: ArrayLike<unknown>, shape?: number[] }} */ (
      Array.isArray(X) ? { shape: [X.length] } : (X ?? {})
    );
    const rows = Number(shape?.[0]);
    if (!(shape && rows > 0))
      invalid('X must be an array of numbers, an array of rows, or { data, shape }');
    if (this.#data.length < rows * columns) this.#data = new Float64Array(rows * columns);
    const out = this.#data;
    if (data) {
      if (shape.length !== 2 || data.length !== shape[0] * shape[1])
        invalid(`X.data does not fill the shape [${shape}]`);
      if (shape[1] !== columns) this.#wrongWidth(shape[1], 0);
      this.#copy(data, out, 0, 0);
    } else {
      const all = /** @type {ArrayLike<unknown>[]} */ (X);
      for (let row = 0; row < rows; row++) {
        if (all[row]?.length !== columns) this.#wrongWidth(all[row]?.length, row);
        this.#copy(all[row], out, row * columns, row);
      }
    }
    return { data: out, rows, columns };
  }

  /** @param {ArrayLike<unknown>} cells @param {Float64Array} out @param {number} start @param {number} row */
  #copy(cells, out, start, row) {
    for (let i = 0; i < cells.length; i++) {
      const value = cells[i];
      if (typeof value !== 'number' || !(Math.abs(value) <= LARGEST)) this.#wrong(value, row, i);
      else out[start + i] = value;
    }
  }

  /** @param {unknown} value @param {number} first row @param {number} place among the cells */
  #wrong(value, first, place) {
    const row = first + Math.floor(place / this.columns);
    const column = place % this.columns;
    invalid(
      `X must hold numbers within ±1e100, got ${String(value).slice(0, 40)} (row ${row}, column ${column})`,
      { row, column },
    );
  }

  /** @param {unknown} got @param {number} row */
  #wrongWidth(got, row) {
    invalid(`X has ${got} features in row ${row}, but the model is expecting ${this.columns}`, {
      row,
    });
  }
}

/** @param {unknown} X @returns {string[]} */
export function asTexts(X) {
  if (!Array.isArray(X)) invalid('X must be a text or an array of texts');
  const wrong = X.findIndex((text) => typeof text !== 'string');
  if (wrong >= 0)
    invalid(`X must hold texts, got ${typeof X[wrong]} in row ${wrong}`, { row: wrong });
  return X;
}

/** Larger scores would overflow when multiplied by a factor and summed. */
const MOST = 1e300;

/** Refuses what overflowed. @param {Rows | undefined} out @returns {Rows} */
export function checked(out) {
  const { data, rows, columns } = /** @type {Rows} */ (out);
  for (let i = 0; i < rows * columns; i++) {
    if (!(Math.abs(data[i]) <= MOST)) {
      const row = Math.floor(i / columns);
      invalid(`the scores of row ${row} of X overflow: the row is too far from the training rows`, {
        row,
      });
    }
  }
  return /** @type {Rows} */ (out);
}
