// What the parts of a loaded model must be: whatever is not is a ModelFormatError.
// @ts-check
import { isObject, require } from './decode.js';

/** @import { Stored } from './decode.js' */

/**
 * @param {any} stored @param {string} name
 * @param {(number | null)[]} [shape] null: any length
 * @returns {Float64Array}
 */
export function numbers(stored, name, shape = [null]) {
  const data = stored?.data;
  require(data instanceof Float64Array ||
    data instanceof Float32Array ||
    data instanceof Int32Array ||
    (Array.isArray(data) &&
      data.every((v) => typeof v === 'number')), `${name} must be an array of numbers`);
  const got = /** @type {number[]} */ (stored.shape);
  const fits = got.length === shape.length && shape.every((n, i) => n === null || n === got[i]);
  require(fits, `${name} has shape [${got}], expected [${shape.map((n) => n ?? '…')}]`);
  return data instanceof Float64Array ? data : Float64Array.from(data);
}

/** @param {any} stored @param {string} name @param {number} length @returns {any[]} */
export function labels(stored, name, length) {
  const { shape, data } = isObject(stored) ? stored : { shape: [], data: [] };
  require(shape?.length === 1 &&
    shape[0] === length &&
    data?.length === length, `${name} must hold ${length} labels`);
  return Array.from(data);
}

/**
 * @param {any} value @param {string} name
 * @param {{ low?: number, high?: number, whole?: boolean, above?: boolean }} [range]
 * @returns {number}
 */
export function number(
  value,
  name,
  { low = -Infinity, high = Number.MAX_VALUE, whole, above } = {},
) {
  const fine = Number.isFinite(value) && value >= low && value <= high && !(above && value === low);
  require(fine &&
    (!whole ||
      Number.isInteger(
        value,
      )), `${name} must be a ${whole ? 'whole ' : ''}number from ${low} to ${high}`);
  return value;
}

/** @param {any} value @param {string} name @param {string[]} choices @returns {string} */
export function choice(value, name, choices) {
  require(choices.includes(value), `${name} must be one of ${choices.join(', ')}`);
  return value;
}
