// The JSON text of a model, as `elm_core.dumps` writes it, turned into numbers. A file may come
// from anyone: sizes are checked before anything is allocated, and whatever does not fit is a
// ModelFormatError (an ElmError of code 'model-format').
// @ts-check
import { ElmError } from '../errors.js';

/**
 * @typedef {{ shape: number[], data: any }} Stored numbers or labels, row by row
 * @typedef {{ class: string, params: Record<string, any>, learned: Record<string, any> }} Stated
 */

const MAX_DEPTH = 32;

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

export class ModelFormatError extends ElmError {
  /** @param {string} message */
  constructor(message) {
    super('model-format', message);
    this.name = 'ModelFormatError';
  }
}

/** @param {string} what @returns {never} */
export function refuse(what) {
  throw new ModelFormatError(`this is no model file that can be used here: ${what.slice(0, 200)}`);
}

/** @param {unknown} fine @param {string} what @returns {asserts fine} */
export function ensure(fine, what) {
  if (!fine) refuse(what);
}

/**
 * @param {unknown} json text, or what JSON.parse made of it
 * @returns {{ model: Stated, metadata: Record<string, any> }}
 */
export function decode(json) {
  const body = typeof json === 'string' ? parse(json) : json;
  ensure(isObject(body) && body.format === 'elm-toolkit-model', 'its format');
  ensure(body.version === 1, 'its version is not 1');
  ensure(isObject(body.metadata), 'metadata');
  return { model: decodeModel(body, 1), metadata: body.metadata };
}

/** @param {string} text */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    return refuse(String(error));
  }
}

/** @param {any} body @param {number} depth @returns {Stated} */
function decodeModel({ class: name, params, learned }, depth) {
  return { class: name, params: decodeAll(params, depth), learned: decodeAll(learned, depth) };
}

/** @param {any} values @param {number} depth @returns {Record<string, any>} */
function decodeAll(values, depth) {
  ensure(isObject(values), 'an object is missing');
  const out = Object.create(null);
  for (const name of Object.keys(values)) out[name] = decodeValue(values[name], depth + 1);
  return out;
}

/** @param {any} value @param {number} depth @returns {any} */
function decodeValue(value, depth) {
  ensure(depth <= MAX_DEPTH, 'nested too deep');
  if (Array.isArray(value)) return Array.from(value, (item) => decodeValue(item, depth + 1));
  if (!isObject(value)) return value;
  const [kind, another] = Object.keys(value);
  const inner = value[kind];
  ensure(
    isObject(inner) !== (kind === 'pairs') && another === undefined,
    'a value of unknown kind',
  );
  if (kind === 'array') return decodeArray(inner);
  if (kind === 'model') return decodeModel(inner, depth + 1);
  return kind === 'dict' ? decodeAll(inner, depth) : decodeValue(inner, depth + 1);
}

/** @param {any} inner @returns {Stored} */
function decodeArray({ dtype, shape, data }) {
  ensure(Array.isArray(shape) && shape.every((n) => Number.isInteger(n) && n >= 0), 'a shape');
  const size = shape.reduce((a, b) => a * b, 1);
  if (dtype === 'str' || dtype === 'object') {
    ensure(Array.isArray(data) && data.length === size, 'labels that do not fill their shape');
    ensure(
      data.every((v) => ['string', 'number', 'boolean'].includes(typeof v)),
      'a label',
    );
    return { shape, data };
  }
  ensure(Object.hasOwn(TYPES, dtype), 'an array of unknown kind');
  return {
    shape,
    data: settle(new TYPES[dtype](unpack(data, size * TYPES[dtype].BYTES_PER_ELEMENT)), dtype),
  };
}

/** @param {any} data base64 @param {number} length in bytes @returns {ArrayBuffer} */
function unpack(data, length) {
  let text = '';
  try {
    if (data.length === 4 * Math.ceil(length / 3)) text = atob(data);
  } catch {}
  ensure(text.length === length, 'array data that do not fill their shape');
  const bytes = new Uint8Array(length);
  for (let i = 0; i < length; i++) bytes[i] = text.charCodeAt(i);
  return bytes.buffer;
}

/** @param {any} array @param {string} dtype */
function settle(array, dtype) {
  if (dtype === 'bool') return Array.from(array, Boolean);
  if (dtype === 'float16') return Float64Array.from(array, half);
  if (dtype !== 'int64') return array;
  return Array.from(array, (n) => (BigInt.asIntN(53, n) === n ? Number(n) : n));
}

/** Binary16, for engines without Float16Array. @param {number} bits */
function half(bits) {
  const size = bits & 0x7fff;
  ensure(size < 0x7c00, 'NaN or infinity');
  const value = size < 0x400 ? size * 2 ** -24 : (1024 + (size & 0x3ff)) * 2 ** ((size >> 10) - 25);
  return bits >> 15 ? -value : value;
}

/** @param {unknown} value @returns {value is Record<string, any>} */
export const isObject = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
