// What two models say of the same rows: of a table's held-out ones, or of all that a file has.
// @ts-check

import { columnNamed } from '../../ui/tables/cells.js';
import { apart, isolated } from '../../ui/text/bidi.js';
import { count, grouped } from '../../ui/text/format.js';
import { rowsOf, targetsIn } from './targets.js';

/** @import { ElmToolkit, NumberArray } from '../../client/index.js' */
/** @import { ParsedTable } from '../../ui/files/table.js' */
/** @import { ActiveModel } from './active-model.js' */

/** @typedef {{ name: string, use: ActiveModel }} Kept */
/** @typedef {{ kept: Kept[], table: ParsedTable, called: string, rows: Int32Array, truth: string[] | NumberArray, said: (string[] | NumberArray)[], how: string }} Pair `rows`: where those judged are in the table */

/** Rows of the open table that are held out, and the seed of the split: as the page's own test. */
const HELD_OUT = { cv: 0.25, seed: 0 };

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
 * Both learn the table again but for a quarter of its rows, and are asked about those.
 *
 * @param {ElmToolkit} elm @param {Kept[]} kept @param {ParsedTable} table @param {string} called
 * @returns {Promise<Pair>}
 */
export async function heldOut(elm, kept, table, called) {
  const { target, task, reading } = kept[0].use;
  const inputs = kept.map((one) => columnsOf(one, table, called));
  const { rows, y } = await targetsIn(elm, table, { name: target, task, reading });
  const said = [];
  let judged = rows;
  for (const [i, { use }] of kept.entries()) {
    const report = await use.model.crossValidate(rowsOf(inputs[i], rows), y, HELD_OUT);
    judged = report.rows;
    said.push(answersOf(report.predictions));
  }
  const truths = truthsOf(y, rows.length);
  return {
    ...{ kept, table, called, said },
    rows: Int32Array.from(judged, (place) => rows[place]),
    truth: picked(truths, judged),
    how: `Both learnt ${count(rows.length - judged.length, 'row')} of it again, as they had been set, and were asked about the other ${grouped(judged.length)}.`,
  };
}

/**
 * Both are asked about all rows of a file as they are.
 *
 * @param {ElmToolkit} elm @param {Kept[]} kept @param {ParsedTable} table @param {string} called
 * @returns {Promise<Pair>}
 */
export async function asked(elm, kept, table, called) {
  const { target, task, reading } = kept[0].use;
  const inputs = kept.map((one) => columnsOf(one, table, called));
  const { rows, y } = await targetsIn(elm, table, { name: target, task, reading });
  const said = [];
  for (const [i, { use }] of kept.entries()) {
    said.push(answersOf(await use.model.predict(rowsOf(inputs[i], rows), { onWarnings() {} })));
  }
  const known = kept.filter(({ use }) => use.model.metadata.trained_on === called);
  const flattered = known.length
    ? apart` ${known.map(({ name }) => name).join(' and ')} learnt from a file of this name: of rows that a model has learnt, its figures are too good.`
    : '';
  return {
    ...{ kept, table, called, rows, said },
    truth: truthsOf(y, rows.length),
    how: `Both were asked about its ${count(rows.length, 'row')} as they are.${flattered}`,
  };
}

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
