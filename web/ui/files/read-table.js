// A file or pasted text to a table, read in a worker of its own.
// @ts-check

import { WorkerCalls } from '../async/worker-calls.js';
import { count } from '../text/format.js';
import { CsvError, MAX_BYTES } from './table.js';

/** @import { ParsedTable, ReadOptions, TextColumn } from './table.js' */

const calls = new WorkerCalls(
  new URL('./table-worker.js', import.meta.url),
  'The file could not be read.',
);

/**
 * @param {File | string} source
 * @param {ReadOptions} [given] what is not to be found out: the sheet, the header, the delimiter
 * @returns {Promise<ParsedTable>}
 */
export async function readTable(source, given = {}) {
  const bytes = typeof source === 'string' ? source.length : source.size;
  if (bytes > MAX_BYTES) {
    const size = `${Math.round(bytes / 2 ** 20)} MB`;
    throw new CsvError(
      `The file has ${size}; at most ${MAX_BYTES / 2 ** 20} MB can be read. Take a part of its rows.`,
    );
  }
  const isText = typeof source === 'string';
  const options = isText ? given : { name: source.name, ...given };
  /** @type {string[][]} the texts of each column, as they come */
  const values = [];
  const take = (/** @type {{ column: number, texts: string[] }[]} */ part) => {
    for (const { column, texts } of part) {
      values[column] ??= [];
      for (const text of texts) values[column].push(text);
    }
  };
  try {
    const table = await calls.ask({ [isText ? 'text' : 'file']: source, options }, take);
    /** @param {TextColumn} column @param {number} place */
    const whole = (column, place) => ({ ...column, values: values[place] ?? [] });
    return { ...table, columns: table.columns.map(whole) };
  } catch (error) {
    throw new CsvError(error instanceof Error ? error.message : String(error));
  }
}

/** @param {ParsedTable} table */
export const sizeOf = (table) =>
  `${count(table.rows, 'row')}, ${count(table.columns.length, 'column')}`;
