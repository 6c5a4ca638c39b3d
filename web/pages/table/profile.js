// What the columns of a table hold: numbers, what is usual, and what a set of rows has of it.
// @ts-check

import { cellReader } from '../../client/reading/cell.js';
import { ruleOf } from '../../client/reading/rule-of.js';
import { RULES } from '../../client/reading/rules.js';
import { apart } from '../../ui/text/bidi.js';
import { percent, readable } from '../../ui/text/format.js';

/** @import { ColumnInfo } from '../../client/index.js' */
/** @import { ParsedTable, TextColumn } from '../../ui/files/table.js' */

/** Columns whose values can be told in a few words. */
const TOLD = ['number', 'category', 'boolean'];

/** @param {ParsedTable} used @param {ColumnInfo[]} columns */
export const toldColumns = (used, columns) =>
  used.columns.flatMap((column) => {
    const about = columns.find(({ name }) => name === column.name);
    if (!about || !TOLD.includes(about.kind)) return [];
    const isNumber = about.kind === 'number';
    return [{ column, isNumber, numbers: isNumber ? numbersIn(column, about) : [] }];
  });

/** @typedef {ReturnType<typeof toldColumns>[number]} Told */

/** The number that each distinct cell is, NaN for none. */
/** @param {TextColumn} column @param {ColumnInfo} about */
function numbersIn({ values }, { kind, reading }) {
  const read = cellReader(reading, RULES[ruleOf(kind, reading)](reading));
  return values.map((value) => Number(read(value)));
}

/** @param {Told} told @param {number[]} rows the mean, or the commonest value and its share */
export function typical({ column, isNumber, numbers }, rows) {
  const { codes, values } = column;
  if (isNumber) return readable(meanOf(rows.map((row) => numbers[codes[row]])));
  const counts = countsOf(column, rows);
  const best = counts.indexOf(Math.max(...counts));
  return apart`${values[best] || '(missing)'} (${percent(counts[best] / (rows.length || 1))})`;
}

/** How much a column differs between sets of rows, 0 to 1. @param {Told} told @param {number[][]} sets */
export function difference({ column, isNumber, numbers }, sets) {
  const all = sets.flat();
  if (isNumber) {
    const at = (/** @type {number} */ row) => numbers[column.codes[row]];
    const whole = meanOf(all.map(at));
    const total = meanOf(all.map((row) => (at(row) - whole) ** 2)) || 1;
    const parts = sets.map((rows) => rows.length * ((meanOf(rows.map(at)) || whole) - whole) ** 2);
    return parts.reduce((a, b) => a + b, 0) / all.length / total;
  }
  const usual = countsOf(column, all).map((n) => n / all.length);
  const apart = sets.map((rows) => {
    const counts = countsOf(column, rows);
    const off = counts.reduce((sum, n, i) => sum + Math.abs(n / (rows.length || 1) - usual[i]), 0);
    return (rows.length / all.length) * (off / 2);
  });
  return apart.reduce((a, b) => a + b, 0);
}

/** What is unusual in a row, the most unusual first. */
/** @param {Told[]} columns @param {number} n rows @returns {(row: number) => string[]} */
export function unusual(columns, n) {
  const all = Array.from({ length: n }, (_, row) => row);
  const known = columns.map((told) => ({ told, ...spread(told, all) }));
  return (row) =>
    known
      .map(({ told: { column, isNumber, numbers }, mean, sd, counts }) => {
        const code = column.codes[row];
        const value = column.values[code];
        if (isNumber) {
          const z = Math.abs(numbers[code] - mean) / (sd || 1);
          return {
            odd: z || 0,
            text: apart`${column.name} ${shortened(value, sd)} (usually about ${toSpread(mean, sd)})`,
          };
        }
        const share = counts[code] / n;
        const text = apart`${column.name} ${value || '(missing)'} (${percent(share)} of rows)`;
        return { odd: -Math.log(share), text };
      })
      .filter(({ odd }) => odd > 1.5)
      .sort((a, b) => b.odd - a.odd)
      .slice(0, 3)
      .map(({ text }) => text);
}

/** Writes cells: numbers as exactly as their column's spread tells apart. */
/** @param {Told[]} columns @returns {(column: TextColumn, row: number) => string} */
export function cellWriter(columns) {
  const spreads = new Map(
    columns
      .filter(({ isNumber }) => isNumber)
      .map((told) => [told.column, spread(told, [...told.column.codes.keys()]).sd]),
  );
  return (column, row) => shortened(column.values[column.codes[row]], spreads.get(column) ?? 0);
}

/** A cell that holds a plain number, shortened where it has more digits than say anything. */
/** @param {string} cell @param {number} sd */
function shortened(cell, sd) {
  if (!/^\s*[-+]?\d+\.\d+(e[-+]?\d+)?\s*$/i.test(cell)) return cell;
  const short = toSpread(Number(cell), sd);
  return short.length < cell.trim().length ? short : cell;
}

/** A number in steps of a tenth to a hundredth of a standard deviation. */
/** @param {number} value @param {number} sd */
export function toSpread(value, sd) {
  if (!(sd > 0) || !Number.isFinite(sd)) return readable(value);
  const decimals = Math.min(12, Math.max(0, 1 - Math.floor(Math.log10(sd))));
  return Number(value.toFixed(decimals)).toString();
}

/** @param {Told} told @param {number[]} all */
function spread({ column, isNumber, numbers }, all) {
  if (!isNumber) return { mean: 0, sd: 0, counts: countsOf(column, all) };
  const values = all.map((row) => numbers[column.codes[row]]);
  const mean = meanOf(values);
  return { mean, sd: Math.sqrt(meanOf(values.map((value) => (value - mean) ** 2))), counts: [] };
}

/** @param {TextColumn} column @param {number[]} rows */
function countsOf({ codes, values }, rows) {
  const counts = values.map(() => 0);
  for (const row of rows) counts[codes[row]]++;
  return counts;
}

/** Of those that are numbers. @param {number[]} values */
function meanOf(values) {
  const known = values.filter(Number.isFinite);
  return known.reduce((a, b) => a + b, 0) / known.length;
}
