// Rows of cells to a table: the layout is found in the first rows, the others follow it.
// @ts-check

import { layoutOf, SAMPLE } from '../../client/files/layout.js';
import { Widths } from '../../client/files/widths.js';
import { ColumnBuilder } from './column.js';
import { CsvError, checkColumns, tableOf } from './table.js';

/** @import { Layout } from '../../client/files/layout.js' */
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

/** Rows in the width of the table, and the count of those that were not. */
export class Fitting {
  #layout;
  /** @type {ColumnBuilder[]} */
  #columns;
  #widths;

  /** @param {Layout} layout */
  constructor(layout) {
    this.#layout = layout;
    this.#widths = new Widths(layout);
    this.#columns = layout.names.map(() => new ColumnBuilder());
  }

  /** @param {string[][]} rows @param {number} from */
  take(rows, from) {
    const fitting = [];
    for (let i = from; i < rows.length; i++) {
      const fitted = this.#widths.fit(rows[i]);
      if (fitted) fitting.push(fitted);
    }
    for (const [place, column] of this.#columns.entries()) column.take(fitting, place);
  }

  /** @returns {ParsedTable} */
  table() {
    const { names, notes, header, units, kinds, target } = this.#layout;
    if (!this.#columns[0].rows) {
      throw new CsvError(
        this.#widths.seen
          ? `No row has as many cells as the header (${names.length}).`
          : 'There is a header but no row below it.',
      );
    }
    const columns = this.#columns.map((column, place) => ({
      name: names[place],
      ...column.done(),
    }));
    const told = [...notes, ...this.#widths.notes()];
    return tableOf(columns, { notes: told, header, units, kinds, target });
  }
}
