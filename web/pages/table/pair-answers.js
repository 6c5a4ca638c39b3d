// What two models say of the same rows: of a table's held-out ones, or of all that a file has.
// @ts-check

import { columnNamed } from '../../ui/tables/cells.js';
import { inFile } from '../../ui/tables/unreadable-cells.js';
import { apart, isolated } from '../../ui/text/bidi.js';
import { count, grouped } from '../../ui/text/format.js';
import { rowsOf, targetsIn } from './targets.js';

/** @import { ElmToolkit, NumberArray, Told } from '../../client/index.js' */
/** @import { ParsedTable } from '../../ui/files/table.js' */
/** @import { ActiveModel } from './active-model.js' */

/** @typedef {{ name: string, use: ActiveModel }} Kept */
/** @typedef {{ kept: Kept[], table: ParsedTable, called: string, rows: Int32Array, truth: string[] | NumberArray, said: (string[] | NumberArray)[], how: string, told: Told[] }} Pair `rows`: where those judged are in the table; `told`: of cells that could not be read */
/** @typedef {{ signal: AbortSignal, onProgress: (share: number) => void }} Options */

/** @param {Kept[]} kept @throws {Error} naming what two models cannot be compared by */
export function checkAlike([first, second]) {
  if (first.use.target !== second.use.target) {
    throw new Error(
      apart`“${first.name}” predicts “${first.use.target}” and “${second.name}” predicts “${second.use.target}”: only models of the same column can be compared.`,
    );
  }
  if (first.use.task !== second.use.task) {
    const [classes, numbers] =
      first.use.task === 'classification' ? [first, second] : [second, first];
    throw new Error(
      apart`“${classes.name}” says a class and “${numbers.name}” a number: they cannot be compared.`,
    );
  }
}

/** The columns that a model asks for. @param {Kept} kept @param {ParsedTable} table @param {string} called */
function columnsOf({ name, use }, table, called) {
  const wanted = (use.summary.columns ?? []).map((column) => column.name);
  const missing = wanted.filter((column) => !columnNamed(table, column));
  if (missing.length) {
    throw new Error(
      apart`“${name}” asks for the ${missing.length === 1 ? 'column' : 'columns'} ` +
        `${missing.map((column) => `“${isolated(column)}”`).join(', ')}, ` +
        apart`which ${called} does not have.`,
    );
  }
  return { ...table, columns: table.columns.filter((column) => wanted.includes(column.name)) };
}

/**
 * Both learn the table again but for the rows that the page's own test holds out, too, and are asked
 * about those.
 *
 * @param {ElmToolkit} elm @param {Kept[]} kept @param {ParsedTable} table @param {string} called
 * @param {Options & { holdout: number, seed: number }} options `holdout`: the share of the rows
 * @returns {Promise<Pair>}
 */
export async function heldOut(elm, kept, table, called, { holdout, seed, ...options }) {
  const { inputs, y, rows, told, ofRows } = await questions(elm, kept, table, called, options);
  const said = [];
  let judged = rows;
  for (const [i, { use }] of kept.entries()) {
    const how = { cv: holdout, seed, ...ofModel(i, options, rows, told) };
    const report = await use.model.crossValidate(inputs[i], y, how);
    judged = report.rows;
    said.push(answersOf(report.predictions));
  }
  const truths = truthsOf(y, rows.length);
  return {
    ...{ kept, table, called, said, told: onceEach(told) },
    rows: Int32Array.from(judged, (place) => rows[place]),
    truth: picked(truths, judged),
    how: `${ofRows}Both learnt ${count(rows.length - judged.length, 'row')} of it again, as they had been set, and were asked about the other ${grouped(judged.length)}.`,
  };
}

/**
 * Both are asked about all rows of a file as they are.
 *
 * @param {ElmToolkit} elm @param {Kept[]} kept @param {ParsedTable} table @param {string} called
 * @param {Options} options
 * @returns {Promise<Pair>}
 */
export async function asked(elm, kept, table, called, options) {
  const { inputs, y, rows, told, ofRows } = await questions(elm, kept, table, called, options);
  const said = [];
  for (const [i, { use }] of kept.entries()) {
    said.push(answersOf(await use.model.predict(inputs[i], ofModel(i, options, rows, told))));
  }
  const known = kept.filter(({ use }) => use.model.metadata.trained_on === called);
  const flattered = known.length
    ? apart` ${known.map(({ name }) => name).join(' and ')} learnt from a file of this name: of rows that a model has learnt, its figures are too good.`
    : '';
  const which = ofRows ? 'those' : `its ${count(rows.length, 'row')}`;
  return {
    ...{ kept, table, called, rows, said, told: onceEach(told) },
    truth: truthsOf(y, rows.length),
    how: `${ofRows}Both were asked about ${which} as they are.${flattered}`,
  };
}

/**
 * The rows that hold the answer, in the columns that each model asks for.
 *
 * @param {ElmToolkit} elm @param {Kept[]} kept @param {ParsedTable} table @param {string} called
 * @param {Options} options
 */
async function questions(elm, kept, table, called, { signal }) {
  const { target, task, reading } = kept[0].use;
  const inputs = kept.map((one) => columnsOf(one, table, called));
  const found = await targetsIn(elm, table, { name: target, task, reading, signal });
  const { rows, y, told, missing } = found;
  const hold = rows.length === 1 ? 'holds' : 'hold';
  const ofRows = missing
    ? `${grouped(rows.length)} of its ${count(table.rows, 'row')} ${hold} the answer. `
    : '';
  return { inputs: inputs.map((columns) => rowsOf(columns, rows)), y, rows, told, ofRows };
}

/**
 * How the first or the second model is asked: it is half of the work, and what it notes is collected.
 *
 * @param {number} i @param {Options} options @param {Int32Array} rows @param {Told[]} told
 */
const ofModel = (i, { signal, onProgress }, rows, told) => ({
  signal,
  onProgress: (/** @type {number} */ share) => onProgress((i + share) / 2),
  onWarnings: (/** @type {Told[]} */ more) => void told.push(...inFile(more, rows)),
});

/** What both models noted is told once. @param {Told[]} told */
const onceEach = (told) => [...new Map(told.map((one) => [JSON.stringify(one), one])).values()];

/** @param {any} y as targets are read @param {number} n @returns {string[] | NumberArray} */
const truthsOf = (y, n) =>
  'codes' in y
    ? Array.from({ length: n }, (_, i) => String(y.values[y.codes[i]]))
    : Float64Array.from({ length: n }, (_, i) => Number(y[i]));

/** @param {any} predictions @returns {string[] | NumberArray} */
const answersOf = (predictions) =>
  Array.isArray(predictions) ? predictions.map(String) : (predictions.data ?? predictions);

/** @param {string[] | NumberArray} all @param {Int32Array} places @returns {string[] | NumberArray} */
const picked = (all, places) =>
  Array.isArray(all)
    ? Array.from(places, (place) => all[place])
    : Float64Array.from(places, (place) => all[place]);
