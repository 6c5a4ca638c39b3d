// A large CSV, block by block, for `model.fit`: nothing of it stays.
// @ts-check
import { invalid } from './encode.js';
import { rowsOf } from './reading/row-stream.js';
import { textOf } from './reading/text-stream.js';

/** Numbers of one block (32 MB): a table of very many columns has fewer rows in each. */
const LARGEST_BLOCK = 2 ** 22;

/**
 * Blocks { X, y } of the numbers in a CSV, read no faster than they are taken.
 *
 * @param {Blob | Response | ReadableStream<Uint8Array>} source a file, an answer of fetch, bytes
 * @param {{ target: string, columns?: string[], rows?: number, numeric?: boolean }} options
 *   `target`: the column to learn; `columns`: those to learn from (all others); `rows` a block;
 *   `numeric`: the target is a number, not a label
 * @returns {AsyncGenerator<{ X: { data: Float64Array<ArrayBuffer>, shape: number[] }, y: any }, void>}
 */
export async function* csvBlocks(source, { target, columns, rows = 2048, numeric = false }) {
  /** @type {Filling | undefined} */
  let filling;
  for await (const some of rowsOf(textOf(source), ',')) {
    for (const cells of some) {
      if (!filling) {
        const plan = planOf(cells, target, columns);
        filling = new Filling({ ...plan, rows, numeric });
      } else if (filling.add(cells)) yield filling.take();
    }
  }
  if (!filling) throw invalid('the file is empty', 'X');
  if (filling.taken) yield filling.take();
}

/** @typedef {{ names: string[], inputs: number[], answer: number }} Plan */

/** @param {string[]} names @param {string} target @param {string[]} [columns] @returns {Plan} */
function planOf(names, target, columns = names.filter((name) => name !== target)) {
  const places = new Map(names.map((name, place) => [name, place]));
  const place = (/** @type {string} */ name) => {
    const found = places.get(name);
    if (found === undefined) throw invalid(`there is no column '${name}'`, 'X', { column: name });
    return found;
  };
  return { names, inputs: columns.map(place), answer: place(target) };
}

/** The block that is being filled. */
class Filling {
  #plan;
  #size;
  /** Rows of the blocks before. */
  #row = 0;
  taken = 0;
  /** @type {any[]} */
  #answers = [];
  #data;

  /** @param {Plan & { rows: number, numeric: boolean }} plan */
  constructor(plan) {
    this.#plan = plan;
    this.#size = Math.max(1, Math.min(plan.rows, Math.floor(LARGEST_BLOCK / plan.inputs.length)));
    this.#data = new Float64Array(this.#size * plan.inputs.length);
  }

  /** Takes a row; says whether the block is full. @param {string[]} cells */
  add(cells) {
    const { names, inputs, answer, numeric } = this.#plan;
    const row = this.#row + this.taken;
    if (cells.length !== names.length) {
      const got = `${cells.length} cells, the header ${names.length}`;
      throw invalid(`row ${row} has ${got}`, 'X', { row });
    }
    let at = this.taken * inputs.length;
    for (const column of inputs) this.#data[at++] = toNumber(cells[column], names[column], row);
    this.#answers.push(numeric ? toNumber(cells[answer], names[answer], row) : cells[answer]);
    return ++this.taken === this.#size;
  }

  take() {
    const width = this.#plan.inputs.length;
    const X = { data: this.#data.slice(0, this.taken * width), shape: [this.taken, width] };
    const y = this.#answers;
    this.#row += this.taken;
    this.#answers = [];
    this.taken = 0;
    return { X, y };
  }
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
