// Which numbers and dates of a row lie beyond all that a model has learnt from: its answer is a guess there.
// @ts-check
import { cellReader } from '../../client/reading/cell.js';
import { ruleOf } from '../../client/reading/rule-of.js';
import { RULES } from '../../client/reading/rules.js';
import { h } from '../dom/dom.js';
import { apart } from '../text/bidi.js';
import { readable } from '../text/format.js';
import { dateText, rounded } from './row-form.js';

/** @import { Reading } from '../../client/index.js' */

/**
 * @typedef {{
 *   name: string, kind: string, min?: number, max?: number, unit?: string | null, reading?: Reading,
 * }} Learnt a column; its range, where that is known
 */
/** @typedef {{ name: string, values?: string[], data?: Float64Array }} Asked its one cell, as text or number */
/** @typedef {{ name: string, min: number, max: number }} Range of a column, as model files hold it */

/** Kinds of columns that have a range. */
const ORDERED = new Set(['number', 'date']);

/**
 * Numbers are compared as the fields of a form show them, to four digits; dates without times by the day.
 *
 * @param {Learnt[]} learnt @param {Asked[]} asked @returns {string[]} a sentence for each
 */
export function outside(learnt, asked) {
  return learnt.flatMap((column) => {
    const { name, kind, min, max, reading = {} } = column;
    const cell = asked.find((one) => one.name === name);
    if (!cell || !ORDERED.has(kind) || min === undefined || max === undefined || reading.duration)
      return [];
    const isDate = kind === 'date';
    const shown = isDate ? (reading.times ? (/** @type {number} */ x) => x : Math.floor) : rounded;
    const text = (/** @type {number} */ x) => (isDate ? dateText(x, reading) : readable(x));
    const read = cellReader(reading, RULES[ruleOf(kind, reading)](reading));
    const value = shown(cell.data?.[0] ?? Number(read(cell.values?.[0])));
    if (!(value < shown(min) || value > shown(max))) return [];
    const unit = isDate ? null : (column.unit ?? reading.unit);
    const range = `${text(min)} to ${text(max)}${unit && !name.includes(unit) ? ` ${unit}` : ''}`;
    return [apart`${name || '(no name)'}: outside ${range}, the rows it learnt from.`];
  });
}

/** Right under the answer, which is then no more than a guess. */
/** @param {Element} place of the answer @param {string[]} sentences */
export function tellOutside(place, sentences) {
  if (!sentences.length) return;
  const said = [...sentences, 'So take the answer as a guess.'].map((text) => h('p', {}, text));
  place.querySelector('.verdict')?.after(...said);
}

/** What a model file is to hold of them. @param {Learnt[]} columns @returns {Range[]} */
export const rangesOf = (columns) =>
  columns.flatMap(({ name, kind, min, max }) =>
    ORDERED.has(kind) && min !== undefined && max !== undefined ? [{ name, min, max }] : [],
  );

/**
 * Columns with the ranges that a file, which may come from anyone, says they have.
 *
 * @param {Learnt[]} columns @param {Record<string, unknown>} metadata
 * @returns {Learnt[]}
 */
export function withRanges(columns, { ranges }) {
  const sound = Array.isArray(ranges) ? ranges.filter(isRange) : [];
  return columns.map(({ name, kind, reading }) => {
    const { min, max } = sound.find((range) => range.name === name) ?? {};
    return { name, kind, reading, min, max };
  });
}

/** What has been learnt from once more is. @param {Learnt[]} columns @param {Learnt[]} more @returns {Learnt[]} */
export const widened = (columns, more) =>
  columns.map((column) => {
    const { min, max } = more.find(({ name }) => name === column.name) ?? {};
    if (column.min === undefined || column.max === undefined) return column;
    if (min === undefined || max === undefined) return column;
    return { ...column, min: Math.min(column.min, min), max: Math.max(column.max, max) };
  });

/** @param {any} range @returns {range is Range} */
const isRange = (range) => Number.isFinite(range?.min) && Number.isFinite(range?.max);
