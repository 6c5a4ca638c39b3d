// Fields for a row of a table, filled with what is usual.
// @ts-check
import { h } from './dom.js';

/** @typedef {{ name: string, kind: string, usual?: number | string, values?: string[] }} Column */

const DAY = 864e5;

/** @param {Column[]} columns */
export const rowFields = (columns) =>
  columns.map((column) => h('label', { class: 'field' }, column.name, field(column)));

/** @param {HTMLFormElement} form @param {number} i */
export const fieldValue = (form, i) =>
  /** @type {HTMLInputElement | HTMLSelectElement} */ (form.elements[i]).value;

/** @param {Column} column */
function field({ kind, usual, values }) {
  if (kind === 'category' || kind === 'boolean') {
    const choices = kind === 'boolean' ? ['yes', 'no'] : (values ?? []);
    const first = kind === 'boolean' && usual === 0 ? 'no' : choices[0];
    return h(
      'select',
      {},
      choices.map((value) => h('option', { value, selected: value === first }, value)),
      h('option', { value: '' }, '(missing)'),
    );
  }
  if (kind === 'number') {
    return h('input', { type: 'number', step: 'any', value: String(rounded(Number(usual))) });
  }
  if (kind === 'date') return h('input', { type: 'date', value: dateOf(usual) });
  return h('input', { type: 'text', maxLength: 10_000 });
}

/** @param {number} value */
export const rounded = (value) => Number(value.toPrecision(4));

/** @param {number | string | undefined} usual a date, or days since 1970, as a model file has it */
function dateOf(usual) {
  if (typeof usual !== 'number') return String(usual ?? '');
  const date = new Date(Math.round(usual) * DAY);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10);
}
