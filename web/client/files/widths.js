// Rows in the width of their table, and the count of those that were not.
// @ts-check
import { fit } from './layout.js';

/** @import { Layout } from './layout.js' */

/** @typedef {'cut' | 'filled' | 'left'} Done what was done with a row of another width */

const DONE = {
  cut: 'cut: their cells beyond the last column are empty',
  filled: 'filled with missing cells: they have fewer cells than there are columns',
  left: 'left out: they have another number of cells than there are columns',
};

export class Widths {
  /** Rows so far. */
  seen = 0;
  #width;
  #widest;
  /** @type {Map<Done, { count: number, first: number, cells: number }>} */
  #told = new Map();

  /** @param {Pick<Layout, 'names' | 'widest'>} layout */
  constructor({ names, widest }) {
    this.#width = names.length;
    this.#widest = widest;
  }

  /** The row in the width of the table; null if it is left out. @param {string[]} row */
  fit(row) {
    this.seen++;
    if (row.length === this.#width) return row;
    const fitted = fit(row, this.#width);
    if (!fitted) this.#tell('left', row.length);
    else if (row.length < this.#width) this.#tell('filled', row.length);
    else if (row.length > this.#widest) this.#tell('cut', row.length);
    return fitted;
  }

  /** @param {Done} done @param {number} cells */
  #tell(done, cells) {
    const told = this.#told.get(done) ?? { count: 0, first: this.seen, cells };
    told.count++;
    this.#told.set(done, told);
  }

  /** How many rows were cut, filled or left out. @returns {Record<Done, number>} */
  counts() {
    const count = (/** @type {Done} */ done) => this.#told.get(done)?.count ?? 0;
    return { cut: count('cut'), filled: count('filled'), left: count('left') };
  }

  /** What was done, in sentences. */
  notes() {
    const done = /** @type {Done[]} */ (['cut', 'filled', 'left']);
    return done.flatMap((what) => {
      const told = this.#told.get(what);
      if (!told) return [];
      const { count, first, cells } = told;
      const rows = count === 1 ? '1 row was' : `${count} rows were`;
      const which = `the first is row ${first}, with ${cells} instead of ${this.#width}`;
      return [`${rows} ${DONE[what]} (${which}).`];
    });
  }
}
