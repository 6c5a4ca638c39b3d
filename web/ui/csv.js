// Delimited text to columns and back.
// @ts-check
import { dsvFormat } from '../vendor/d3-dsv.js';

/** @typedef {{ name: string, codes: Int32Array, values: string[] }} TextColumn */
/** @typedef {{ columns: TextColumn[], rows: number, notes: string[] }} ParsedTable */

/** Larger files are refused before they are read. */
export const MAX_BYTES = 50 * 2 ** 20;
const MAX_COLUMNS = 2000;
const DELIMITERS = [',', ';', '\t', '|'];

/** What is wrong with a file, in words for the person who brought it. */
export class CsvError extends Error {}

/**
 * Text of bytes: UTF-8, UTF-16 by its byte order mark, else Windows-1252.
 *
 * @param {Uint8Array} bytes
 * @returns {{ text: string, note: string | null }}
 */
export function decode(bytes) {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return plain(new TextDecoder('utf-16le').decode(bytes));
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return plain(new TextDecoder('utf-16be').decode(bytes));
  try {
    return plain(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    const text = new TextDecoder('windows-1252').decode(bytes);
    return { text, note: 'The file is not UTF-8; it was read as Windows-1252.' };
  }
}

/** @param {string} text */
const plain = (text) => ({ text, note: null });

/**
 * The delimiter that cuts the first lines into the most columns, the same number in each.
 *
 * @param {string} text
 */
export function sniffDelimiter(text) {
  const head = text.slice(0, 20_000);
  const lines = head.split(/\r?\n/).length > 2 ? head.slice(0, head.lastIndexOf('\n')) : head;
  let best = ',';
  let most = 0;
  for (const delimiter of DELIMITERS) {
    const widths = dsvFormat(delimiter)
      .parseRows(lines)
      .slice(0, 30)
      .map((row) => row.length);
    const usual = widths[0] ?? 0;
    const same = widths.filter((width) => width === usual).length / (widths.length || 1);
    if (usual > 1 && usual * same > most) {
      most = usual * same;
      best = delimiter;
    }
  }
  return best;
}

/**
 * A table with a header line. Rows of another length are left out and said so.
 *
 * @param {string} text
 * @returns {ParsedTable}
 */
export function parseTable(text) {
  const body = text.replace(/^\ufeff/, '');
  if (!body.trim()) throw new CsvError('The file is empty.');
  if (body.includes('\0')) throw new CsvError('This is not a text file: it holds zero bytes.');
  const all = dsvFormat(sniffDelimiter(body)).parseRows(body);
  const lines = all.filter((cells) => cells.length > 1 || cells[0] !== '');
  const header = lines.shift() ?? [];
  if (header.length > MAX_COLUMNS) {
    throw new CsvError(
      `The file has ${header.length} columns; at most ${MAX_COLUMNS} can be used.`,
    );
  }
  const { names, notes } = columnNames(header);
  const rows = lines.filter((cells) => cells.length === names.length);
  if (!rows.length) {
    throw new CsvError(
      lines.length
        ? `No row has as many cells as the header (${names.length}).`
        : 'There is a header but no row below it.',
    );
  }
  if (rows.length < lines.length) {
    const first = lines.findIndex((cells) => cells.length !== names.length);
    const left = lines.length - rows.length;
    notes.push(
      `${left} ${left === 1 ? 'row was' : 'rows were'} left out: they have another number of cells ` +
        `than the header (the first is row ${first + 1}, with ${lines[first].length} instead of ${names.length}).`,
    );
  }
  const columns = names.map((name, place) => ({ name, ...dictionary(rows, place) }));
  return { columns, rows: rows.length, notes };
}

/** @param {string[]} header */
function columnNames(header) {
  /** @type {string[]} */
  const notes = [];
  const taken = new Set();
  const names = header.map((cell, place) => {
    const wanted = cell.trim() || `column ${place + 1}`;
    let name = wanted;
    for (let n = 2; taken.has(name); n++) name = `${wanted} (${n})`;
    if (name !== cell.trim()) notes.push(`Column ${place + 1} is called “${name}” here.`);
    taken.add(name);
    return name;
  });
  return { names, notes };
}

/** @param {string[][]} rows @param {number} place */
function dictionary(rows, place) {
  const places = new Map();
  const codes = new Int32Array(rows.length);
  for (let row = 0; row < rows.length; row++) {
    const cell = rows[row][place];
    let code = places.get(cell);
    if (code === undefined) {
      code = places.size;
      places.set(cell, code);
    }
    codes[row] = code;
  }
  return { codes, values: [...places.keys()] };
}

/** @param {ParsedTable} table @param {string} name */
export const columnNamed = (table, name) => table.columns.find((column) => column.name === name);

/** @param {TextColumn} column @param {number} row */
export const cellOf = (column, row) => column.values[column.codes[row]] ?? '';

/** @param {TextColumn} column */
export const cellsOf = (column) => Array.from(column.codes, (code) => column.values[code] ?? '');

/** @param {(string | number)[][]} rows */
export const formatRows = (rows) =>
  `${dsvFormat(',').formatRows(rows.map((row) => row.map(String)))}\n`;
