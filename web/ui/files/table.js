// What a file of a table holds, and how it is asked for. The same rules as elm_core.files, whose
// tests share their cases with these modules (tests/tables).
// @ts-check
import { CsvError } from '../../client/files/errors.js';

export { CsvError };

/** @typedef {{ name: string, codes: Int32Array, values: string[] }} TextColumn cells as texts; missing ones are empty */

/**
 * @typedef {object} ParsedTable
 * @property {TextColumn[]} columns
 * @property {number} rows
 * @property {string[]} notes what was guessed, filled, cut or left out, in sentences
 * @property {',' | null} decimal ',' where the delimiter leaves the comma to the numbers
 * @property {boolean} header whether the names come from the file
 * @property {string | null} delimiter ' ' for any white space; null in files that have none
 * @property {Record<string, string>} units by column, from a row of units
 * @property {Record<string, string>} kinds that the file declares (ARFF, Orange, Parquet)
 * @property {string | null} target that the file declares
 * @property {string[]} [sheets] of a workbook
 * @property {string} [sheet] that was read
 */

/**
 * What is given about a file, and not to be found out.
 *
 * @typedef {{ name?: string, sheet?: string, header?: boolean, delimiter?: string }} ReadOptions
 */

/** Larger files are refused before they are read. */
export const MAX_BYTES = 50 * 2 ** 20;
export const MAX_COLUMNS = 2000;

/** @param {number} columns */
export function checkColumns(columns) {
  if (columns > MAX_COLUMNS) {
    throw new CsvError(`The file has ${columns} columns; at most ${MAX_COLUMNS} can be used.`);
  }
}

/**
 * Refuses a table whose cells are far more than the characters it was written in: sparse rows, or
 * objects of which each has names of its own, may stand for any number of cells.
 *
 * @param {number} rows @param {number} columns @param {number} characters
 */
export function checkSize(rows, columns, characters) {
  checkColumns(columns);
  if (rows * columns > Math.max(1_000_000, 4 * characters)) {
    throw new CsvError(
      `The file stands for ${columns} columns of ${rows} rows, most of them empty: take fewer of them.`,
    );
  }
}

/**
 * A table of columns, with what is usual of the rest.
 *
 * @param {TextColumn[]} columns @param {Partial<ParsedTable>} [found] @returns {ParsedTable}
 */
export function tableOf(columns, found = {}) {
  return {
    columns,
    rows: columns[0]?.codes.length ?? 0,
    notes: [],
    decimal: null,
    header: true,
    delimiter: null,
    units: {},
    kinds: {},
    target: null,
    ...found,
  };
}
