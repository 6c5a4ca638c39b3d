// Reads files away from the page's own thread, so that a large one blocks nothing.
// @ts-check
import { answerCalls } from '../async/answer-calls.js';
import { readBytes, readText } from './reading.js';

/** @import { ReadOptions, TextColumn } from './table.js' */

/** Texts in one message: few enough for the page to take them in without a stop. */
const PART = 20_000;

/** @typedef {{ file?: Blob, text?: string, options: ReadOptions }} Question */

answerCalls(
  async (/** @type {Question} */ { file, text, options }, tell) => {
    const table = file
      ? await readBytes(new Uint8Array(await file.arrayBuffer()), options)
      : readText(text ?? '', options);
    for (const part of partsOf(table.columns)) tell(part);
    return { ...table, columns: table.columns.map(({ name, codes }) => ({ name, codes })) };
  },
  ({ columns }) => columns.map((/** @type {TextColumn} */ { codes }) => codes.buffer),
);

/**
 * The texts of all columns, some at a time.
 *
 * @param {TextColumn[]} columns @returns {Generator<{ column: number, texts: string[] }[]>}
 */
function* partsOf(columns) {
  /** @type {{ column: number, texts: string[] }[]} */
  let part = [];
  let room = PART;
  for (const [column, { values }] of columns.entries()) {
    for (let from = 0; from < values.length; from += PART) {
      const texts = values.slice(from, from + PART);
      part.push({ column, texts });
      room -= texts.length;
      if (room > 0) continue;
      yield part;
      part = [];
      room = PART;
    }
  }
  if (part.length) yield part;
}
