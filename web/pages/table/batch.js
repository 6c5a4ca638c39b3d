// Asking the model about a whole file, which comes back with predictions.
// @ts-check

import { ElmError } from '../../client/errors.js';
import { dataTable } from '../../ui/charts/data-table.js';
import { byId, h, replace } from '../../ui/dom/dom.js';
import { downloadRows } from '../../ui/export/csv-download.js';
import { showError, showNote } from '../../ui/feedback/notice.js';
import { cellOf, columnNamed } from '../../ui/tables/cells.js';
import { tableField } from '../../ui/tables/table-field.js';
import { warningList } from '../../ui/tables/unreadable-cells.js';
import { apart } from '../../ui/text/bidi.js';
import { count, duration, percent } from '../../ui/text/format.js';
import { classesOf, rangesOf } from './active-model.js';
import { rowsOf, targetsIn } from './targets.js';

/** @import { ElmToolkit, Told } from '../../client/index.js' */
/** @import { ParsedTable } from '../../ui/files/table.js' */
/** @import { ActiveModel } from './active-model.js' */

/**
 * @param {Promise<ElmToolkit>} starting @param {() => ActiveModel | undefined} current
 * @returns {() => Promise<void>} asks the model in use about the same file again
 */
export function bindBatch(starting, current) {
  const message = byId('batch-message');
  /** @type {{ table: ParsedTable, name: string } | undefined} */
  let file;
  let newest = 0;
  /** @param {{ table: ParsedTable, name: string }} of @param {(error: unknown) => void} refuse */
  const predict = async ({ table, name }, refuse) => {
    const use = current();
    if (!use) return;
    newest += 1;
    const mine = newest;
    try {
      const content = await predictTable(await starting, use, table, name);
      if (mine === newest) replace(message, content);
    } catch (error) {
      if (mine === newest) refuse(error); // else its model, or its file, is gone
    }
  };
  byId('batch-drop').append(
    tableField({
      label: 'Drop a table to predict',
      hint: 'the same columns; you get it back with predictions',
      message,
      isReady: () => current() !== undefined,
      take(table, { name }) {
        file = { table, name };
        return predict(file, (error) => {
          file = undefined;
          throw error;
        });
      },
    }).element,
  );
  return async () => {
    if (!file) return;
    const { name } = file;
    showNote(message, apart`Predicting ${name} with the new model…`);
    await predict(file, (error) => {
      file = undefined;
      const why = error instanceof Error ? error.message : String(error);
      const gone = apart`The new model cannot predict ${name}, whose predictions are gone`;
      showError(message, new Error(`${gone}: ${why}`));
    });
  };
}

/** @param {ElmToolkit} elm @param {ActiveModel} use @param {ParsedTable} table @param {string} called */
async function predictTable(elm, use, table, called) {
  const started = performance.now();
  const { head, cells, told } = await predictAll(use, table);
  const seconds = (performance.now() - started) / 1000;
  const { score, told: ofTargets } = await scoreOf(elm, use, table);
  const lines = cells.map((extra, row) => [
    ...table.columns.map((column) => cellOf(column, row)),
    ...extra,
  ]);
  const name = `${called.replace(/\.\w+$/, '')}-predicted.csv`;
  const rows = [[...table.columns.map((column) => column.name), ...head], ...lines];
  return [
    h('p', {}, `${count(table.rows, 'row')} predicted in ${duration(seconds)}. ${score}`),
    warningList([...told, ...ofTargets]),
    h(
      'button',
      { type: 'button', onclick: () => downloadRows(name, rows) },
      apart`Download ${name}`,
    ),
    dataTable({ caption: 'First predictions', head, rows: cells.slice(0, 5) }),
  ];
}

/** @param {ActiveModel} use @param {ParsedTable} table */
async function predictAll(use, table) {
  const { model, summary, target } = use;
  /** @type {Told[]} */
  const told = [];
  const options = { onWarnings: (/** @type {Told[]} */ more) => told.push(...more) };
  if (summary.kind === 'regressor') {
    const values = /** @type {Float64Array} */ (await model.predict(table, options));
    const ranges = await rangesOf(use, table, values);
    const head = [`predicted ${target}`, ...(ranges ? ['low (90 %)', 'high (90 %)'] : [])];
    return { head, cells: Array.from(values, (v, i) => [v, ...(ranges?.[i] ?? [])]), told };
  }
  const proba = await model.predictProba(table, options);
  const said = await classesOf(use, table, proba, { onWarnings() {} }); // they are told already
  const { data, classes } = proba;
  const k = classes.length;
  const cells = Array.from({ length: table.rows }, (_, row) => {
    const shares = data.subarray(row * k, (row + 1) * k);
    return [String(said[row]), ...Array.from(shares, (share) => share.toFixed(4))];
  });
  return { head: [`predicted ${target}`, ...classes.map((c) => `P(${c})`)], cells, told };
}

/** How good the predictions are, where the file holds the answers. */
/** @param {ElmToolkit} elm @param {ActiveModel} use @param {ParsedTable} table */
async function scoreOf(elm, { model, target: name, task, reading }, table) {
  const none = { score: '', told: [] };
  if (!columnNamed(table, name)) return none;
  try {
    const { y, rows, missing, told } = await targetsIn(elm, table, { name, task, reading });
    const isClass = task === 'classification';
    if (rows.length < 2 && !isClass) return { ...none, told }; // no R² of one number
    const value = await model.score(rowsOf(table, rows), y, { onWarnings() {} });
    const held = missing
      ? `${count(rows.length, 'row')} of the file ${rows.length === 1 ? 'holds' : 'hold'} the answer`
      : 'The file holds the answers';
    const how = isClass ? `${percent(value, 1)} are right` : `R² ${value.toFixed(3)}`;
    return { score: `${held}: ${how}.`, told };
  } catch (error) {
    if (error instanceof ElmError && error.details.parameter === 'y') return none; // to be filled in
    throw error;
  }
}
