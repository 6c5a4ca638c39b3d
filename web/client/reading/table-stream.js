// The table in text that comes in pieces: what its first rows say, and the rows that follow.
// @ts-check
import { beginningOf, fieldsOf } from '../files/beginning.js';
import { sniffDelimiter } from '../files/dialect.js';
import { CsvError } from '../files/errors.js';
import { layoutOf, SAMPLE } from '../files/layout.js';
import { areEscaped, areSigns, doubled } from '../files/quotes.js';
import { NONE } from '../files/rows.js';
import { rowsOf } from './row-stream.js';

/** @import { Layout } from '../files/layout.js' */

/** Characters that delimiter and comments are found in. */
const HEAD = 250_000;
/** Rows, and cells, that are looked at before any is handed over. */
const [ROWS, CELLS] = [4096, 2 ** 21];

/**
 * @typedef {object} TableStream
 * @property {Layout} layout
 * @property {string} delimiter
 * @property {string[]} notes
 * @property {string[][]} sample the first rows of data
 * @property {AsyncGenerator<string[][], void>} rest the rows behind them, some at a time
 */

/**
 * @param {AsyncGenerator<string, void>} pieces
 * @param {{ delimiter?: string, header?: boolean }} given
 * @returns {Promise<TableStream>}
 */
export async function tableIn(pieces, { delimiter: given, header }) {
  const head = await headOf(pieces);
  const { hint, comments, text } = beginningOf(head);
  const delimiter = given ?? hint ?? sniffDelimiter(text);
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  const escaped = areEscaped(whole, delimiter);
  const signs = !escaped && areSigns(whole, delimiter);
  const all = joined(text, pieces);
  const rest = rowsOf(escaped ? withoutEscapes(all) : all, delimiter, signs);
  const rows = await firstOf(rest);
  if (!rows.length) throw new CsvError('The file is empty.');
  const layout = layoutOf(rows.slice(0, SAMPLE), header, fieldsOf(comments, delimiter));
  const notes = [...layout.notes];
  if (escaped) notes.push('A backslash before a quote was read as \\" for a quote in a text.');
  if (signs) notes.push('Quotes were read as signs like others: as pairs they would join lines.');
  const sample = rows.slice(layout.first);
  return { layout, delimiter: delimiter === NONE ? '' : delimiter, notes, sample, rest };
}

/** @param {AsyncGenerator<string, void>} pieces */
async function headOf(pieces) {
  let head = '';
  while (head.length < HEAD) {
    const { done, value } = await pieces.next();
    if (done) break;
    head += value;
  }
  return head;
}

/** @param {string} first @param {AsyncIterable<string>} pieces */
async function* joined(first, pieces) {
  yield first;
  yield* pieces;
}

/** The pieces with quotes doubled where a backslash stands before them. @param {AsyncIterable<string>} pieces */
async function* withoutEscapes(pieces) {
  let kept = '';
  for await (const piece of pieces) {
    const text = kept + piece;
    kept = text.endsWith('\\') ? '\\' : ''; // its quote comes with the next piece
    yield doubled(kept ? text.slice(0, -1) : text);
  }
  yield kept;
}

/** @param {AsyncGenerator<string[][], void>} parts */
async function firstOf(parts) {
  /** @type {string[][]} */
  const rows = [];
  let cells = 0;
  while (rows.length < ROWS && cells < CELLS) {
    const { done, value } = await parts.next();
    if (done) break;
    for (const row of value) {
      rows.push(row);
      cells += row.length;
    }
  }
  return rows;
}
