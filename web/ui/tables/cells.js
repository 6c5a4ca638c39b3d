// The cells of tables that were read.
// @ts-check

/** @import { ParsedTable, TextColumn } from '../files/table.js' */

/** @param {ParsedTable} table @param {string} name */
export const columnNamed = (table, name) => table.columns.find((column) => column.name === name);

/** @param {TextColumn} column @param {number} row */
export const cellOf = (column, row) => column.values[column.codes[row]] ?? '';

/** @param {TextColumn} column */
export const cellsOf = (column) => Array.from(column.codes, (code) => column.values[code] ?? '');
