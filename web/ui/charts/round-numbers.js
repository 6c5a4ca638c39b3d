// Round numbers along an axis on which each step is a factor.
// @ts-check
import { readable } from '../text/format.js';

/** At most ten or so between two numbers. */
/** @param {number} low @param {number} high */
export function roundNumbers(low, high) {
  const decades = Math.log10(high / low);
  const steps = decades > 2.5 ? [1] : [1, 2, 5];
  const every = decades > 8 ? 2 : 1;
  const first = Math.floor(Math.log10(low));
  const last = Math.ceil(Math.log10(high));
  const powers = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  return powers
    .filter((power) => power % every === 0)
    .flatMap((power) => steps.map((step) => Number(`${step}e${power}`)))
    .filter((value) => value >= low * 0.999 && value <= high * 1.001);
}

/** Such a number in few letters, which stand beside those of others. @param {number} value */
export function tickText(value) {
  const text = readable(value);
  return text.length > 5 ? value.toExponential().replace('e+', 'e') : text;
}
