// What is learnt towards: a column of labels or numbers, without the rows that have none.
// @ts-check

import { ElmError } from '../../client/errors.js';
import { columnNamed } from '../../ui/tables/cells.js';
import { apart } from '../../ui/text/bidi.js';

/** @import { ElmToolkit, ReadTargets, Reading, Table, Told } from '../../client/index.js' */
/** @import { ParsedTable } from '../../ui/files/table.js' */

/** @typedef {'classification' | 'regression'} Task */
/** @typedef {ReadTargets & { told: Told[], missing: number }} Targets `missing`: rows without one */

/**
 * The targets in a column, read as the models read them.
 *
 * @param {ElmToolkit} elm @param {ParsedTable} table
 * @param {{ name: string, task: Task, reading?: Reading, signal?: AbortSignal }} wanted `reading`:
 *   what is known of the column
 * @returns {Promise<Targets>}
 */
export async function targetsIn(elm, table, { name, task, reading, signal }) {
  const column = columnNamed(table, name);
  if (!column) {
    throw new ElmError('invalid-input', apart`the table has no column “${name}”`, {
      parameter: 'y',
    });
  }
  /** @type {Told[]} */
  const told = [];
  const found = await elm.readTargets(
    { columns: [column] },
    { task, kind: reading, signal, onWarnings: (warnings) => told.push(...warnings) },
  );
  return { ...found, told, missing: table.rows - found.rows.length };
}

/** Some rows of a table. @param {ParsedTable} table @param {Int32Array} rows @returns {Table} */
export const rowsOf = (table, rows) => ({
  columns: table.columns.map((column) => ({ ...column, codes: take(column.codes, rows) })),
});

/** @param {Int32Array} codes @param {Int32Array} rows */
const take = (codes, rows) =>
  rows.length === codes.length ? codes : Int32Array.from(rows, (row) => codes[row]);
