// A row that cannot be learnt: told in terms of its file, and left out of its block.
// @ts-check

import { ElmError } from '../../client/errors.js';
import { apart } from '../../ui/text/bidi.js';
import { readable } from '../../ui/text/format.js';

/** @import { Block } from './sources.js' */

/** The row of a block that is at fault, if it is one. @param {unknown} error @param {Block} block */
export function wrongRow(error, { y }) {
  const row = error instanceof ElmError ? error.details.row : undefined;
  return typeof row === 'number' && row < y.length ? row : undefined;
}

/** @param {Block} block @param {number} row @returns {Block} */
export function without({ X, y, rows, ...rest }, row) {
  const wide = X.shape[1];
  const others = (/** @type {unknown} */ _, /** @type {number} */ i) => i !== row;
  const data = X.data.filter((_, i) => Math.floor(i / wide) !== row);
  const shape = [X.shape[0] - 1, wide];
  return { ...rest, X: { data, shape }, y: y.filter(others), rows: rows?.filter(others) };
}

/**
 * @param {unknown} error @param {number} row of the block @param {Block} block
 * @param {string[]} columns @returns {unknown} the error, with the line of the file where there is one
 */
export function inFile(error, row, { X, rows }, columns) {
  const { column } = /** @type {ElmError} */ (error).details;
  if (!rows || typeof column !== 'number') return error;
  const value = readable(X.data[row * X.shape[1] + column]);
  return new Error(
    apart`Column “${columns[column]}” holds ${value}, which is too large, in row ${rows[row] + 1} below the header.`,
  );
}
