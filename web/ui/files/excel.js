// The table in a sheet of a workbook (.xlsx, .xlsm).
// @ts-check
import { TableBuilder } from './building.js';
import { openBook } from './excel-book.js';
import { readSheet } from './excel-sheet.js';
import { CsvError } from './table.js';

/** @import { Book, SheetPart } from './excel-book.js' */
/** @import { ParsedTable, ReadOptions } from './table.js' */

/**
 * @param {Uint8Array} bytes
 * @param {ReadOptions} options `sheet`: else the first one that is not hidden and holds a table
 * @returns {Promise<ParsedTable>}
 */
export async function readExcel(bytes, { sheet: wanted, header }) {
  const book = await openBook(bytes);
  const sheets = book.sheets.map(({ name }) => name);
  /** @type {{ sheet: string, rows: string[][], notes: string[] } | null} */
  let found = null;
  for (const { name, path } of chosen(book, wanted)) {
    const read = { sheet: name, ...(await readSheet(book.textOf(path), book)) };
    if (!found?.rows.length || isTable(read.rows)) found = read;
    if (isTable(read.rows)) break;
  }
  if (!found?.rows.length) throw new CsvError('There are no cells in the workbook.');
  const { sheet, rows, notes } = found;
  if (wanted === undefined && sheets.length > 1)
    notes.unshift(`Of ${sheets.length} sheets, “${sheet}” was read.`);
  const builder = new TableBuilder(header);
  for (const row of rows) builder.take(row);
  const table = builder.table();
  return { ...table, notes: [...notes, ...table.notes], sheets, sheet };
}

/** Whether rows are more than a title or a page of text. @param {string[][]} rows */
const isTable = (rows) => rows.length > 1 && rows[rows.length - 1].length > 1;

/** @param {Book} book @param {string} [wanted] @returns {SheetPart[]} */
function chosen({ sheets }, wanted) {
  if (wanted === undefined) return sheets.filter(({ hidden }) => !hidden);
  const found = sheets.filter(({ name }) => name === wanted);
  if (found.length) return found;
  const names = sheets.map(({ name }) => `“${name}”`).join(', ');
  throw new CsvError(`The workbook has no sheet “${wanted}”; it has ${names}.`);
}
