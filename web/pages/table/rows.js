// A parsed file as the table, and the targets, of a model.
// @ts-check
import { ElmError } from '../../client/index.js';
import { cellsOf, columnNamed } from '../../ui/csv.js';

/** @import { ColumnInfo, Table } from '../../client/index.js' */
/** @import { ParsedTable } from '../../ui/csv.js' */

/**
 * The rows that hold a target, without the columns that are left out.
 *
 * @param {ParsedTable} table
 * @param {string} target
 * @param {{ ignored?: Set<string>, missing?: string[] }} [options] texts that stand for no value
 * @returns {{ X: Table, y: string[], rows: number[] }} `rows`: where they are in the file
 */
export function trainingRows(table, target, { ignored = new Set(), missing = [''] } = {}) {
  const targets = columnNamed(table, target);
  if (!targets) {
    throw new ElmError('invalid-input', `the table has no column “${target}”`, { parameter: 'y' });
  }
  if (!table.columns.some(({ name }) => name !== target && !ignored.has(name))) {
    throw new ElmError('invalid-input', 'no column is left to learn from: tick one', {
      parameter: 'X',
    });
  }
  const unlabelled = new Set(missing);
  const cells = cellsOf(targets);
  const rows = [...cells.keys()].filter((row) => !unlabelled.has(cells[row]));
  const columns = table.columns
    .filter(({ name }) => name !== target && !ignored.has(name))
    .map(({ name, codes, values }) => ({
      name,
      codes: Int32Array.from(rows, (row) => codes[row]),
      values,
    }));
  return { X: { columns }, y: rows.map((row) => cells[row].trim()), rows };
}

/**
 * An error of the toolkit in terms of the file: its line instead of a row's number.
 *
 * @param {unknown} error
 * @param {number[]} [rows]
 */
export function inTermsOfFile(error, rows) {
  if (!(error instanceof ElmError) || typeof error.details.row !== 'number') return error;
  const row = rows ? rows[error.details.row] : error.details.row;
  if (row === undefined) return error;
  const message = `${error.message} (row ${row + 1} below the header)`;
  return new ElmError(error.code, message, error.details);
}

/** @param {ColumnInfo[]} columns */
export function suggestTarget(columns) {
  return columns.findLast(({ target }) => target)?.name ?? '';
}
