// Rows of cells to a table: the layout is found in the first rows, the others follow it.
// @ts-check
import { ColumnBuilder } from './column.js';
import { fit, layoutOf, SAMPLE } from './layout.js';
import { CsvError, checkColumns, tableOf } from './table.js';

/** @import { Layout } from './layout.js' */
/** @import { ParsedTable } from './table.js' */

/** Takes rows, none of them blank, and makes a table of them; the rows are not kept. */
export class TableBuilder {
  #header;
  #comments;
  /** @type {string[][]} what waits to be looked at together */
  #waiting = [];
  /** @type {Fitting | undefined} */
  #fitting;

  /**
   * @param {boolean} [header] whether there are names, if that is given
   * @param {string[][]} [comments] the fields of each comment line above the rows
   */
  constructor(header, comments) {
    this.#header = header;
    this.#comments = comments;
  }

  /** @param {string[]} row */
  take(row) {
    if (this.#waiting.push(row) === SAMPLE) this.#pass();
  }

  #pass() {
    if (this.#fitting) this.#fitting.take(this.#waiting, 0);
    else {
      const layout = layoutOf(this.#waiting, this.#header, this.#comments);
      checkColumns(layout.names.length);
      this.#fitting = new Fitting(layout);
      this.#fitting.take(this.#waiting, layout.first);
    }
    this.#waiting = [];
  }

  /** @returns {ParsedTable} */
  table() {
    if (this.#waiting.length) this.#pass();
    if (!this.#fitting) throw new CsvError('The file is empty.');
    return this.#fitting.table();
  }
}

/** @typedef {'cut' | 'filled' | 'left'} Done what was done with a row of another width */

/** Rows in the width of the table, and the count of those that were not. */
export class Fitting {
  #layout;
  /** @type {ColumnBuilder[]} */
  #columns;
  #seen = 0;
  /** @type {Map<Done, { count: number, first: number, cells: number }>} */
  #told = new Map();

  /** @param {Layout} layout */
  constructor(layout) {
    this.#layout = layout;
    this.#columns = layout.names.map(() => new ColumnBuilder());
  }

  /** @param {string[][]} rows @param {number} from */
  take(rows, from) {
    const width = this.#columns.length;
    const fitting = [];
    for (let i = from; i < rows.length; i++) {
      this.#seen++;
      const row = rows[i];
      const fitted = fit(row, width);
      if (fitted) fitting.push(fitted);
      if (fitted !== row && !(fitted && row.length > width && row.length <= this.#layout.widest))
        this.#tell(fitted ? (row.length < width ? 'filled' : 'cut') : 'left', row.length);
    }
    for (let place = 0; place < width; place++) this.#columns[place].take(fitting, place);
  }

  /** @param {Done} done @param {number} cells */
  #tell(done, cells) {
    const told = this.#told.get(done) ?? { count: 0, first: this.#seen, cells };
    told.count++;
    this.#told.set(done, told);
  }

  /** @returns {ParsedTable} */
  table() {
    const { names, notes, header, units, kinds, target } = this.#layout;
    if (!this.#columns[0].rows) {
      throw new CsvError(
        this.#seen
          ? `No row has as many cells as the header (${names.length}).`
          : 'There is a header but no row below it.',
      );
    }
    const columns = this.#columns.map((column, place) => ({
      name: names[place],
      ...column.done(),
    }));
    const told = [...notes, ...this.#ragged()];
    return tableOf(columns, { notes: told, header, units, kinds, target });
  }

  #ragged() {
    const done = /** @type {Done[]} */ (['cut', 'filled', 'left']);
    return done.flatMap((what) => {
      const told = this.#told.get(what);
      if (!told) return [];
      const { count, first, cells } = told;
      const rows = count === 1 ? '1 row was' : `${count} rows were`;
      const which = `the first is row ${first}, with ${cells} instead of ${this.#columns.length}`;
      return [`${rows} ${DONE[what]} (${which}).`];
    });
  }
}

const DONE = {
  cut: 'cut: their cells beyond the last column are empty',
  filled: 'filled with missing cells: they have fewer cells than there are columns',
  left: 'left out: they have another number of cells than there are columns',
};
