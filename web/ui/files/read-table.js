// A file or pasted text to a table, read in a worker of its own.
// @ts-check

import { startWorker } from '../async/start-worker.js';
import { count } from '../text/format.js';
import { CsvError, MAX_BYTES } from './table.js';

/** @import { ParsedTable, ReadOptions, TextColumn } from './table.js' */

/** @type {Worker | undefined} */
let worker;
let lastId = 0;

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
  worker ??= startWorker(new URL('./table-worker.js', import.meta.url));
  const reader = worker;
  const id = ++lastId;
  /** @type {string[][]} the texts of each column, as they come */
  const values = [];
  return new Promise((resolve, reject) => {
    /** @param {MessageEvent} event */
    const onMessage = ({ data }) => {
      if (data.id !== id) return;
      for (const { column, texts } of data.values ?? []) {
        values[column] ??= [];
        for (const text of texts) values[column].push(text);
      }
      if (data.values) return;
      release();
      if (data.error) reject(new CsvError(data.error));
      else resolve({ ...data.table, columns: data.table.columns.map(whole) });
    };
    /** @param {TextColumn} column @param {number} place */
    const whole = (column, place) => ({ ...column, values: values[place] ?? [] });
    const onError = () => {
      release();
      worker = undefined; // the next file gets a new one
      reject(new CsvError('The file could not be read.'));
    };
    const release = () => {
      reader.removeEventListener('message', onMessage);
      reader.removeEventListener('error', onError);
    };
    reader.addEventListener('message', onMessage);
    reader.addEventListener('error', onError);
    const options = typeof source === 'string' ? given : { name: source.name, ...given };
    reader.postMessage({ id, [typeof source === 'string' ? 'text' : 'file']: source, options });
  });
}

/** @param {ParsedTable} table */
export const sizeOf = (table) =>
  `${count(table.rows, 'row')}, ${count(table.columns.length, 'column')}`;
