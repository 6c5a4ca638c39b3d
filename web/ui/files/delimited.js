// Delimited text: the hints above a table, its delimiter, its rows.
// @ts-check
import { beginningOf, fieldsOf } from '../../client/files/beginning.js';
import { sniffDelimiter } from '../../client/files/dialect.js';
import { areEscaped, areSigns } from '../../client/files/quotes.js';
import { BLANKS, eachRow, NONE } from '../../client/files/rows.js';
import { TableBuilder } from './building.js';
import { CsvError, MAX_COLUMNS } from './table.js';

/** @import { ParsedTable, ReadOptions } from './table.js' */

/** More delimiters in one line are no table. */
const MOST_CELLS = 200_000;

/**
 * The table in delimited text.
 *
 * @param {string} source @param {ReadOptions} [options] @returns {ParsedTable}
 */
export function parseTable(source, { header, delimiter: given } = {}) {
  const whole = source.replace(/^\ufeff/, '');
  if (!whole.trim()) throw new CsvError('The file is empty.');
  if (!/[^,;|\s"]/.test(whole))
    throw new CsvError('The file holds delimiters alone: no cell has a text.');
  const { hint, comments, text } = beginningOf(whole);
  const delimiter = given ?? hint ?? sniffDelimiter(text);
  checkLines(text, delimiter);
  const builder = new TableBuilder(header, fieldsOf(comments, delimiter));
  eachRow(text, delimiter, (row) => builder.take(row));
  const decimal = delimiter === ';' ? ',' : null;
  const table = builder.table();
  if (areEscaped(text, delimiter))
    table.notes.push('A backslash before a quote was read as \\" for a quote in a text.');
  else if (areSigns(text, delimiter))
    table.notes.push('Quotes were read as signs like others: as pairs they would join lines.');
  return { ...table, decimal, delimiter: delimiter === NONE ? null : delimiter };
}

/** Refuses lines of very many cells before they take their room. */
/** @param {string} text @param {string} delimiter */
function checkLines(text, delimiter) {
  if (delimiter === NONE || delimiter === BLANKS) return;
  let cells = 0;
  let start = 0;
  const end = /[\r\n]/g;
  while (start < text.length) {
    const stop = end.exec(text)?.index ?? text.length;
    if (stop - start > MOST_CELLS) {
      cells = 1;
      for (let i = text.indexOf(delimiter, start); i >= 0 && i < stop; cells++)
        i = text.indexOf(delimiter, i + 1);
      if (cells > MOST_CELLS) {
        throw new CsvError(`The file has ${cells} columns; at most ${MAX_COLUMNS} can be used.`);
      }
    }
    start = stop + 1;
  }
}
