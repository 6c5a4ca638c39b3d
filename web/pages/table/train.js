// Choosing the target and the options, and training with progress and a way to stop.
// @ts-check

import { byId, h, replace } from '../../ui/dom.js';
import { inTermsOfFile } from '../../ui/in-terms-of-file.js';
import { count } from '../../ui/numbers.js';
import { numbersOf } from './encoded.js';
import { conformal, heldOutMargin } from './intervals.js';
import { trainingRows } from './rows.js';
import { bindWork } from './work.js';

/** @import { ColumnInfo, ElmToolkit, FitResult, Model, Table } from '../../client/index.js' */
/** @import { ParsedTable } from '../../ui/csv.js' */
/** @import { Intervals } from './intervals.js' */

/** @typedef {'classification' | 'regression'} Task */
/** @typedef {{ table: ParsedTable, columns: ColumnInfo[], ignored: Set<string>, name: string }} Opened */
/** @typedef {{ model: Model, result: FitResult, target: string, task: Task, rows: Int32Array, table: ParsedTable, name: string, margin?: number, intervals?: Promise<Intervals | undefined> }} Trained */

const target = /** @type {HTMLSelectElement} */ (byId('target'));
const task = /** @type {HTMLSelectElement} */ (byId('task'));
const effort = /** @type {HTMLSelectElement} */ (byId('effort'));

/** @param {Opened} opened @param {string} suggested */
export function offerTargets({ columns }, suggested) {
  replace(
    target,
    columns
      .filter(({ kind }) => kind !== 'empty' && kind !== 'constant')
      .map(({ name }) => h('option', { value: name, selected: name === suggested }, name)),
  );
  if (!target.options.length)
    throw new Error('No column of this table has two values to tell apart.');
  recognise(columns);
  target.onchange = () => recognise(columns);
  byId('train').hidden = false;
}

/** @param {ColumnInfo[]} columns */
function recognise(columns) {
  const column = columns.find(({ name }) => name === target.value);
  if (!column) return;
  task.value = column.target ?? 'classification';
  const what =
    task.value === 'regression'
      ? `“${column.name}” holds many different numbers, so a number will be predicted.`
      : `“${column.name}” has ${count(column.unique, 'distinct value')}, so one of them will be predicted.`;
  const gaps = column.missing
    ? ` ${count(column.missing, 'row')} without it will be left out.`
    : '';
  byId('target-note').textContent = what + gaps;
}

/**
 * @param {Promise<ElmToolkit>} starting
 * @param {() => Opened | undefined} current
 * @param {(trained: Trained) => void} onTrained
 */
export function bindTraining(starting, current, onTrained) {
  bindWork({
    row: 'training',
    message: byId('train-message'),
    async work(options) {
      const opened = current();
      if (!opened) return;
      // as they are now: another table may be opened while it learns
      const [wanted, chosen] = [target.value, /** @type {Task} */ (task.value)];
      const column = opened.columns.find(({ name }) => name === wanted);
      const data = trainingRows(opened.table, wanted, {
        ignored: opened.ignored,
        missing: ['', ...(column?.missing_texts ?? [])],
      });
      const elm = await starting;
      const { spec, y } = modelOf(chosen, Number(effort.value), data.y);
      const model = await elm.create(spec.class, spec.params);
      try {
        const held = { holdout: numberIn('holdout') / 100, seed: numberIn('seed') };
        const result = await model.fit(data.X, y, { ...held, ...options });
        const { table, name } = opened;
        const made = { model, result, target: wanted, task: chosen, rows: data.rows, table, name };
        onTrained({ ...made, ...promised(elm, made, data) });
      } catch (error) {
        await model.dispose();
        throw inTermsOfFile(error, data.rows);
      }
    },
  });
}

/**
 * @param {Task} chosen @param {number} seconds to try several models in; 0: one model
 * @param {{ codes: Int32Array, values: string[] }} y
 */
function modelOf(chosen, seconds, y) {
  const kind = chosen === 'classification' ? 'Classifier' : 'Regressor';
  if (!seconds) return { spec: { class: `Table${kind}`, params: options(chosen) }, y };
  const { random_state, class_weight } = /** @type {any} */ (options(chosen));
  const params = { time_budget: seconds, random_state, ...(class_weight && { class_weight }) };
  const steps = [{ class: 'TableEncoder' }, { class: `AutoELM${kind}`, params }];
  const targets = chosen === 'regression' ? numbersOf(y) : y;
  return { spec: { class: 'Chain', params: { steps } }, y: targets };
}

/**
 * How far off a predicted number may be.
 *
 * @param {ElmToolkit} elm
 * @param {Pick<Trained, 'task' | 'result'>} made
 * @param {{ X: Table, y: { codes: Int32Array, values: string[] } }} data
 */
function promised(elm, { task: chosen, result: { holdout } }, data) {
  if (chosen !== 'regression' || holdout?.task !== 'regression') return {};
  if (Number(effort.value)) return { margin: heldOutMargin(holdout) };
  const params = options(chosen);
  const intervals = (async () => conformal(elm, data.X, numbersOf(data.y), params))();
  return { intervals: intervals.catch(() => undefined) }; // such as numbers with units: then none
}

/** @param {Task} chosen */
function options(chosen) {
  const balanced = /** @type {HTMLInputElement} */ (byId('balanced')).checked;
  return {
    n_hidden: numberIn('n-hidden'),
    activation: /** @type {HTMLSelectElement} */ (byId('activation')).value,
    random_state: numberIn('seed'),
    ...(chosen === 'classification' && balanced && { class_weight: 'balanced' }),
  };
}

/** @param {string} id */
function numberIn(id) {
  const input = /** @type {HTMLInputElement} */ (byId(id));
  if (!input.checkValidity() || input.value === '') {
    input.closest('details')?.setAttribute('open', '');
    input.focus();
    const label = input.labels?.[0]?.firstChild?.textContent?.trim();
    throw new Error(`${label}: ${input.validationMessage || 'a number is needed'}`);
  }
  return input.valueAsNumber;
}
