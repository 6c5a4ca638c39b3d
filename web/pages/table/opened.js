// The table that is open, with what is known of its columns.
// @ts-check
import { readings } from './column-choices.js';

/** @import { ColumnInfo, Kinds } from '../../client/index.js' */
/** @import { ParsedTable } from '../../ui/files/table.js' */
/** @import { ColumnChoices } from './column-choices.js' */
/** @import { Origin } from './open.js' */

/** @typedef {{ table: ParsedTable, columns: ColumnInfo[], choices: ColumnChoices, origin: Origin }} Opened */

/**
 * The columns to learn from, as a table, and how they are read.
 *
 * @param {Opened} opened @param {string} [without] a column that is not learnt from
 * @returns {{ used: ParsedTable, columns: ColumnInfo[], kinds: Kinds }}
 */
export function learntFrom({ table, columns }, without) {
  const some = columns.filter(({ name, used }) => used && name !== without);
  if (!some.length) throw new Error('No column is left to learn from: tick one.');
  const names = new Set(some.map(({ name }) => name));
  const used = { ...table, columns: table.columns.filter(({ name }) => names.has(name)) };
  return { used, columns: some, kinds: readings(some) };
}
