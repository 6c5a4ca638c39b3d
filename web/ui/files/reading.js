// A file of any kind to a table.
// @ts-check
import { decode } from '../../client/files/decode.js';
import { BINARY, TEXT } from './formats.js';
import { refuse } from './refusals.js';
import { CsvError } from './table.js';

/** @import { ParsedTable, ReadOptions } from './table.js' */

/**
 * @param {Uint8Array} bytes @param {ReadOptions} [options] @returns {Promise<ParsedTable>}
 */
export async function readBytes(bytes, options = {}) {
  const name = options.name ?? '';
  const binary = BINARY.find((format) => format.is(bytes, name));
  if (binary) return binary.read(bytes, options);
  refuse(bytes, name);
  const { text, note } = decode(bytes);
  const table = readText(text, options);
  if (note) table.notes.unshift(note);
  return table;
}

/**
 * A table in text that was pasted, or that bytes held.
 *
 * @param {string} text @param {ReadOptions} [options] @returns {ParsedTable}
 */
export function readText(text, options = {}) {
  if (text.includes('\0')) throw new CsvError('This is not a text file: it holds zero bytes.');
  const name = options.name ?? '';
  const format = TEXT.find(({ is }) => is(text, name));
  if (!format) throw new CsvError('The file could not be read.');
  try {
    return format.read(text, options);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error; // of an expression, or of memory
    throw new CsvError('A cell or a line of the file is too long to be read.');
  }
}
