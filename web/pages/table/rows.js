// A parsed file as the table, and the targets, of a model.
// @ts-check
import { ElmError } from '../../client/errors.js';
import { columnNamed } from '../../ui/csv.js';

/** @import { ColumnInfo, Table } from '../../client/index.js' */
/** @import { ParsedTable } from '../../ui/csv.js' */

/**
 * The rows that hold a target, without the columns that are left out.
 *
 * @param {ParsedTable} table
 * @param {string} target
 * @param {{ ignored?: Set<string>, missing?: string[] }} [options] texts that stand for no value
 * @returns {{ X: Table, y: { codes: Int32Array, values: string[] }, rows: Int32Array }}
 *   `rows`: where they are in the file
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
  const { codes, values } = targets;
  const labelled = values.map((value) => !missing.includes(value));
  let kept = 0;
  const rows = new Int32Array(codes.length);
  for (let row = 0; row < codes.length; row++) {
    if (labelled[codes[row]]) rows[kept++] = row;
  }
  const used = rows.subarray(0, kept);
  const columns = table.columns
    .filter(({ name }) => name !== target && !ignored.has(name))
    .map((column) => ({ ...column, codes: take(column.codes, used) }));
  return { X: { columns }, y: trimmed(values, take(codes, used)), rows: used };
}

/** @param {Int32Array} codes @param {Int32Array} rows */
function take(codes, rows) {
  if (rows.length === codes.length) return codes;
  const taken = new Int32Array(rows.length);
  for (let i = 0; i < rows.length; i++) taken[i] = codes[rows[i]];
  return taken;
}

/** Labels that differ only in the space around them are one. */
/** @param {string[]} values @param {Int32Array} codes */
function trimmed(values, codes) {
  /** @type {Map<string, number>} */
  const places = new Map();
  const place = values.map((value) => {
    const label = value.trim();
    const known = places.get(label) ?? places.size;
    places.set(label, known);
    return known;
  });
  return { codes: codes.map((code) => place[code]), values: [...places.keys()] };
}

/** @param {ColumnInfo[]} columns */
export function suggestTarget(columns) {
  return columns.findLast(({ target }) => target)?.name ?? '';
}
