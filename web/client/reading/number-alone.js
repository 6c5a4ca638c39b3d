// A number by itself, in columns of model files from before readings were stored. See
// elm_core/tables/numbers.py, parse_alone.
// @ts-check
import { parseNumber } from './number.js';
import { strip } from './unicode.js';

/** @import { Rule } from './cell.js' */

/** Grouped thousands before decimal commas, and 5 % is 0.05. @param {string} text */
function numberAlone(text) {
  if (strip(text).endsWith('%')) return parseNumber(text, { unit: '%' }) / 100;
  const value = parseNumber(text, { group: ',' });
  return Number.isNaN(value) ? parseNumber(text, { decimal: ',' }) : value;
}

/** @returns {Rule} */
export const numberAloneRule = () => (text, given) => given ?? numberAlone(text);
