// Delimited text to rows of cells.
// @ts-check
import { dsvFormat } from '../../vendor/d3-dsv.js';
import { CsvError } from './errors.js';
import { linesOf } from './lines.js';
import { areEscaped, areSigns, doubled, quotedCells, tidyQuotes } from './quotes.js';

/** Stands for a delimiter where there is none: all of a line is one cell. */
export const NONE = '';
/** Any white space, as the older archives have it. */
export const BLANKS = ' ';
/** What takes the place of a delimiter in a text that has none. */
export const NEVER = '\x1f';

/**
 * Hands over every row that is not blank, until `take` says that it has enough. Rows are not kept:
 * a large file has more of them than there is room for.
 *
 * @param {string} source @param {string} delimiter @param {(row: string[]) => boolean | void} take
 */
export function eachRow(source, delimiter, take) {
  const text = areEscaped(source, delimiter) ? doubled(source) : source;
  if (delimiter === BLANKS) betweenBlanks(text, take);
  else if (areSigns(text, delimiter)) asLines(text, delimiter, take);
  else {
    const parser = delimiter || NEVER;
    const tidy = tidyQuotes(text, parser);
    let last = '';
    const all = delimited(tidy, parser, (row) => {
      last = row[row.length - 1] ?? '';
      return notBlank(row) && take(row);
    });
    if (all) checkClosed(tidy, parser, last);
  }
}

/**
 * The rows of a piece of a text that are not blank; the last one may go on behind the piece.
 *
 * @param {string} text @param {string} delimiter @param {boolean} signs quotes are signs like others
 */
export function rowsIn(text, delimiter, signs) {
  /** @type {string[][]} */
  const rows = [];
  const take = (/** @type {string[]} */ row) => {
    rows.push(row);
  };
  const parser = delimiter || NEVER;
  if (delimiter === BLANKS) betweenBlanks(text, take);
  else if (signs) asLines(text, parser, take);
  else delimited(tidyQuotes(text, parser), parser, (row) => void (notBlank(row) && take(row)));
  return rows;
}

/** @param {string[]} row */
const notBlank = (row) => row.length > 1 || Boolean(row[0]?.trim());

/** @param {string} text @param {(row: string[]) => boolean | void} take */
function betweenBlanks(text, take) {
  const word = /"([^"]*(?:""[^"]*)*)"|(\S+)/g;
  for (const { line } of linesOf(text)) {
    const cells = [];
    for (const [, quoted, plain] of line.matchAll(word))
      cells.push(plain ?? quoted.replaceAll('""', '"'));
    if (cells.length && take(cells)) return;
  }
}

/** @param {string} text @param {string} delimiter @param {(row: string[]) => boolean | void} take */
function asLines(text, delimiter, take) {
  for (const { line } of linesOf(text)) if (line.trim() && take(line.split(delimiter))) return;
}

const ENOUGH = Symbol('enough');

/** Says whether all rows were taken. @param {string} text @param {string} delimiter @param {(row: string[]) => boolean | void} take */
function delimited(text, delimiter, take) {
  try {
    dsvFormat(delimiter).parseRows(text, (row) => {
      if (take(row)) throw ENOUGH;
      return null;
    });
  } catch (error) {
    if (error === ENOUGH) return false;
    throw error;
  }
  return true;
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
