// The cells of one sheet as rows of texts.
// @ts-check
import { count } from '../text/format.js';
import { dateText } from './excel-formats.js';
import { CsvError } from './table.js';
import { readXml } from './xml.js';

/** @import { Book } from './excel-book.js' */

const [MOST_ROWS, MOST_COLUMNS] = [1_048_576, 16_384];
/** Empty cells that may stand between those that hold something. */
const [ROOM, TIMES] = [1_000_000, 20];
const DAY = 86_400_000;
const ESCAPED = /_x([0-9A-Fa-f]{4})_/g;

/** @typedef {{ type: string, style: string, value: string, text: string, formula: boolean }} Cell */

/**
 * Rows of one length but for titles above the table, from the first column that holds something;
 * empty cells are ''.
 *
 * @param {AsyncIterable<string>} pieces @param {Pick<Book, 'shared' | 'shown' | 'from1904'>} book
 */
export async function readSheet(pieces, { shared, shown, from1904 }) {
  /** @type {string[][]} */
  const rows = [];
  let [cells, empty, formulas, durations] = [0, 0, 0, 0];
  /** @type {string[]} */
  let row = [];
  let place = 0;
  let column = 0;
  /** @type {Cell | null} */
  let cell = null;
  let within = '';
  let aside = false;

  /** @param {Cell} of */
  const textOf = ({ type, style, value, text, formula }) => {
    if (type === 's') return plain(shared[Number(value)] ?? '');
    if (type === 'inlineStr') return plain(text);
    if (!value) {
      if (formula && type !== 'str') formulas++;
      return '';
    }
    if (type === 'str') return plain(value);
    if (type === 'b') return value === '0' ? 'false' : 'true';
    if (type === 'd') return value.replace(/(?:T00:00:00(?:\.0*)?)?Z?$/, '');
    const number = Number(value);
    if (type === 'e' || Number.isNaN(number)) return value;
    const how = shown[Number(style)];
    if (how === 'date') return dateText(number, from1904);
    if (how !== 'duration') return String(number);
    durations++;
    return String(Math.round(number * DAY) / DAY);
  };

  await readXml(pieces, {
    open(name, { r, t: type = 'n', s: style = '' }) {
      within = '';
      if (name === 'row') [row, column, place] = [[], 0, r ? Number(r) : place + 1];
      else if (name === 'c') {
        column = r ? columnOf(r) : column + 1;
        if (column > MOST_COLUMNS) throw new CsvError(`The sheet is damaged: it has a cell ${r}.`);
        cell = { type, style, value: '', text: '', formula: false };
      } else if (cell && name === 'f') cell.formula = true;
      else if (name === 'rPh') aside = true;
      else if (name === 'v' || (name === 't' && !aside)) within = name;
    },
    text(text) {
      if (cell && within === 'v') cell.value += text;
      if (cell && within === 't') cell.text += text;
    },
    close(name) {
      within = '';
      if (name === 'rPh') aside = false;
      if (name === 'c' && cell) {
        const text = textOf(cell);
        cell = null;
        if (!text) return;
        cells++;
        empty += Math.max(0, column - 1 - row.length);
        if (empty > ROOM + TIMES * cells) throw tooEmpty();
        while (row.length < column - 1) row.push('');
        row[column - 1] = text;
      }
      if (name === 'row' && row.length && place <= MOST_ROWS) rows.push(row);
    },
  });
  const notes = [];
  if (formulas) {
    notes.push(
      `${count(formulas, 'formula')} ${formulas === 1 ? 'has' : 'have'} no result in the file and ` +
        `${formulas === 1 ? 'is' : 'are'} empty here: open it in a spreadsheet and save it.`,
    );
  }
  if (durations) notes.push('Durations are given in days.');
  return { rows: squared(rows, cells), notes };
}

/** Column 28 of AB7. @param {string} place */
function columnOf(place) {
  let column = 0;
  for (const letter of place.replace(/[^A-Za-z]/g, '').toUpperCase())
    column = Math.min(column * 26 + letter.charCodeAt(0) - 64, MOST_COLUMNS + 1);
  return column;
}

/** Characters that XML cannot hold are written by their number. @param {string} text */
const plain = (text) =>
  text.includes('_x')
    ? text.replace(ESCAPED, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;

/** Rows of one length, from the first column that holds something. @param {string[][]} rows @param {number} cells */
function squared(rows, cells) {
  let first = MOST_COLUMNS;
  let width = 0;
  for (const row of rows) {
    width = Math.max(width, row.length);
    const start = row.findIndex((text) => text !== '');
    if (start < first) first = start;
  }
  if (rows.length * (width - first) > ROOM + (TIMES + 1) * cells) throw tooEmpty();
  // titles stand alone in their rows, and are no wider than they are
  const titles = rows.findIndex((row) => row.filter(Boolean).length > 1);
  for (const [i, row] of rows.entries()) {
    const cut = first ? row.slice(first) : row;
    while (i >= titles && cut.length < width - first) cut.push('');
    rows[i] = cut;
  }
  return rows;
}

const tooEmpty = () =>
  new CsvError('The sheet is nearly empty, with cells far apart: copy its table to a new one.');
