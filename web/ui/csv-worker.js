// Reads files away from the page's own thread, so that a large one blocks nothing.
// @ts-check
import { decode, parseTable } from './csv.js';

/** @param {MessageEvent<{ id: number, file?: Blob, text?: string }>} event */
self.onmessage = async ({ data: { id, file, text } }) => {
  try {
    const read = file
      ? decode(new Uint8Array(await file.arrayBuffer()))
      : { text: text ?? '', note: null };
    const table = parseTable(read.text);
    if (read.note) table.notes.unshift(read.note);
    self.postMessage(
      { id, table },
      { transfer: table.columns.map((column) => column.codes.buffer) },
    );
  } catch (error) {
    self.postMessage({ id, error: error instanceof Error ? error.message : String(error) });
  }
};
