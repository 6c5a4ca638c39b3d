// A large CSV, block by block, for `model.fit`: nothing of it stays.
// @ts-check
import { invalid } from './encode.js';

/**
 * Blocks { X, y } of the numbers in a CSV, read no faster than they are taken.
 *
 * @param {Blob | Response | ReadableStream<Uint8Array>} source a file, an answer of fetch, bytes
 * @param {{ target: string, columns?: string[], rows?: number, numeric?: boolean }} options
 *   `target`: the column to learn; `columns`: those to learn from (all others); `rows` a block;
 *   `numeric`: the target is a number, not a label
 * @returns {AsyncGenerator<{ X: { data: Float64Array<ArrayBuffer>, shape: number[] }, y: any }, void>}
 */
export async function* csvBlocks(source, { target, columns, rows: size = 2048, numeric = false }) {
  /** @type {{ names: string[], inputs: number[], answer: number } | undefined} */
  let plan;
  /** @type {string[][]} */
  let waiting = [];
  let row = 0;
  const block = () => {
    const { names, inputs, answer } = /** @type {NonNullable<typeof plan>} */ (plan);
    const data = new Float64Array(waiting.length * inputs.length);
    for (const [i, cells] of waiting.entries()) {
      if (cells.length !== names.length) {
        const got = `${cells.length} cells, the header ${names.length}`;
        throw invalid(`row ${row + i} has ${got}`, 'X', { row: row + i });
      }
      for (const [j, column] of inputs.entries())
        data[i * inputs.length + j] = toNumber(cells[column], names[column], row + i);
    }
    const answers = waiting.map((cells) => cells[answer]);
    const shape = [waiting.length, inputs.length];
    const y = numeric ? answers.map((cell, i) => toNumber(cell, target, row + i)) : answers;
    row += waiting.length;
    waiting = [];
    return { X: { data, shape }, y };
  };
  for await (const cells of csvRows(source)) {
    if (!plan) {
      plan = planOf(cells, target, columns);
      continue;
    }
    waiting.push(cells);
    if (waiting.length === size) yield block();
  }
  if (!plan) throw invalid('the file is empty', 'X');
  if (waiting.length) yield block();
}

/** @param {string[]} names @param {string} target @param {string[]} [columns] */
function planOf(names, target, columns = names.filter((name) => name !== target)) {
  const place = (/** @type {string} */ name) => {
    const found = names.indexOf(name);
    if (found < 0) throw invalid(`there is no column '${name}'`, 'X', { column: name });
    return found;
  };
  return { names, inputs: columns.map(place), answer: place(target) };
}

/** @param {string} cell @param {string} column @param {number} row */
function toNumber(cell, column, row) {
  const value = cell.trim() === '' ? Number.NaN : Number(cell);
  if (Number.isNaN(value)) {
    const shown = cell.slice(0, 40);
    throw invalid(`'${shown}' is no number (row ${row}, column '${column}')`, 'X', { row, column });
  }
  return value;
}

/** @param {Blob | Response | ReadableStream<Uint8Array>} source @returns {AsyncGenerator<string[], void>} */
async function* csvRows(source) {
  const reader = textOf(source).getReader();
  const parser = new RowParser();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      yield* parser.feed(done ? '' : value, done);
      if (done) return;
    }
  } finally {
    await reader.cancel().catch(() => {}); // whoever takes the blocks has had enough
  }
}

/** @param {any} source @returns {ReadableStream<string>} */
function textOf(source) {
  const bytes = source?.body ?? source?.stream?.() ?? source;
  if (!bytes?.pipeThrough) {
    throw invalid('a CSV comes as a File, a Response or a ReadableStream of bytes', 'X');
  }
  return bytes.pipeThrough(new TextDecoderStream());
}

/** Characters that one row may have: a file without line ends is none of this kind. */
const LONGEST_ROW = 4 * 2 ** 20;

/** Rows of RFC 4180, from text that comes in pieces. Empty lines are left out. */
class RowParser {
  /** What no line end has come for yet, and how far it has been looked through. */
  #rest = '';
  #seen = 0;
  #quoted = false;

  /** @param {string} text @param {boolean} last */
  *feed(text, last) {
    const all = this.#rest + text;
    let start = 0;
    for (let i = this.#seen; i < all.length; i++) {
      const character = all[i];
      if (character === '"') this.#quoted = !this.#quoted;
      else if (character === '\n' && !this.#quoted) {
        const line = all.slice(start, all[i - 1] === '\r' ? i - 1 : i);
        if (line) yield cellsOf(line);
        start = i + 1;
      }
    }
    this.#rest = all.slice(start);
    this.#seen = this.#rest.length;
    if (this.#seen > LONGEST_ROW) throw invalid('a row has over 4 million characters', 'X');
    if (last && this.#rest.trim()) yield cellsOf(this.#rest.replace(/\r$/, ''));
  }
}

/** @param {string} line */
function cellsOf(line) {
  if (!line.includes('"')) return line.split(',');
  const cells = [];
  // a quoted cell, in which quotes are doubled, or a plain one
  for (const [, quoted, plain] of line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g))
    cells.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
  return cells;
}
