// Delimited text to rows of cells.
// @ts-check
import { dsvFormat } from '../../vendor/d3-dsv.js';
import { linesOf } from './lines.js';
import { areSigns, quotedCells, tidyQuotes } from './quotes.js';
import { CsvError } from './table.js';

/** Stands for a delimiter where there is none: all of a line is one cell. */
export const NONE = '';
/** Any white space, as the older archives have it. */
export const BLANKS = ' ';
const NEVER = '\x1f';

/**
 * Hands over every row that is not blank, until `take` says that it has enough. Rows are not kept:
 * a large file has more of them than there is room for.
 *
 * @param {string} text @param {string} delimiter @param {(row: string[]) => boolean | void} take
 */
export function eachRow(text, delimiter, take) {
  if (delimiter === BLANKS) betweenBlanks(text, take);
  else delimited(text, delimiter || NEVER, take);
}

/** @param {string} text @param {(row: string[]) => boolean | void} take */
function betweenBlanks(text, take) {
  const word = /"((?:[^"]|"")*)"|(\S+)/g;
  for (const { line } of linesOf(text)) {
    const cells = [];
    for (const [, quoted, plain] of line.matchAll(word))
      cells.push(plain ?? quoted.replaceAll('""', '"'));
    if (cells.length && take(cells)) return;
  }
}

const ENOUGH = Symbol('enough');

/** @param {string} text @param {string} delimiter @param {(row: string[]) => boolean | void} take */
function delimited(text, delimiter, take) {
  if (areSigns(text, delimiter)) {
    for (const { line } of linesOf(text)) if (line.trim() && take(line.split(delimiter))) return;
    return;
  }
  const tidy = tidyQuotes(text, delimiter);
  let last = '';
  try {
    dsvFormat(delimiter).parseRows(tidy, (row) => {
      last = row[row.length - 1] ?? '';
      if ((row.length > 1 || row[0]?.trim()) && take(row)) throw ENOUGH;
      return null;
    });
  } catch (error) {
    if (error === ENOUGH) return;
    throw error;
  }
  checkClosed(tidy, delimiter, last);
}

/** Refuses a file whose last cell was opened by a quote and closed by the file's end. */
/** @param {string} text @param {string} delimiter @param {string} last */
function checkClosed(text, delimiter, last) {
  const cell = `"${last.replaceAll('"', '""')}`;
  if (!text.endsWith(cell) && !text.endsWith(`${cell}\n`)) return; // the parser drops a CR LF
  for (const { at, close } of quotedCells(text, delimiter)) {
    if (close >= 0) continue;
    const line = text.slice(0, at).split(/\r\n|\r|\n/).length;
    throw new CsvError(
      `The quote that is opened in line ${line} is never closed: close it, or double it if it is part of the text.`,
    );
  }
}
