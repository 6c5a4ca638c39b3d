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

/** @param {string} message @returns {never} */
export function refuse(message) {
  throw new ModelFormatError(message);
}

/** @param {unknown} fine @param {string} message @returns {asserts fine} */
export function require(fine, message) {
  if (!fine) refuse(message);
}

/**
 * @param {unknown} json text, or what JSON.parse made of it
 * @returns {{ model: Stated, metadata: Record<string, any> }}
 */
export function decode(json) {
  const body = typeof json === 'string' ? parse(json) : json;
  require(isObject(body) && body.format === 'elm-toolkit-model', 'not a model file');
  require(body.version === 1, `model file of version ${short(body.version)}, this reads 1`);
  require(isObject(body.metadata), 'metadata must be an object');
  const { class: name, params, learned } = body;
  return { model: decodeModel({ class: name, params, learned }, 1), metadata: body.metadata };
}

/** @param {string} text */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    return refuse(`not JSON: ${/** @type {Error} */ (error).message}`);
  }
}

/** @param {any} body @param {number} depth @returns {Stated} */
function decodeModel(body, depth) {
  const { class: name, params, learned } = isObject(body) ? body : refuse('a model is an object');
  require(typeof name === 'string', `unknown model class ${short(name)}`);
  require(isObject(params) && isObject(learned), 'params and learned must be objects');
  return { class: name, params: decodeAll(params, depth), learned: decodeAll(learned, depth) };
}

/** @param {Record<string, any>} values @param {number} depth @returns {Record<string, any>} */
function decodeAll(values, depth) {
  const out = Object.create(null);
  for (const [name, value] of Object.entries(values)) out[name] = decodeValue(value, depth + 1);
  return out;
}

/** @param {any} value @param {number} depth @returns {any} */
function decodeValue(value, depth) {
  require(depth <= MAX_DEPTH, `nested more than ${MAX_DEPTH} deep`);
  if (Array.isArray(value)) return value.map((item) => decodeValue(item, depth + 1));
  if (!isObject(value)) return value;
  const entries = Object.entries(value);
  require(entries.length === 1, 'a stored value has exactly one kind');
  const [kind, inner] = entries[0];
  if (kind === 'array') return decodeArray(inner);
  if (kind === 'model') return decodeModel(inner, depth + 1);
  if (kind === 'dict' && isObject(inner)) return decodeAll(inner, depth);
  if (kind === 'pairs' && Array.isArray(inner)) return decodeValue(inner, depth);
  return refuse(`unknown kind of value ${short(kind)}`);
}

/** @param {any} inner @returns {Stored} */
function decodeArray(inner) {
  const { dtype, shape, data } = isObject(inner) ? inner : refuse('an array is an object');
  const fine =
    Array.isArray(shape) && shape.length <= 4 && shape.every((n) => Number.isInteger(n) && n >= 0);
  require(fine, `array shape ${short(shape)}`);
  const size = shape.reduce((a, b) => a * b, 1);
  if (dtype === 'str' || dtype === 'object') {
    require(Array.isArray(data) && data.length === size, `labels do not fill the shape [${shape}]`);
    const kinds = dtype === 'str' ? ['string'] : ['string', 'number', 'boolean'];
    require(data.every((v) =>
      kinds.includes(typeof v),
    ), 'labels must be text, numbers or booleans');
    return { shape, data };
  }
  const type = Object.hasOwn(TYPES, dtype) ? TYPES[dtype] : refuse(`array of ${short(dtype)}`);
  return { shape, data: settle(new type(unpack(data, size * type.BYTES_PER_ELEMENT)), dtype) };
}

/** @param {any} data base64 @param {number} length in bytes @returns {ArrayBuffer} */
function unpack(data, length) {
  require(typeof data === 'string' &&
    data.length === 4 * Math.ceil(length / 3), 'array data do not fill the shape');
  let text = '';
  try {
    text = atob(data);
  } catch {
    refuse('array data are not base64');
  }
  require(text.length === length, 'array data do not fill the shape');
  const bytes = new Uint8Array(length);
  for (let i = 0; i < length; i++) bytes[i] = text.charCodeAt(i);
  return bytes.buffer;
}

/** @param {any} array @param {string} dtype */
function settle(array, dtype) {
  if (dtype === 'bool') return Array.from(array, Boolean);
  if (dtype === 'int64') {
    return Array.from(array, (n) => (BigInt.asIntN(53, n) === n ? Number(n) : n));
  }
  require(array.every(Number.isFinite), 'array data hold NaN or infinity');
  return array;
}

/** @param {unknown} value @returns {value is Record<string, any>} */
export const isObject = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** @param {unknown} value */
function short(value) {
  const text = `${typeof value === 'string' ? JSON.stringify(value) : value}`;
  return text.length <= 60 ? text : `${text.slice(0, 57)}...`;
}
