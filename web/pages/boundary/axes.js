// What the two directions of the plane stand for, where the points are of a table.
// @ts-check
import { apart } from '../../ui/text/bidi.js';
import { readable } from '../../ui/text/format.js';

/** @typedef {{ name: string, low: number, high: number }} Axis `low`, `high`: the least and the largest value */
/** @typedef {{ x: Axis, y: Axis, label: string }} Axes `label`: what the column of classes is called */

/** Where the least and the largest value lie: the plane goes from −1 to 1. */
const EDGE = 0.9;

/** @param {string} name @param {number[]} values @returns {Axis} */
export const axisOf = (name, values) => ({
  name,
  low: values.reduce((a, b) => Math.min(a, b)),
  high: values.reduce((a, b) => Math.max(a, b)),
});

/** @param {Axis} axis @param {number} value @returns {number} −1 to 1 */
export const placeOf = ({ low, high }, value) =>
  high > low ? EDGE * ((2 * (value - low)) / (high - low) - 1) : 0;

/** @param {Axis} axis @param {number} place @returns {number} in the units of the table */
export const valueAt = ({ low, high }, place) =>
  Number((low + ((high - low) * (place / EDGE + 1)) / 2).toPrecision(10));

/** Where a point is, in words. @param {Axes | undefined} axes @param {{ x: number, y: number }} point */
export const inWords = (axes, { x, y }) =>
  axes
    ? apart`${axes.x.name || 'x'} ${readable(valueAt(axes.x, x))}, ${axes.y.name || 'y'} ${readable(valueAt(axes.y, y))}`
    : `x ${x.toFixed(2)}, y ${y.toFixed(2)}`;

/** @param {Axes} axes */
export function described({ x, y }) {
  const range = (/** @type {Axis} */ { low, high }) => `${readable(low)} to ${readable(high)}`;
  return apart`Across: ${x.name || 'x'}, ${range(x)}. Up: ${y.name || 'y'}, ${range(y)}.`;
}

/** @param {any} axes as a file has them, which may come from anyone @returns {Axes | undefined} */
export function soundAxes(axes) {
  const isAxis = (/** @type {any} */ axis) =>
    typeof axis?.name === 'string' && Number.isFinite(axis.low) && Number.isFinite(axis.high);
  return isAxis(axes?.x) && isAxis(axes?.y) && typeof axes.label === 'string' ? axes : undefined;
}
