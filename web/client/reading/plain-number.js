// Most numbers of most columns, at once.
// @ts-check

const PLAIN = {
  '.': /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/,
  ',': /^[+-]?\d+(?:,\d+)?(?:[eE][+-]?\d+)?$/,
};

/**
 * The number of most cells of most columns, those of digits alone with the decimal sign, at once;
 * NaN for all others, which may be numbers.
 *
 * @param {string} cell @param {string} decimal
 */
export function plainNumber(cell, decimal) {
  if (decimal === ',') return PLAIN[','].test(cell) ? Number(cell.replace(',', '.')) : Number.NaN;
  return PLAIN['.'].test(cell) ? Number(cell) : Number.NaN;
}
