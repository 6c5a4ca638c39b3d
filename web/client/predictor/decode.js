// The text of a model, as `elm_core.dumps` writes it, turned into numbers. A file may come from
// anyone: what it would take is known before it is taken, and whatever does not fit is a
// ModelFormatError, as it is in Python: see elm_core/persistence.
// @ts-check
import { arrayOf } from './arrays.js';
import { costOf, Loading } from './cost.js';
import { digest, parse, Real } from './json.js';
import { ensure } from './refusal.js';
import { check, isDeclared, keyOf } from './specs.js';

export { Stored } from './arrays.js';
export { ensure, ModelFormatError, refuse } from './refusal.js';

/**
 * @typedef {{ model: Stated, metadata: Record<string, unknown>, trained: Stated[] }} Decoded `trained`:
 *   all trained models in it, those inside of others first
 */

/**
 * Parts of a model by name. What each is stands in `fields/`, by which `check` has looked at it
 * before anyone reads it: the one place where a type is taken on trust.
 *
 * @typedef {Record<string, any>} Held
 */

/** What a file says of a model. */
export class Stated {
  /** @param {string} name @param {Held} params @param {Held} learned */
  constructor(name, params, learned) {
    this.class = name;
    this.params = params;
    this.learned = learned;
  }

  /** @returns {boolean} */
  get isTrained() {
    if (this.class !== 'Frozen') return Object.keys(this.learned).length > 0;
    const { estimator } = this.params;
    return estimator instanceof Stated && estimator.isTrained;
  }
}

/**
 * @param {unknown} json text, or what JSON.parse made of it (which cannot show that it is damaged)
 * @param {{ maxBytes?: number }} [options]
 * @returns {Decoded}
 */
export function decode(json, { maxBytes } = {}) {
  const isText = typeof json === 'string';
  ensure(isText || isObject(json), 'neither text nor an object');
  const text = isText ? json : JSON.stringify(json);
  const loading = new Loading(text, maxBytes);
  const body = isText ? parse(text) : json;
  ensure(isObject(body) && body.format === 'elm-toolkit-model', 'its format');
  ensure(body.version === 1, 'its version is not 1');
  const { sha256, ...rest } = body;
  if (isText) ensure(sha256 === digest(rest), 'it is damaged: its sha256 is of something else');
  const { format, version, metadata, ...model } = rest;
  ensure(isObject(metadata), 'metadata');
  /** @type {Stated[]} */
  const trained = [];
  const found = decodeModel(model, { loading, trained });
  loading.require();
  return { model: found, metadata: plain(metadata), trained };
}

/** @typedef {{ loading: Loading, trained: Stated[] }} Reading */

/** @param {unknown} body @param {Reading} reading @returns {Stated} */
function decodeModel(body, reading) {
  ensure(isObject(body) && Object.keys(body).sort().join() === 'class,learned,params', 'a model');
  const name = body.class;
  ensure(typeof name === 'string', 'a class');
  ensure(isDeclared(name), `class ${name}, unless its module is imported (docs/predictor.md)`);
  const [params, learned] = [body.params, body.learned].map((values) => {
    ensure(isObject(values), 'params and learned');
    return decodeAll(values, reading);
  });
  const stated = new Stated(name, params, learned);
  check(stated);
  if (Object.keys(learned).length > 0) {
    for (const [bytes, atOnce] of costOf(stated)) reading.loading.count(bytes, atOnce);
    reading.trained.push(stated);
  }
  return stated;
}

/** @param {Record<string, unknown>} values @param {Reading} reading @returns {Held} */
function decodeAll(values, reading) {
  const out = Object.create(null);
  for (const name of Object.keys(values)) out[name] = decodeValue(values[name], reading);
  return out;
}

/** @param {unknown} value @param {Reading} reading @returns {unknown} */
function decodeValue(value, reading) {
  if (Array.isArray(value)) return value.map((item) => decodeValue(item, reading));
  if (!isObject(value)) return value;
  const kinds = Object.keys(value);
  const inner = value[kinds[0]];
  ensure(kinds.length === 1, 'a value of no kind, or of several');
  if (kinds[0] === 'model') return decodeModel(inner, reading);
  if (kinds[0] === 'array') return arrayOf(inner, reading.loading);
  if (kinds[0] === 'pairs') return decodePairs(inner, reading);
  ensure(kinds[0] === 'dict' && isObject(inner), 'a value of unknown kind');
  return decodeAll(inner, reading);
}

/** @param {unknown} inner @param {Reading} reading @returns {Map<unknown, unknown>} */
function decodePairs(inner, reading) {
  ensure(Array.isArray(inner), 'pairs');
  const out = new Map();
  for (const pair of inner) {
    ensure(Array.isArray(pair) && pair.length === 2, 'pairs');
    const key = keyOf(pair[0]);
    ensure(key === null || typeof key !== 'object', 'pairs');
    ensure(!out.has(key), 'a key that stands twice in pairs');
    out.set(key, decodeValue(pair[1], reading));
  }
  return out;
}

/**
 * What JSON.parse would have made of it: numbers for Reals, objects with a prototype.
 *
 * @param {any} value @returns {any}
 */
export function plain(value) {
  if (value instanceof Real) return value.value;
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(plain);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, plain(part)]));
}

/** @param {unknown} value @returns {value is Held} */
export const isObject = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Real);
