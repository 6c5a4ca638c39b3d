// The numbers of a large table, block by block.
// @ts-check
import { invalid } from '../errors.js';
import { CsvError } from '../files/errors.js';
import { Widths } from '../files/widths.js';
import { Filling } from './filling.js';
import { planOf } from './plan.js';
import { tableIn } from './table-stream.js';
import { textOf } from './text-stream.js';

/** @import { BlockOptions } from './plan.js' */

/** @typedef {import('../index.js').CsvSeen} Seen */

/**
 * @param {Blob | Response | ReadableStream<Uint8Array>} source
 * @param {BlockOptions} options
 * @returns {AsyncGenerator<{ X: { data: Float64Array<ArrayBuffer>, shape: number[] }, y: any }, Seen>}
 */
export async function* blocksOf(source, options) {
  checkOptions(options);
  try {
    return yield* blocks(source, options);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const message = error.message.replace(/\.$/, '');
    throw invalid(message[0].toLowerCase() + message.slice(1), 'X');
  }
}

/**
 * @param {Blob | Response | ReadableStream<Uint8Array>} source
 * @param {BlockOptions} options
 * @returns {AsyncGenerator<{ X: { data: Float64Array<ArrayBuffer>, shape: number[] }, y: any }, Seen>}
 */
async function* blocks(source, options) {
  const { rows: size = 2048, missing, strict = false, onSeen = () => {} } = options;
  /** @type {string[]} */
  const notes = [];
  const onNote = (/** @type {string} */ note) => notes.push(note);
  const pieces = textOf(source, { encoding: options.encoding, onNote });
  try {
    const table = await tableIn(pieces, options);
    const { names, header, units } = table.layout;
    const plan = planOf(table, options);
    const widths = new Widths(table.layout);
    const filling = new Filling(plan, size, missing === 'skip');
    const seen = () => ({
      ...{ names, header, units, delimiter: table.delimiter, readings: plan.readings },
      rows: filling.total,
      left: { ...filling.left, width: widths.counts().left },
      notes: [...notes, ...table.notes, ...plan.notes, ...widths.notes(), ...filling.notes()],
    });
    onSeen(seen());
    for await (const rows of joined(table.sample, table.rest)) {
      for (const cells of rows) {
        const fitted = widths.fit(cells);
        const row = widths.seen - 1;
        if (strict && fitted !== cells) throw ragged(cells, names, row);
        if (fitted && filling.add(fitted, row)) yield filling.take();
      }
    }
    if (filling.rows) yield filling.take();
    const all = seen();
    onSeen(all);
    return all;
  } finally {
    await pieces.return();
  }
}

/** @param {string[][]} first @param {AsyncIterable<string[][]>} rest @returns {AsyncGenerator<string[][], void>} */
async function* joined(first, rest) {
  yield first;
  yield* rest;
}

/** @param {string[]} cells @param {string[]} names @param {number} row */
function ragged(cells, names, row) {
  const got = `${cells.length} cells, there are ${names.length} columns`;
  return invalid(`row ${row} has ${got}: without strict it is filled, cut or left out`, 'X', {
    row,
  });
}

/** @param {BlockOptions} options */
function checkOptions({ target, delimiter, decimal, missing = 'error', rows = 1 }) {
  const wrong = (
    /** @type {string} */ name,
    /** @type {string} */ wanted,
    /** @type {unknown} */ got,
  ) => invalid(`${name} must be ${wanted}, got ${JSON.stringify(got)}`, name);
  if (typeof target !== 'string') throw wrong('target', 'the name of a column', target);
  if (delimiter !== undefined && ![...delimiter].length)
    throw wrong('delimiter', 'a character', delimiter);
  if (decimal !== undefined && !['.', ','].includes(decimal))
    throw wrong('decimal', "'.' or ','", decimal);
  if (!['error', 'skip'].includes(missing)) throw wrong('missing', "'error' or 'skip'", missing);
  if (!(Number.isInteger(rows) && rows > 0)) throw wrong('rows', 'a whole number from 1', rows);
}
