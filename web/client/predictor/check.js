// The parts of a loaded model by name: whatever is not as it must be is a ModelFormatError that
// names it.
// @ts-check
import { ensure } from './decode.js';
import { transpose } from './linear.js';

/** @typedef {Record<string, any>} Holder */

/**
 * @param {Holder} holder @param {string} name @param {(number | null)[]} [shape] null: any length
 * @returns {Float64Array}
 */
export function numbers(holder, name, shape = [null]) {
  const { data, shape: got } = holder?.[name] ?? {};
  const fits = got?.length === shape.length && shape.every((n, i) => n === null || n === got[i]);
  ensure(fits && data.every(Number.isFinite), name);
  return data instanceof Float64Array ? data : Float64Array.from(data);
}

/**
 * Output weights, a row an output, and intercepts: x ↦ x · coef + intercept.
 *
 * @param {Holder} holder @param {string} name @param {number | null} [inputs]
 */
export function outputs(holder, name, inputs = null) {
  const intercept = numbers(holder, 'intercept_');
  const c = intercept.length;
  const stored = numbers(holder, name, [inputs, c]);
  const n = stored.length / c;
  ensure(n > 0, name);
  return { n, c, coef: transpose(stored, n, c), intercept };
}

/** @param {Holder} holder @param {string} name @param {number[]} [shape] @returns {Float64Array} */
export function positive(holder, name, shape) {
  const found = numbers(holder, name, shape);
  ensure(found.length && found.every((v) => v > 0), name);
  return found;
}

/** @param {Holder} holder @param {string} name @param {number} length @returns {any[]} */
export function labels(holder, name, length) {
  const { data, shape } = holder[name] ?? {};
  ensure(shape?.length === 1 && data.length === length, name);
  return Array.from(data);
}

/** @param {Holder} holder @param {string} name @returns {any[]} at least one item */
export function list(holder, name) {
  const found = holder[name];
  ensure(Array.isArray(found) && found.length, name);
  return found;
}

/** @param {Holder} holder @param {string} name @returns {string[]} */
export function texts(holder, name) {
  const found = holder[name];
  ensure(Array.isArray(found) && found.every((text) => typeof text === 'string'), name);
  return found;
}

/** @param {Holder} holder @param {string} name @returns {number} */
export function number(holder, name, low = -Infinity, high = Number.MAX_VALUE) {
  const value = holder?.[name];
  ensure(Number.isFinite(value) && value >= low && value <= high, name);
  return value;
}

/** @param {Holder} holder @param {string} name @returns {number} */
export function whole(holder, name, low = 0, high = 2 ** 53) {
  ensure(Number.isInteger(number(holder, name, low, high)), name);
  return holder[name];
}

/**
 * @template T
 * @param {Holder} holder @param {string} name @param {Record<string, T>} choices
 * @returns {T} what it names
 */
export function choice(holder, name, choices) {
  ensure(Object.hasOwn(choices, holder?.[name]), name);
  return choices[holder[name]];
}
