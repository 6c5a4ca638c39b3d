// The numbers of the cells of a table, as the Table page reads them: decimal commas, groups, units.
// @ts-check
import { cellReader } from '../../client/reading/cell.js';
import { numberRule } from '../../client/reading/number.js';
import { formatsOfTexts } from '../../client/reading/number-columns.js';
import { plainNumber } from '../../client/reading/plain-number.js';

/** @import { ParsedTable } from '../files/table.js' */

/** So many distinct cells of a column say how it writes its numbers. */
const SEEN = 4096;

/**
 * What reads the cells of each column: a number, undefined where a cell stands for a missing one,
 * NaN where it holds something else.
 *
 * @param {Pick<ParsedTable, 'columns' | 'delimiter'>} table
 * @returns {((cell: string) => number | undefined)[]}
 */
export function numberReaders({ columns, delimiter }) {
  const some = columns.map(({ name, values }) => ({ name, texts: values.slice(0, SEEN) }));
  return formatsOfTexts(some, null, delimiter).formats.map((format) => {
    const read = cellReader(format, numberRule(format));
    return (cell) => {
      const plain = plainNumber(cell, format.decimal ?? '.');
      return Number.isFinite(plain) ? plain : /** @type {number | undefined} */ (read(cell));
    };
  });
}
