// A date by itself, in columns of model files from before readings were stored. See
// elm_core/tables/dates.py, parse_alone.
// @ts-check
import { datePartsOf, daysOf } from './date.js';

/** @import { Rule } from './cell.js' */

/** Whole days; of three numbers, only day.month.year. @returns {Rule} */
export const dateAloneRule = () => (text) => {
  const parts = datePartsOf(text);
  return parts?.a && parts.sep[0] !== '.' ? Number.NaN : Math.floor(daysOf(parts, 'dmy'));
};
