// Cells of text that a spreadsheet would take for formulas, and run: `=HYPERLINK(…)` in a message of
// a stranger is one. An apostrophe before it makes it a text.
// The same in Python: elm_core/files/formulas.py. Source: OWASP, "CSV Injection".
// @ts-check

/** @typedef {string | number} Cell */

const START = /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;
/** Signed numbers, with units of hundred and telephone numbers, run nothing. */
const NUMBER = /^[+-]?[\d\s.,'\u2019]*\d[\d\s.,'\u2019]*(e[+-]?\d+)?\s*%?$/i;
const NAMED = /^[+-]?(inf|infinity|nan)?$/i;

/** @param {Cell} cell */
export const isFormula = (cell) =>
  typeof cell === 'string' && START.test(cell) && !NUMBER.test(cell) && !NAMED.test(cell);

/** @param {Cell} cell */
export const harmless = (cell) => (isFormula(cell) ? `'${cell}` : cell);

/** @param {Cell[][]} rows */
export const formulasIn = (rows) =>
  rows.reduce((sum, cells) => sum + cells.filter(isFormula).length, 0);
