// Fields for a row of a table, filled with what is usual, as the table writes it.
// @ts-check

import { h } from '../dom/dom.js';
import { apart } from '../text/bidi.js';
import { isNone, short } from './unreadable-cells.js';

/** @import { Reading } from '../../client/index.js' */

/** @typedef {{ name: string, kind: string, usual?: number | string, values?: string[], reading?: Reading }} Column */

const DAY = 864e5;

/** @param {Column[]} columns */
export const rowFields = (columns) =>
  columns.map((column) => {
    const { name, reading } = column;
    const unit = reading?.duration ? 'h:mm:ss' : reading?.unit;
    const shown = unit && !name.includes(unit) && h('span', { class: 'muted' }, ` in ${unit}`);
    return h('label', { class: 'field' }, h('span', {}, name || '(no name)', shown), field(column));
  });

/** @param {HTMLFormElement} form @param {number} i */
export const fieldValue = (form, i) => control(form, i).value;

/**
 * Keeps what is typed into a form, and puts it into the next one, where its column is still there and
 * of the same kind.
 */
export class TypedValues {
  /** @type {{ name: string, kind: string, value: string }[]} */
  #typed = [];

  /** @param {HTMLFormElement} form @param {Column[]} columns @param {EventTarget | null} field */
  note(form, columns, field) {
    const column = columns.find((_, i) => control(form, i) === field);
    if (!column) return;
    const { name, kind } = column;
    const { value } = /** @type {HTMLInputElement | HTMLSelectElement} */ (field);
    this.#typed = [...this.#typed.filter((one) => one.name !== name), { name, kind, value }];
  }

  /** @param {HTMLFormElement} form @param {Column[]} columns */
  putInto(form, columns) {
    this.#typed = this.#typed.filter(({ name, kind, value }) => {
      const i = columns.findIndex((column) => column.name === name && column.kind === kind);
      if (i < 0) return false;
      const field = control(form, i);
      const usual = field.value;
      field.value = value;
      if (field.value === value) return true;
      field.value = usual; // no choice, or no date, any more
      return false;
    });
  }
}

/** @param {HTMLFormElement} form @param {number} i */
const control = (form, i) => /** @type {HTMLInputElement | HTMLSelectElement} */ (form.elements[i]);

/** Says beside their fields which cells could not be read. */
/**
 * @param {HTMLFormElement} form @param {Column[]} columns
 * @param {{ column?: string, text?: string }[]} unread
 */
export function markUnread(form, columns, unread) {
  columns.forEach(({ name, kind }, i) => {
    const field = control(form, i);
    const label = /** @type {HTMLElement} */ (field.closest('label'));
    const cell = unread.find(({ column }) => column === name);
    const said = label.querySelector('[role=alert]');
    const text = cell && apart`“${short(cell.text ?? '')}” ${isNone(kind, 1)}: taken as missing`;
    if (text === said?.textContent) return;
    said?.remove();
    if (text) {
      field.setAttribute('aria-invalid', 'true');
      label.append(h('small', { role: 'alert' }, text));
    } else field.removeAttribute('aria-invalid');
  });
}

/** @param {Column} column */
function field({ kind, usual, values, reading = {} }) {
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
  // not type=number: that one has a decimal sign of its own, and takes no units
  if (kind === 'number') {
    const value = numberText(Number(usual), reading);
    return h('input', { type: 'text', inputMode: 'decimal', autocomplete: 'off', value });
  }
  if (kind === 'date') {
    const type = reading.times ? 'datetime-local' : 'date';
    return h('input', { type, value: dateOf(usual, Boolean(reading.times)) });
  }
  if (kind === 'time') return h('input', { type: 'time', value: clock(usual) });
  return h('input', { type: 'text', maxLength: 10_000 });
}

/** @param {number} value */
export const rounded = (value) => Number(value.toPrecision(4));

/** A number as its column writes numbers. @param {number} value @param {Reading} reading */
function numberText(value, { decimal = '.', duration }) {
  if (duration) {
    const [minutes, seconds] = [Math.floor(Math.abs(value) / 60), Math.round(Math.abs(value) % 60)];
    return `${value < 0 ? '-' : ''}${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds)}`;
  }
  return String(rounded(value)).replace('.', decimal);
}

/** @param {number} n */
const two = (n) => String(n).padStart(2, '0');

/** Days since 1970 as a date. @param {number} days @param {Reading} [reading] */
export const dateText = (days, { times } = {}) => dateOf(days, Boolean(times)).replace('T', ' ');

/** @param {number | string | undefined} usual a date, or days since 1970, as a model file has it */
function dateOf(usual, times = false) {
  if (typeof usual !== 'number') return String(usual ?? '');
  const date = new Date(times ? Math.round(usual * 1440) * 60_000 : Math.floor(usual) * DAY);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, times ? 16 : 10);
}

/** @param {number | string | undefined} usual a time, or hours since midnight, as a model file has it */
function clock(usual) {
  if (typeof usual !== 'number') return String(usual ?? '');
  const minutes = Math.min(Math.max(Math.round(usual * 60), 0), 1439);
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
