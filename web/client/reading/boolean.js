// Yes and no, as texts or as 1 and 0. See elm_core/tables/booleans.py.
// @ts-check

/** @import { Rule } from './cell.js' */

const ANSWERS = new Map([
  ...['true', 'yes', 'y', 't'].map((text) => /** @type {const} */ ([text, 1])),
  ...['false', 'no', 'n', 'f'].map((text) => /** @type {const} */ ([text, 0])),
]);

/** @returns {Rule} */
export const booleanRule = () => (text, given) =>
  given === 0 || given === 1 ? given : (ANSWERS.get(text.toLowerCase()) ?? Number.NaN);
