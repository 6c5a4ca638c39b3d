// Asking the model about one row, by a form, as you type.
// @ts-check

import { latestOnly } from '../../ui/async/latest-only.js';
import { showBars } from '../../ui/charts/probability-bars.js';
import { byId, h, replace } from '../../ui/dom/dom.js';
import { showError } from '../../ui/feedback/notice.js';
import { LESS_PROBABLE } from '../../ui/models/best-answer.js';
import { outside, tellOutside } from '../../ui/tables/outside.js';
import { fieldValue, markUnread, rowFields, TypedValues } from '../../ui/tables/row-form.js';
import { apart } from '../../ui/text/bidi.js';
import { percent } from '../../ui/text/format.js';
import { classesOf, inUnit, rangesOf } from './active-model.js';
import { COVERAGE } from './intervals.js';
import { bindReasons } from './reasons.js';

/** @import { ElmToolkit, Label, Table, Told } from '../../client/index.js' */
/** @import { ActiveModel } from './active-model.js' */

const kept = new TypedValues();

/** @param {Promise<ElmToolkit>} starting @param {ActiveModel} use */
export function showForm(starting, use) {
  const columns = use.summary.columns ?? [];
  const form = byId('row-form', HTMLFormElement);
  replace(form, rowFields(columns));
  kept.putInto(form, columns);
  const why = bindReasons(byId('row-why'), use, { columns: typedIn(form, columns) });
  const ask = latestOnly(async (signal) => {
    const typed = typedIn(form, columns);
    try {
      const first = await answer(use, { columns: typed }, signal);
      const numbers = first.told.filter(({ details }) => details.kind === 'number');
      const names = numbers.map(({ details }) => String(details.column));
      const known = names.length ? await readFreely(await starting, typed, names, signal) : [];
      const row = {
        columns: typed.map((one) => known.find(({ name }) => name === one.name) ?? one),
      };
      const { show, told } = known.length ? await answer(use, row, signal) : first;
      return () => {
        const unread = told.map(({ details }) => details);
        markUnread(form, columns, unread);
        show();
        tellOutside(byId('row-result'), outside(use.learnt ?? [], row.columns));
        why(row);
      };
    } catch (error) {
      return () => {
        showError(byId('row-result'), error);
        why(undefined);
      };
    }
  });
  form.onsubmit = (event) => event.preventDefault();
  form.oninput = ({ target }) => {
    kept.note(form, columns, target);
    ask();
  };
  byId('predict').hidden = false;
  ask();
}

/** @typedef {{ name: string, values: string[] }} Typed */

/** @param {HTMLFormElement} form @param {{ name: string }[]} columns @returns {Typed[]} */
const typedIn = (form, columns) =>
  columns.map(({ name }, i) => ({ name, values: [fieldValue(form, i)] }));

/**
 * The numbers of cells that are written in another way than their columns are, where they can be
 * read by themselves: 1.5 where a decimal comma is usual.
 *
 * @param {ElmToolkit} elm @param {Typed[]} typed @param {string[]} names @param {AbortSignal} signal
 */
async function readFreely(elm, typed, names, signal) {
  const columns = typed.filter(({ name }) => names.includes(name));
  const kinds = Object.fromEntries(
    names.map((name) => [name, { kind: /** @type {const} */ ('number') }]),
  );
  const about = await elm.inspectTable({ columns }, { kinds, signal });
  return about.flatMap(({ name, min }) =>
    min === undefined ? [] : [{ name, data: Float64Array.of(min) }],
  );
}

/**
 * @param {ActiveModel} use @param {Table} table @param {AbortSignal} signal
 * @returns {Promise<{ told: Told[], show: () => void }>}
 */
async function answer(use, table, signal) {
  /** @type {Told[]} */
  const told = [];
  const options = { signal, onWarnings: (/** @type {Told[]} */ more) => told.push(...more) };
  if (use.summary.kind === 'classifier') {
    const proba = await use.model.predictProba(table, options);
    const [said] = await classesOf(use, table, proba, { signal, onWarnings() {} });
    return { told, show: () => showClass(use, proba.classes, proba.data, said) };
  }
  const predicted = /** @type {Float64Array} */ (await use.model.predict(table, options));
  const [range] = (await rangesOf(use, table, predicted, signal)) ?? [];
  return { told, show: () => showNumber(use, predicted[0], range) };
}

/**
 * @param {ActiveModel} use @param {Label[]} classes @param {Float64Array} shares
 * @param {Label} said which class
 */
function showClass({ target, summary }, classes, shares, said) {
  const best = classes.indexOf(said);
  const bars = h('div', {});
  replace(
    byId('row-result'),
    h('p', { class: 'verdict' }, apart`${target}: ${said}, ${percent(shares[best])}`),
    summary.decide &&
      shares[best] < Math.max(...shares) &&
      h('p', { class: 'muted' }, LESS_PROBABLE),
    bars,
  );
  showBars(
    bars,
    classes.map((label, i) => ({ label: String(label), share: shares[i] })),
    { caption: apart`Probabilities of ${target}` },
  );
}

/** @param {ActiveModel} use @param {number} value @param {[number, number]} [range] */
function showNumber(use, value, range) {
  const { target, typicalError, around } = use;
  replace(
    byId('row-result'),
    h('p', { class: 'verdict' }, apart`${target}: ${inUnit(use, value)}`),
    range?.every(Number.isFinite) &&
      h(
        'p',
        {},
        `${inUnit(use, range[0])} to ${inUnit(use, range[1])} holds the truth in ${percent(COVERAGE)} of such rows`,
        h(
          'span',
          { class: 'muted' },
          around
            ? ' (by its errors in rows it had not seen)'
            : ' (by its errors in rows that were left out)',
        ),
      ),
    typicalError !== undefined &&
      h(
        'p',
        { class: 'muted' },
        `In rows it had not seen it was off by ${inUnit(use, typicalError)} on average.`,
      ),
  );
}
