// What kinds of files are read: how each is recognised, and what reads it.
// @ts-check
import { isArff, readArff } from './arff.js';
import { parseTable } from './delimited.js';
import { readJson } from './json.js';
import { isJson } from './json-parsing.js';
import { isSvmlight, readSvmlight } from './svmlight.js';
import { zipNames } from './zip.js';

/** @import { ParsedTable, ReadOptions } from './table.js' */

/** @param {Uint8Array} bytes */
const isExcel = (bytes) =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && zipNames(bytes).includes('xl/workbook.xml');

/** @param {Uint8Array} bytes */
const isParquet = (bytes) => String.fromCharCode(...bytes.subarray(0, 4)) === 'PAR1';

/**
 * By the bytes and the name of a file; tried in order, before the file is taken for text. What
 * reads them is fetched when such a file comes.
 *
 * @type {{ is: (bytes: Uint8Array, name: string) => boolean, read: (bytes: Uint8Array, options: ReadOptions) => ParsedTable | Promise<ParsedTable> }[]}
 */
export const BINARY = [
  {
    is: isExcel,
    read: async (bytes, options) => (await import('./excel.js')).readExcel(bytes, options),
  },
  { is: isParquet, read: async (bytes) => (await import('./parquet.js')).readParquet(bytes) },
];

/**
 * By its text and name; the last one takes what no other does.
 *
 * @type {{ is: (text: string, name: string) => boolean, read: (text: string, options: ReadOptions) => ParsedTable }[]}
 */
export const TEXT = [
  { is: isArff, read: readArff },
  { is: isJson, read: readJson },
  { is: isSvmlight, read: readSvmlight },
  { is: () => true, read: parseTable },
];
