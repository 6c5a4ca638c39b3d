// Delimited text: the hints above a table, its delimiter, its rows.
// @ts-check
import { TableBuilder } from './building.js';
import { sniffDelimiter } from './dialect.js';
import { areSigns } from './quotes.js';
import { BLANKS, eachRow, NONE } from './rows.js';
import { CsvError, MAX_COLUMNS } from './table.js';

/** @import { ParsedTable, ReadOptions } from './table.js' */

/** More delimiters in one line are no table. */
const MOST_CELLS = 200_000;
const COMMENT = /^[ \t]*(#|%|\/\/)(.*)$/s;

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
  const hint = /^"?sep=(.)"?[ \t]*(?:\r\n|\r|\n|$)/i.exec(whole);
  const { comments, text } = withoutComments(hint ? whole.slice(hint[0].length) : whole);
  const delimiter = given ?? hint?.[1] ?? sniffDelimiter(text);
  checkLines(text, delimiter);
  const builder = new TableBuilder(
    header,
    comments.map((line) => fieldsOf(line, delimiter)),
  );
  eachRow(text, delimiter, (row) => builder.take(row));
  const decimal = delimiter === ';' ? ',' : null;
  const table = builder.table();
  if (areSigns(text, delimiter))
    table.notes.push('Quotes were read as signs like others: as pairs they would join lines.');
  return { ...table, decimal, delimiter: delimiter === NONE ? null : delimiter };
}

/** The comment lines above a table, and what follows them; all lines if none does. */
/** @param {string} text @returns {{ comments: string[], text: string }} */
function withoutComments(text) {
  const comments = [];
  const end = /\r\n|\r|\n|$/g;
  for (let at = 0; at < text.length; at = end.lastIndex) {
    end.lastIndex = at;
    const line = text.slice(at, end.exec(text)?.index);
    if (COMMENT.test(line)) comments.push(line);
    else if (line.trim()) return { comments, text: text.slice(at) };
    if (end.lastIndex >= text.length) break;
  }
  return { comments: [], text };
}

/** The fields of a comment line, without its sign where that is no name itself. */
/** @param {string} line @param {string} delimiter */
function fieldsOf(line, delimiter) {
  const [, sign, rest] = /** @type {RegExpExecArray} */ (COMMENT.exec(line));
  /** @type {string[]} */
  let fields = [''];
  eachRow(rest, delimiter, (row) => {
    fields = row.map((field) => field.trim());
    return true;
  });
  const alone = !fields[0] || (delimiter !== BLANKS && delimiter && rest.startsWith(delimiter));
  return alone ? [sign, ...fields.slice(1)] : fields;
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
