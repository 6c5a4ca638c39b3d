// Delimited text that comes in pieces, as rows of cells.
// @ts-check
import { invalid } from '../errors.js';
import { openQuote } from '../files/quotes.js';
import { BLANKS, NEVER, rowsIn } from '../files/rows.js';

/** Characters, and cells, that one row may have: a file without line ends is none of this kind. */
const [LONGEST_ROW, MOST_CELLS] = [4 * 2 ** 20, 2 ** 19];
/** Stands behind the text that waits, so that its last row is never taken for a whole one. */
const MARK = 'x';
const [NEWLINE, RETURN] = [10, 13];

/**
 * The rows of a text, some at a time; blank lines are left out.
 *
 * Of the text that waits, every row but the last is whole, wherever the pieces were cut. Where the
 * last one begins is known by the line ends that its cells hold. A row that is longer than a piece
 * is looked at again when the text has doubled, which keeps the time proportional to its length.
 *
 * @param {AsyncIterable<string>} pieces
 * @param {string} delimiter
 * @param {boolean} [signs] quotes are signs like others
 * @returns {AsyncGenerator<string[][], void>}
 */
export async function* rowsOf(pieces, delimiter, signs = false) {
  let waiting = '';
  let enough = 0;
  for await (const piece of pieces) {
    waiting += piece;
    if (waiting.length < enough && waiting.length <= LONGEST_ROW) continue;
    const open = signs || delimiter === BLANKS ? -1 : openQuote(waiting, delimiter || NEVER);
    const known = open < 0 ? waiting : waiting.slice(0, open);
    const rows = rowsIn(known + MARK, delimiter, signs);
    const last = rows.pop() ?? [];
    waiting = waiting.slice(startOfLast(known, last));
    if (waiting.length > LONGEST_ROW) throw tooLong(waiting, '4 million characters');
    if (last.length > MOST_CELLS) throw tooLong(waiting, 'half a million cells');
    enough = 2 * waiting.length;
    yield rows;
  }
  const rows = rowsIn(`${waiting}\n${MARK}`, delimiter, signs);
  if (rows.pop()?.[0] !== MARK) throw unclosed(waiting);
  yield rows;
}

/**
 * Where the last row begins: behind the last line end that none of its cells holds.
 *
 * @param {string} text @param {string[]} last
 */
function startOfLast(text, last) {
  let within = 0;
  for (const cell of last) within += cell.match(/\r\n|\n|\r/g)?.length ?? 0;
  for (let i = text.length - 1; i >= 0; i--) {
    const code = text.charCodeAt(i);
    if (code !== NEWLINE && code !== RETURN) continue;
    if (within === 0) return i + 1;
    within--;
    if (code === NEWLINE && text.charCodeAt(i - 1) === RETURN) i--;
  }
  return 0;
}

/** @param {string} row @param {string} what */
function tooLong(row, what) {
  const begins = JSON.stringify(row.slice(0, 40));
  return invalid(
    `a row has over ${what} (it begins ${begins}): is a quote left open, or is this no table?`,
    'X',
  );
}

/** @param {string} row */
function unclosed(row) {
  const begins = JSON.stringify(row.slice(0, 40));
  return invalid(`a quote is opened and never closed in the row that begins ${begins}`, 'X');
}
