// A number as its column writes it: decimal sign, groups of digits, unit. See
// elm_core/tables/numbers.py; how the format is found stands in number-format.js.
// @ts-check
import { plain } from './plain.js';
import { coreOf, partsOf, shapeOf } from './shapes.js';
import { MAGNITUDES, sameUnit, splitMagnitude } from './units.js';

/** @import { Rule } from './cell.js' */
/** @import { Parts } from './shapes.js' */

/**
 * @typedef {object} NumberFormat as a reading of a model file has it
 * @property {string} [decimal] '.' or ','
 * @property {string} [group] '', ',', '.', ' ' (any blank) or "'"
 * @property {string | null} [unit] what stands before or behind the numbers of the whole column
 * @property {boolean} [magnitudes] k, M, B and the like multiply
 * @property {boolean} [trailing_minus] a minus sign may stand behind a number
 */

/**
 * The number that a text is in a format, NaN for none.
 *
 * @param {string} text @param {NumberFormat} format
 */
export function parseNumber(text, format) {
  const cell = plain(text);
  const shape = shapeOf(cell);
  const parts = partsOf(shape);
  if (!parts || (parts.behind && !format.trailing_minus)) return Number.NaN;
  const { whole, grouped } = coreOf(format.decimal ?? '.', format.group ?? '');
  const core = shape.slice(parts.start, parts.coreEnd);
  if (!whole.test(core) && (cell[parts.start] === '0' || !grouped?.test(core))) return Number.NaN;
  const factor = factorOf(unitIn(cell, parts), format);
  return factor === null ? Number.NaN : numberIn(cell, parts, format, factor);
}

/** The unit of a cell; its shape has 9 for the 2 of m2. @param {string} cell @param {Parts} parts */
export const unitIn = (cell, { unit, end }) =>
  unit.includes('9')
    ? cell
        .slice(end)
        .trim()
        .replace(/[-)]+$/, '')
    : unit;

/**
 * What numbers with a unit are multiplied by, null where it is not that of the column.
 *
 * @param {string} unit @param {NumberFormat} format
 */
export function factorOf(unit, { unit: wanted, magnitudes }) {
  const [base, magnitude] = magnitudes ? splitMagnitude(unit) : [unit, ''];
  if (base && sameUnit(base) !== sameUnit(wanted ?? '')) return null;
  return MAGNITUDES.get(magnitude) ?? 1;
}

/**
 * The number of a cell that a format reads, NaN beyond all numbers.
 *
 * @param {string} cell @param {Parts} parts @param {NumberFormat} format @param {number} factor
 */
export function numberIn(cell, { start, end, sign }, { decimal = '.', group = '' }, factor) {
  let digits = cell.slice(start, end);
  if (group) digits = digits.replaceAll(group, '');
  if (decimal !== '.') digits = digits.replace(decimal, '.');
  const value = sign * factor * Number(digits);
  return Number.isFinite(value) ? value : Number.NaN;
}

/** @param {NumberFormat} reading @returns {Rule} */
export const numberRule = (reading) => (text, given) => given ?? parseNumber(text, reading);
