// Arrays of a model file: { dtype, shape, data }, base64 of little-endian numbers, or labels. See
// elm_core/encoding.py.
// @ts-check
import { Real } from './json.js';
import { ensure } from './refusal.js';

/** @import { Loading } from './cost.js' */

/** Numbers or labels, row by row. */
export class Stored {
  /** @param {string} dtype @param {number[]} shape @param {any} data */
  constructor(dtype, shape, data) {
    this.dtype = dtype;
    this.shape = shape;
    this.data = data;
  }
}

/** @type {Record<string, any>} */
const TYPES = {
  float64: Float64Array,
  float32: Float32Array,
  float16: Uint16Array,
  int64: BigInt64Array,
  int32: Int32Array,
  uint8: Uint8Array,
  bool: Uint8Array,
};

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUE_OF = new Uint8Array(128).fill(64);
for (let i = 0; i < 64; i++) VALUE_OF[DIGITS.charCodeAt(i)] = i;

/** @param {any} inner @param {Loading} loading @returns {Stored} */
export function arrayOf(inner, loading) {
  const keys = typeof inner === 'object' && inner !== null ? Object.keys(inner).sort().join() : '';
  const { dtype, shape, data, as } = inner ?? {};
  ensure(typeof dtype === 'string', 'the type of an array');
  const becomes = as ?? dtype;
  const rounded = dtype === 'float32' || dtype === 'float16';
  ensure(keys === (as === undefined ? 'data,dtype,shape' : 'as,data,dtype,shape'), 'an array');
  ensure(
    as === undefined ? dtype !== 'float16' : rounded && as === 'float64',
    'an array of something else',
  );
  ensure(
    Array.isArray(shape) &&
      shape.length <= 4 &&
      shape.every((n) => Number.isInteger(n) && n >= 0 && n < 2 ** 31),
    'the shape of an array',
  );
  const size = shape.reduce((a, b) => a * b, 1);
  if (dtype === 'str' || dtype === 'object')
    return new Stored(dtype, shape, labels(data, size, dtype === 'str', loading));
  ensure(Object.hasOwn(TYPES, dtype) && typeof data === 'string', 'an array of unknown kind');
  const stored = new TYPES[dtype](unpack(data, size * TYPES[dtype].BYTES_PER_ELEMENT));
  return new Stored(becomes, shape, settle(stored, dtype, becomes));
}

/** @param {unknown} data @param {number} size @param {boolean} onlyTexts @param {Loading} loading */
function labels(data, size, onlyTexts, loading) {
  ensure(Array.isArray(data) && data.length === size, 'labels that do not fill their shape');
  let longest = 0;
  const plain = data.map((/** @type {unknown} */ label) => {
    const isText = typeof label === 'string';
    if (isText && onlyTexts) {
      ensure(!label.endsWith('\0'), 'a label that ends in a null character');
      longest = Math.max(longest, lengthOf(label));
    }
    ensure(isText || (!onlyTexts && label !== null && !Array.isArray(label)), 'a label');
    if (label instanceof Real) return label.value;
    ensure(typeof label !== 'object', 'a label');
    return label;
  });
  loading.count(4 * longest * size, true); // what NumPy takes
  return plain;
}

/** Characters of a text, as Python counts them. @param {string} text */
export function lengthOf(text) {
  let pairs = 0;
  for (const _ of text.matchAll(/[\ud800-\udbff][\udc00-\udfff]/g)) pairs++;
  return text.length - pairs;
}

/** @param {string} data base64 @param {number} length in bytes @returns {ArrayBuffer} */
function unpack(data, length) {
  const fits = data.length === 4 * Math.ceil(length / 3);
  const padding = (3 - (length % 3)) % 3;
  ensure(fits && data.endsWith('='.repeat(padding)), 'array data that do not fill their shape');
  const bytes = new Uint8Array(length);
  let wrong = 0;
  for (let at = 0, i = 0; i < length; i += 3, at += 4) {
    let bits = 0;
    const digits = Math.min(4, length - i + 1);
    for (let k = 0; k < 4; k++) {
      const code = k < digits ? data.charCodeAt(at + k) : 65;
      const value = code < 128 ? VALUE_OF[code] : 64;
      wrong |= value;
      bits = (bits << 6) | (value & 63);
    }
    bytes[i] = bits >> 16;
    bytes[i + 1] = bits >> 8;
    bytes[i + 2] = bits;
  }
  ensure(wrong < 64, 'array data that are not base64');
  return bytes.buffer;
}

/** @param {any} array @param {string} dtype @param {string} becomes */
function settle(array, dtype, becomes) {
  if (dtype === 'bool') return Array.from(array, Boolean);
  if (dtype === 'int64') return Array.from(array, whole);
  if (dtype === 'int32' || dtype === 'uint8') return array;
  const numbers =
    dtype === 'float16'
      ? Float64Array.from(array, half)
      : becomes === dtype
        ? array
        : Float64Array.from(array);
  ensure(numbers.every(Number.isFinite), 'array data that hold NaN or infinity');
  return numbers;
}

/** @param {bigint} n */
const whole = (n) => (BigInt.asIntN(53, n) === n ? Number(n) : n);

/** Binary16, for engines without Float16Array. @param {number} bits */
function half(bits) {
  const size = bits & 0x7fff;
  if (size >= 0x7c00) return Number.NaN;
  const value = size < 0x400 ? size * 2 ** -24 : (1024 + (size & 0x3ff)) * 2 ** ((size >> 10) - 25);
  return bits >> 15 ? -value : value;
}
