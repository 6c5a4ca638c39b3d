// Asking the model: a row by a form, as you type, or a whole file.
// @ts-check

import { showBars } from '../../ui/bars.js';
import { cellOf, columnNamed, formatRows } from '../../ui/csv.js';
import { dataTable } from '../../ui/data-table.js';
import { byId, download, h, replace } from '../../ui/dom.js';
import { dropzone } from '../../ui/dropzone.js';
import { inTermsOfFile } from '../../ui/in-terms-of-file.js';
import { latest } from '../../ui/latest.js';
import { showError, showNote } from '../../ui/notice.js';
import { count, duration, percent, readable } from '../../ui/numbers.js';
import { readTable } from '../../ui/read-table.js';
import { fieldValue, rowFields } from '../../ui/row-form.js';
import { numbersOf } from './encoded.js';
import { COVERAGE } from './intervals.js';
import { trainingRows } from './rows.js';

/** @import { Model, Summary, Table } from '../../client/index.js' */
/** @import { ParsedTable } from '../../ui/csv.js' */

/** @import { Intervals } from './intervals.js' */

/**
 * @typedef {{
 *   model: Model, summary: Summary, target: string, typicalError?: number, margin?: number,
 *   intervals?: Promise<Intervals | undefined>,
 * }} InUse `margin`, or `intervals`: what holds the truth 9 times in 10
 */

/** @param {() => InUse | undefined} current */
export function bindPredicting(current) {
  byId('row-form').addEventListener('submit', (event) => event.preventDefault());
  byId('batch-drop').append(
    dropzone({
      label: 'Drop a CSV to predict',
      hint: 'the same columns; you get it back with predictions',
      accept: '.csv,.tsv,.txt,text/csv',
      onFile: (file) => predictFile(current(), file),
    }),
  );
}

/** @param {InUse} use */
export function showForm(use) {
  const columns = use.summary.columns ?? [];
  const form = /** @type {HTMLFormElement} */ (byId('row-form'));
  replace(form, rowFields(columns));
  const ask = latest(async (signal) => {
    const table = {
      columns: columns.map(({ name }, i) => ({ name, values: [fieldValue(form, i)] })),
    };
    try {
      if (use.summary.kind === 'classifier') {
        const { data, classes } = await use.model.predictProba(table, { signal });
        return () => showClass(use, classes, data);
      }
      const predicted = /** @type {Float64Array} */ (await use.model.predict(table, { signal }));
      const [range] = (await rangesOf(use, table, predicted, signal)) ?? [];
      return () => showNumber(use, predicted[0], range);
    } catch (error) {
      return () => showError(byId('row-result'), error);
    }
  });
  form.oninput = ask;
  byId('predict').hidden = false;
  ask();
}

/** @param {InUse} use @param {any[]} classes @param {Float64Array} shares */
function showClass({ target }, classes, shares) {
  const best = shares.indexOf(Math.max(...shares));
  const bars = h('div', {});
  replace(
    byId('row-result'),
    h('p', { class: 'verdict' }, `${target}: ${classes[best]} (${percent(shares[best])})`),
    bars,
  );
  showBars(
    bars,
    classes.map((label, i) => ({ label: String(label), share: shares[i] })),
    { caption: `Probabilities of ${target}` },
  );
}

/**
 * @param {InUse} use @param {Table} table @param {Float64Array} predicted @param {AbortSignal} [signal]
 * @returns {Promise<[number, number][] | undefined>}
 */
async function rangesOf({ margin, intervals }, table, predicted, signal) {
  if (margin !== undefined) return Array.from(predicted, (v) => [v - margin, v + margin]);
  return (await intervals)?.of(table, signal);
}

/** @param {InUse} use @param {number} value @param {[number, number]} [range] */
function showNumber({ target, typicalError, margin }, value, range) {
  replace(
    byId('row-result'),
    h('p', { class: 'verdict' }, `${target}: ${readable(value)}`),
    range?.every(Number.isFinite) &&
      h(
        'p',
        {},
        `${readable(range[0])} to ${readable(range[1])} holds the truth in ${percent(COVERAGE)} of such rows`,
        h(
          'span',
          { class: 'muted' },
          margin === undefined ? ' (by leave-one-out errors)' : ' (by errors on held-out rows)',
        ),
      ),
    typicalError !== undefined &&
      h(
        'p',
        { class: 'muted' },
        `On held-out rows it was off by ${readable(typicalError)} on average.`,
      ),
  );
}

/** @param {InUse | undefined} use @param {File} file */
async function predictFile(use, file) {
  if (!use) return;
  const place = byId('batch-message');
  try {
    showNote(place, `Reading ${file.name}…`);
    const table = await readTable(file);
    const started = performance.now();
    const { head, cells, score } = await predictAll(use, table);
    const seconds = (performance.now() - started) / 1000;
    const lines = cells.map((extra, row) => [
      ...table.columns.map((column) => cellOf(column, row)),
      ...extra,
    ]);
    const name = `${file.name.replace(/\.\w+$/, '')}-predicted.csv`;
    const content = formatRows([
      [...table.columns.map((column) => column.name), ...head],
      ...lines,
    ]);
    replace(
      place,
      h('p', {}, `${count(table.rows, 'row')} predicted in ${duration(seconds)}. ${score}`),
      h(
        'button',
        { type: 'button', onclick: () => download(name, content, 'text/csv') },
        `Download ${name}`,
      ),
      dataTable({ caption: 'First predictions', head, rows: cells.slice(0, 5) }),
    );
  } catch (error) {
    showError(place, inTermsOfFile(error));
  }
}

/** @param {InUse} use @param {ParsedTable} table */
async function predictAll(use, table) {
  const { model, summary, target } = use;
  const known = Boolean(columnNamed(table, target));
  const labelled = known ? trainingRows(table, target) : undefined;
  const score = labelled?.rows.length
    ? describeScore(summary, await model.score(labelled.X, targetsOf(summary, labelled.y)))
    : '';
  if (summary.kind === 'regressor') {
    const values = /** @type {Float64Array} */ (await model.predict(table));
    const ranges = await rangesOf(use, table, values);
    const head = [`predicted ${target}`, ...(ranges ? ['low (90 %)', 'high (90 %)'] : [])];
    return { head, cells: Array.from(values, (v, i) => [v, ...(ranges?.[i] ?? [])]), score };
  }
  const { data, classes } = await model.predictProba(table);
  const k = classes.length;
  const cells = Array.from({ length: table.rows }, (_, row) => {
    const shares = data.subarray(row * k, (row + 1) * k);
    const best = shares.indexOf(Math.max(...shares));
    return [String(classes[best]), ...Array.from(shares, (share) => share.toFixed(4))];
  });
  return { head: [`predicted ${target}`, ...classes.map((c) => `P(${c})`)], cells, score };
}

/** Table models read texts as numbers; a chain takes numbers. */
/** @param {Summary} summary @param {{ codes: Int32Array, values: string[] }} y */
const targetsOf = (summary, y) =>
  summary.kind === 'regressor' && summary.class === 'Chain' ? numbersOf(y) : y;

/** @param {Summary} summary @param {number} score */
const describeScore = ({ kind }, score) =>
  kind === 'classifier'
    ? `The file holds the answers: ${percent(score, 1)} are right.`
    : `The file holds the answers: R² ${score.toFixed(3)}.`;
