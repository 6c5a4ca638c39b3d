// A number as its column writes it: decimal sign, groups of digits, unit. See
// elm_core/tables/numbers.py; how the format is found stands in number-format.js.
// @ts-check
import { byUnit, groupsOf, plain, readBy } from './shapes.js';
import { MAGNITUDES, sameUnit, splitMagnitude } from './units.js';

/** @import { Group } from './shapes.js' */

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
  const numbers = [Number.NaN];
  const cells = [plain(text)];
  for (const some of groupsOf(cells)) {
    if (format.trailing_minus || !some.parts.behind) readGroup(some, cells, format, numbers);
  }
  return numbers[0];
}

/**
 * Writes the numbers of the cells of one shape that the format reads.
 *
 * @param {Group} some @param {string[]} cells @param {NumberFormat} format
 * @param {number[] | Float64Array} numbers
 */
export function readGroup(some, cells, format, numbers) {
  const { decimal = '.', group = '', unit = null, magnitudes = false } = format;
  const { start, end, sign } = some.parts;
  for (const [shown, places] of byUnit(some, cells, readBy(some, decimal, group))) {
    const [base, magnitude] = magnitudes ? splitMagnitude(shown) : [shown, ''];
    if (base && sameUnit(base) !== sameUnit(unit ?? '')) continue;
    const factor = sign * (MAGNITUDES.get(magnitude) ?? 1);
    for (const place of places) {
      let digits = cells[place].slice(start, end);
      if (group) digits = digits.replaceAll(group, '');
      if (decimal !== '.') digits = digits.replace(decimal, '.');
      const value = factor * Number(digits);
      if (Number.isFinite(value)) numbers[place] = value;
    }
  }
}
