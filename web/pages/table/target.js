// Choosing what to predict: what is suggested and why, and what the column holds as a target.
// @ts-check

import { latestOnly } from '../../ui/async/latest-only.js';
import { byId, h, replace } from '../../ui/dom/dom.js';
import { warningText } from '../../ui/tables/unreadable-cells.js';
import { apart } from '../../ui/text/bidi.js';
import { count } from '../../ui/text/format.js';
import { shown } from './column-words.js';
import { hintLines } from './hint-lines.js';
import { keepFocus } from './keep-focus.js';
import { targetsIn } from './targets.js';

/** @import { ColumnInfo, ElmToolkit } from '../../client/index.js' */
/** @import { Opened } from './opened.js' */
/** @import { Targets, Task } from './targets.js' */

const MOST_NAMED = 4;

const target = byId('target', HTMLSelectElement);
const task = byId('task', HTMLSelectElement);
const note = byId('target-note');

/** What is chosen at the moment. @returns {{ name: string, task: Task }} */
export const wanted = () => ({ name: target.value, task: /** @type {Task} */ (task.value) });

/** The column to suggest, and why. @param {Opened} opened @returns {[name: string, why: string | null]} */
function suggested({ table, columns, origin }) {
  const declared = origin.sample?.target ?? table.target;
  if (declared && columns.some(({ name }) => name === declared)) {
    return [declared, origin.sample ? null : 'the file says so'];
  }
  const likely = columns.reduce((best, column) =>
    column.target_likely > best.target_likely ? column : best,
  );
  return likely.target_likely > 0 ? [likely.name, likely.target_why] : ['', null];
}

/**
 * @param {Promise<ElmToolkit>} starting @param {Opened} opened @param {() => void} onChange of how
 *   columns are read
 * @param {{ again?: boolean }} [how] `again`: what was chosen stays, where it is still there
 */
export function offerTargets(starting, opened, onChange, { again = false } = {}) {
  const [likely, why] = suggested(opened);
  const before = again ? wanted() : undefined;
  const offered = opened.columns.filter(({ kind }) => kind !== 'empty' && kind !== 'constant');
  const chosen = offered.some(({ name }) => name === before?.name) ? before?.name : likely;
  replace(
    target,
    offered.map(({ name }) => h('option', { value: name, selected: name === chosen }, shown(name))),
  );
  if (!target.options.length)
    throw new Error('No column of this table has two values to tell apart.');
  const current = () => opened.columns.find(({ name }) => name === target.value);
  const describe = latestOnly(async (signal) => {
    const column = current();
    if (!column) return () => {};
    const about = column.name === likely && why ? `Suggested because ${why}. ` : '';
    const show = (/** @type {(string | Node | false)[]} */ ...content) =>
      keepFocus(note, () =>
        replace(note, h('p', { class: 'muted' }, about, ...content), hintsOf(column)),
      );
    show(what(column));
    try {
      const options = { ...wanted(), reading: column.reading, signal };
      const found = await targetsIn(await starting, opened.table, options);
      return () => show(what(column), ` ${inDetail(found).join(' ')}`);
    } catch (error) {
      return () => show(refusal(error), offerNumber(column, describe));
    }
  });
  const hintsOf = (/** @type {ColumnInfo} */ column) =>
    // codes or amounts is no question of a target: what is predicted says it
    hintLines(column, opened.choices, onChange, { without: 'codes' });
  const byDefault = () => {
    task.value = current()?.target ?? 'classification';
  };
  if (before && before.name === chosen) task.value = before.task;
  else byDefault();
  target.onchange = () => {
    byDefault();
    describe();
  };
  task.onchange = describe;
  byId('train').hidden = false;
  describe();
}

/** @param {ColumnInfo} column */
function what({ name, unique }) {
  return wanted().task === 'regression'
    ? apart`“${shown(name)}” holds numbers, so a number will be predicted.`
    : apart`“${shown(name)}” has ${count(unique, 'distinct value')}, so one of them will be predicted.`;
}

/** @param {Targets} found @returns {string[]} */
function inDetail({ y, missing, told }) {
  const said = told.map(warningText);
  if (missing) said.unshift(`${count(missing, 'row')} without it will be left out.`);
  if (!('codes' in y)) return said;
  const counts = y.values.map(() => 0);
  for (const code of y.codes) counts[code]++;
  const single = y.values.filter((_, code) => counts[code] === 1).map((label) => apart`“${label}”`);
  if (!single.length) return said;
  const names = single.slice(0, MOST_NAMED).join(', ') + (single.length > MOST_NAMED ? ', …' : '');
  const stand = single.length === 1 ? 'stands in one row alone' : 'stand in one row each';
  return [...said, `${names} ${stand}: too few to learn from, or to be tested.`];
}

/** @param {unknown} error */
const refusal = (error) => {
  const text = error instanceof Error ? error.message : String(error);
  return `${text[0].toUpperCase()}${text.slice(1)}.`;
};

/** @param {ColumnInfo} column @param {() => void} describe */
const offerNumber = ({ mean }, describe) =>
  mean !== undefined &&
  task.value === 'classification' &&
  h(
    'button',
    {
      type: 'button',
      class: 'quiet small',
      onclick() {
        task.value = 'regression';
        task.focus();
        describe();
      },
    },
    'Predict a number',
  );
