// Training with progress and a way to stop, by the options that were chosen.
// @ts-check

import { byId } from '../../ui/dom/dom.js';
import { withFileRow } from '../../ui/tables/row-errors.js';
import { inFile } from '../../ui/tables/unreadable-cells.js';
import { readingOf } from './column-choices.js';
import { inWords } from './how.js';
import { conformal, heldOutRange } from './intervals.js';
import { learntFrom } from './opened.js';
import { wanted } from './target.js';
import { rowsOf, targetsIn } from './targets.js';
import { bindTask } from './task-button.js';

/** @import { ElmToolkit, FitResult, Kinds, Model, Reading, Table, Told } from '../../client/index.js' */
/** @import { Around, Intervals } from './intervals.js' */
/** @import { Opened } from './opened.js' */
/** @import { Targets, Task } from './targets.js' */

/**
 * @typedef {{
 *   model: Model, result: FitResult, target: string, task: Task, reading: Reading,
 *   rows: Int32Array, opened: Opened, told: Told[], how: string, same: string, split: number[],
 *   around?: Around, intervals?: Promise<Intervals | undefined>,
 * }} Trained `rows`: where those learnt from are in the file; `reading`: of the target; `how`: by what
 *   options, in words; `same`: equal where all options and readings are; `split`: by what rows are held out
 */

const effort = byId('effort', HTMLSelectElement);

/**
 * @param {Promise<ElmToolkit>} starting
 * @param {() => Opened | undefined} current
 * @param {(trained: Trained, again: boolean) => Promise<void>} onTrained
 */
export const bindTraining = (starting, current, onTrained) =>
  bindTask({
    row: 'training',
    message: byId('train-message'),
    results: byId('results'),
    also: byId('closer'),
    async work({ again, ...options }) {
      const opened = current();
      if (!opened) return;
      // as they are now: another table may be opened while it learns
      const { name: target, task } = wanted();
      const { used, kinds } = learntFrom(opened, target);
      const params = optionsOf(task);
      const held = { ...splitChosen(), importances: true };
      const seconds = Number(effort.value);
      const how = inWords(opened, target, seconds, params);
      const spec = modelOf(task, seconds, params, kinds);
      const same = JSON.stringify(spec);
      const split = [held.holdout, held.seed];
      const elm = await starting;
      const about = opened.columns.find(({ name }) => name === target);
      const reading = about && readingOf(about);
      const targets = await targetsIn(elm, opened.table, {
        ...{ name: target, task, reading },
        signal: options.signal,
      });
      const { rows, told } = targets;
      const X = rowsOf(used, rows);
      const model = await elm.create(spec.class, spec.params);
      try {
        const onWarnings = (/** @type {Told[]} */ more) => told.push(...inFile(more, rows));
        const result = await model.fit(X, targets.y, { ...held, ...options, onWarnings });
        const made = {
          model,
          result,
          target,
          task,
          reading: targets.reading,
          rows,
          opened,
          told,
          how,
          same,
          split,
        };
        const range = seconds
          ? heldOut(made)
          : intervals(elm, made, { X, y: targets.y, params, kinds });
        await onTrained({ ...made, ...range }, again);
      } catch (error) {
        await model.dispose();
        throw withFileRow(error, rows);
      }
    },
  });

/**
 * @param {Task} task @param {number} seconds to try several models in; 0: one model
 * @param {Record<string, unknown>} params @param {Kinds} kinds
 */
function modelOf(task, seconds, params, kinds) {
  const kind = task === 'classification' ? 'Classifier' : 'Regressor';
  if (!seconds) return { class: `Table${kind}`, params: { ...params, kinds } };
  const { random_state, decide } = params;
  const tries = { time_budget: seconds, random_state, ...(decide ? { decide } : {}) };
  const steps = [
    { class: 'TableEncoder', params: { kinds } },
    { class: `AutoELM${kind}`, params: tries },
  ];
  return { class: 'Chain', params: { steps } };
}

/** How far off a predicted number may be. @param {Pick<Trained, 'result'>} made */
const heldOut = ({ result: { holdout, summary } }) =>
  holdout?.task === 'regression' ? { around: heldOutRange(holdout, summary.log_target) } : {};

/**
 * @param {ElmToolkit} elm @param {Pick<Trained, 'task'>} made
 * @param {{ X: Table, y: Targets['y'], params: Record<string, unknown>, kinds: Kinds }} data
 */
function intervals(elm, { task }, { X, y, params, kinds }) {
  if (task !== 'regression' || 'codes' in y) return {};
  const promised = conformal(elm, X, y, params, kinds);
  return { intervals: promised.catch(() => undefined) }; // such as of too few rows: then none
}

/** Options that several models choose for themselves are not offered. */
export function bindEffort() {
  const tell = () => {
    const several = Number(effort.value) > 0;
    byId('of-several').hidden = !several;
    for (const id of ['n-hidden', 'activation']) byId(id).toggleAttribute('disabled', several);
  };
  effort.addEventListener('change', tell);
  tell();
}

/** @param {Task} task @returns {Record<string, unknown>} */
function optionsOf(task) {
  const decide = byId('decide', HTMLSelectElement).value;
  return {
    n_hidden: numberIn('n-hidden'),
    activation: byId('activation', HTMLSelectElement).value,
    random_state: numberIn('seed'),
    ...(task === 'classification' && decide === 'balanced' && { decide }),
  };
}

/** What rows the page's test holds out: their share, and the seed of the split. */
export const splitChosen = () => ({ holdout: numberIn('holdout') / 100, seed: numberIn('seed') });

/** @param {string} id */
function numberIn(id) {
  const input = byId(id, HTMLInputElement);
  if (input.disabled) return Number.NaN; // it is not asked
  if (!input.checkValidity() || input.value === '') {
    input.closest('details')?.setAttribute('open', '');
    input.focus();
    const label = input.labels?.[0]?.firstChild?.textContent?.trim();
    throw new Error(`${label}: ${input.validationMessage || 'a number is needed'}`);
  }
  return input.valueAsNumber;
}
