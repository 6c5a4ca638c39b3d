// One column as it is built.
// @ts-check
import { DistinctTexts, larger } from './distinct.js';

/** Rows there is room for at first. */
const ROOM = 1000;

/** The distinct texts of a column, and which of them is in each row. */
export class ColumnBuilder {
  rows = 0;
  #usual;
  #codes = new Int32Array(ROOM);
  #distinct = new DistinctTexts();

  /** @param {string} [usual] what stands in rows that are passed over */
  constructor(usual = '') {
    this.#usual = usual;
  }

  /** @param {string[][]} rows @param {number} place */
  take(rows, place) {
    const end = this.rows + rows.length;
    this.#makeRoom(end);
    for (const row of rows) this.#codes[this.rows++] = this.#distinct.numberOf(row[place]);
  }

  /** @param {string} cell */
  push(cell) {
    this.#makeRoom(this.rows + 1);
    this.#codes[this.rows++] = this.#distinct.numberOf(cell);
  }

  /** The usual cell up to a row. @param {number} row */
  fillTo(row) {
    if (row <= this.rows) return;
    this.#makeRoom(row);
    this.#codes.fill(this.#distinct.numberOf(this.#usual), this.rows, row);
    this.rows = row;
  }

  /** @param {number} rows */
  #makeRoom(rows) {
    if (rows > this.#codes.length) this.#codes = larger(this.#codes, rows);
  }

  done() {
    return { codes: this.#codes.slice(0, this.rows), values: this.#distinct.texts };
  }
}
