// Errors of the toolkit as a person who has the file open understands them.
// @ts-check
import { ElmError } from '../../client/errors.js';

/**
 * An error of the toolkit in terms of the file: its line instead of a row's number. What is in
 * such terms already stays as it is.
 *
 * @param {unknown} error
 * @param {Int32Array} [rows]
 */
export function withFileRow(error, rows) {
  if (!(error instanceof ElmError) || typeof error.details.row !== 'number') return error;
  const { row: place, ...details } = error.details;
  const row = rows ? rows[place] : place;
  if (row === undefined) return error;
  return new ElmError(error.code, `${error.message} (row ${row + 1} below the header)`, details);
}
