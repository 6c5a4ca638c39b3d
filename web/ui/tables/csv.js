// The cells of tables that were read, and delimited text to take away.
// @ts-check
import { dsvFormat } from '../../vendor/d3-dsv.js';

export { CsvError, MAX_BYTES } from '../files/table.js';

/** @import { ParsedTable as Parsed, TextColumn as Column } from '../files/table.js' */

/** @typedef {Column} TextColumn */
/** @typedef {Parsed} ParsedTable */

/** @param {ParsedTable} table @param {string} name */
export const columnNamed = (table, name) => table.columns.find((column) => column.name === name);

/** @param {TextColumn} column @param {number} row */
export const cellOf = (column, row) => column.values[column.codes[row]] ?? '';

/** @param {TextColumn} column */
export const cellsOf = (column) => Array.from(column.codes, (code) => column.values[code] ?? '');

/** @param {(string | number)[][]} rows */
export const formatRows = (rows) =>
  `${dsvFormat(',').formatRows(rows.map((row) => row.map(String)))}\n`;
