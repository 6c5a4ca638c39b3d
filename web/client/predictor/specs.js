// Whether the parts of a model are what the table says of its class: see
// elm_core/specs/__init__.py for how that is written, specs.py for the same in Python.
// @ts-check
import { Stored } from './arrays.js';
import { TYPES } from './fields/words.js';
import { byCodePoint, Real } from './json.js';
import { ensure } from './refusal.js';

/** @import { Stated } from './decode.js' */
/** @typedef {Record<string, number>} Sizes what the letters in shapes stand for, in one model */
/** @typedef {{ kind: string, shape: string[], rest: string }} Form one alternative */
/**
 * Of a class: what it learns, and its parameters, each with its default.
 *
 * @typedef {{ learned: Record<string, string>, params: Record<string, [spec: string, usual: unknown]> }} Fields
 */

const FORM = /^('[^']*'|\{\w+\}|\w+)(?:\[([^\]]*)\])?\s*(.*)$/;
const RULE = /^(>=|<=|>|<|=)(.+)$/;

/** @type {Record<string, string[]>} */
const DTYPES = {
  floats: ['float64'],
  floats32: ['float32'],
  ints: ['int32', 'int64'],
  bytes: ['uint8'],
};

/** @type {Record<string, Fields>} of the classes whose modules are imported */
const FIELDS = Object.create(null);

/** @type {Record<string, Record<string, string>>} */
const RECORDS = Object.create(null);

/** @param {{ FIELDS: typeof FIELDS, RECORDS: typeof RECORDS }} fields */
export function declare(fields) {
  Object.assign(FIELDS, fields.FIELDS);
  Object.assign(RECORDS, fields.RECORDS);
}

/** @param {string} name of a class */
export const isDeclared = (name) => name in FIELDS;

/** @type {Map<string, Form[]>} */
const known = new Map();

/**
 * Refuses what does not fit, puts the defaults in place of parameters that are missing, and numbers
 * for Reals.
 *
 * @param {Stated} model
 */
export function check({ class: name, params, learned }) {
  const fields = FIELDS[name];
  for (const given of Object.keys(params))
    ensure(Object.hasOwn(fields.params, given), `${name} has no parameter ${given}`);
  for (const [parameter, [, usual]] of Object.entries(fields.params))
    if (!Object.hasOwn(params, parameter)) params[parameter] = usual;
  if (Object.keys(learned).length) {
    /** @type {Sizes} */
    const sizes = {};
    checkFields(name, learned, fields.learned, sizes);
    for (const [parameter, [spec]] of Object.entries(fields.params))
      ensure(fits(spec, params[parameter], sizes), `${parameter} of ${name} is not ${spec}`);
  }
  for (const values of [params, learned])
    for (const part of Object.keys(values)) values[part] = settled(values[part]);
}

/** @param {string} owner @param {Record<string, unknown>} values @param {Record<string, string>} fields @param {Sizes} sizes */
function checkFields(owner, values, fields, sizes) {
  const optional = (/** @type {string} */ name) => name.endsWith('?');
  const names = Object.keys(fields).map((name) => name.replace('?', ''));
  for (const name of Object.keys(values))
    ensure(names.includes(name), `${owner} has nothing called ${name}`);
  for (const [field, spec] of Object.entries(fields)) {
    const name = field.replace('?', '');
    if (Object.hasOwn(values, name))
      ensure(fits(spec, values[name], sizes), `${name} of ${owner} is not ${spec}`);
    else ensure(optional(field), `${owner} needs ${name}`);
  }
}

/** @param {string} spec @param {unknown} value @param {Sizes} sizes settles those that were open */
export function fits(spec, value, sizes) {
  return forms(spec).some((form) => {
    const found = { ...sizes };
    const fine = KINDS[kindOf(form.kind)](form, value, found);
    if (fine) Object.assign(sizes, found);
    return fine;
  });
}

/** @param {string} spec @returns {Form[]} */
function forms(spec) {
  let found = known.get(spec);
  if (!found) {
    const bar = spec.startsWith('list') ? -1 : spec.indexOf(' | ');
    if (bar > 0) found = [...forms(spec.slice(0, bar)), ...forms(spec.slice(bar + 3))];
    else if (Object.hasOwn(TYPES, spec)) found = forms(TYPES[spec]);
    else {
      const [, kind, shape = '', rest] = /** @type {RegExpExecArray} */ (FORM.exec(spec));
      found = [{ kind, shape: shape.split(','), rest }];
    }
    known.set(spec, found);
  }
  return found;
}

/** @param {string} kind */
const kindOf = (kind) =>
  kind.startsWith("'") ? 'this' : kind.startsWith('{') ? 'record' : kind in DTYPES ? 'array' : kind;

/** @type {Record<string, (form: Form, value: unknown, sizes: Sizes) => boolean>} */
const KINDS = {
  any: () => true,
  null: (_, value) => value === null,
  flag: (_, value) => typeof value === 'boolean' || isWhole(value),
  text: (_, value) => typeof value === 'string',
  name: (_, value) => typeof value === 'string' && value !== '',
  // no file can hold these
  function: () => false,
  generator: () => false,
  dict: (_, value) => isDict(value) || value instanceof Map,
  this: ({ kind }, value) => value === kind.slice(1, -1),
  record({ kind }, value, sizes) {
    const fields = RECORDS[kind.slice(1, -1)];
    const names = Object.keys(fields);
    return (
      isDict(value) &&
      Object.keys(value).length === names.length &&
      names.every((name) => name in value && fits(fields[name], value[name], sizes))
    );
  },
  array: (form, value, sizes) =>
    value instanceof Stored &&
    DTYPES[form.kind].includes(value.dtype) &&
    hasShape(form, value.shape, sizes) &&
    rulesOf(form, sizes).every((rule) => value.data.every(rule)),
  number: (form, value, sizes) =>
    (isWhole(value) || typeof value === 'number' || value instanceof Real) &&
    rulesOf(form, sizes).every((rule) => rule(Number(value instanceof Real ? value.value : value))),
  whole: (form, value, sizes) =>
    isWhole(value) &&
    rulesOf(form, sizes).every((rule) => rule(Number(value))) &&
    binds(form, Number(value), sizes),
  labels: (form, value, sizes) => areLabels(form, value, sizes, true),
  values: (form, value, sizes) => areLabels(form, value, sizes, false),
  names: (form, value, sizes) =>
    value instanceof Stored &&
    hasShape(form, value.shape, sizes) &&
    (value.dtype === 'str' || value.dtype === 'object') &&
    value.data.every((/** @type {unknown} */ v) => typeof v === 'string'),
  range: (form, value, sizes) =>
    Array.isArray(value) &&
    value.length === 2 &&
    value.every((item) => KINDS.whole(form, item, sizes)) &&
    value[0] <= value[1],
  list: (form, value, sizes) =>
    Array.isArray(value) &&
    hasShape(form, [value.length], sizes) &&
    value.every((item) => fits(form.rest, item, sizes)),
  model({ rest }, value) {
    return isStated(value) && value.isTrained && (!rest || rest.split(' ').includes(value.class));
  },
  scaling(_, value) {
    const pair = rowsOf(value);
    return (
      pair?.length === 2 &&
      pair[0].length === pair[1].length &&
      pair[0].length > 0 &&
      pair[1].every((v) => v > 0)
    );
  },
  rows(_, value) {
    const rows = rowsOf(value);
    return !!rows?.length && rows.every((row) => row.length && row.length === rows[0].length);
  },
};

/** @param {unknown} value */
const isWhole = (value) => Number.isInteger(value) || typeof value === 'bigint';

/** @param {unknown} value @returns {value is Stated} */
const isStated = (value) => typeof value === 'object' && value !== null && 'isTrained' in value;

/** @param {unknown} value @returns {value is Record<string, unknown>} */
const isDict = (value) =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === null;

/** @param {Form} form @param {number[]} shape @param {Sizes} sizes */
const hasShape = (form, shape, sizes) =>
  shape.length === form.shape.length &&
  form.shape.every((text, i) => hasLength(text, shape[i], sizes));

/** @param {string} text @param {number} n @param {Sizes} sizes */
function hasLength(text, n, sizes) {
  if (text === '*') return true;
  if (/^\d+$/.test(text)) return n === Number(text);
  if (text.startsWith('tri:')) {
    const side = sizes[text.slice(4)];
    return n === (side * (side + 1)) / 2;
  }
  const [letter, most] = text.replace('+', '').split(':');
  if (most && n > Number(most)) return false;
  sizes[letter] ??= n;
  return sizes[letter] === n && (n > 0 || letter === text);
}

/** @param {Form} form @param {Sizes} sizes @returns {((v: number) => boolean)[]} */
function rulesOf({ rest }, sizes) {
  return rest.split(' ').flatMap((word) => {
    const [, op, text] = RULE.exec(word) ?? [];
    if (!op || op === '=') return [];
    const bound = text in sizes ? sizes[text] : Number(text);
    if (op === '>=') return [(v) => v >= bound];
    if (op === '<=') return [(v) => v <= bound];
    return [op === '>' ? (v) => v > bound : (v) => v < bound];
  });
}

/** @param {Form} form @param {number} value @param {Sizes} sizes */
function binds({ rest }, value, sizes) {
  const letter = /=(\w+)$/.exec(rest)?.[1];
  if (!letter || /[<>]=\w+$/.test(rest)) return true;
  sizes[letter] ??= value;
  return sizes[letter] === value;
}

/** @param {Form} form @param {unknown} value @param {Sizes} sizes @param {boolean} distinct */
function areLabels(form, value, sizes, distinct) {
  if (!(value instanceof Stored) || !hasShape(form, value.shape, sizes)) return false;
  const items = Array.from(/** @type {unknown[]} */ (value.data));
  const texts = items.filter((item) => typeof item === 'string').length;
  if (texts && texts < items.length) return false;
  if (value.dtype.startsWith('float') && !items.every(Number.isInteger)) return false;
  return !distinct || (items.length > 0 && items.every((v, i) => !i || inOrder(items[i - 1], v)));
}

/** Whether a label comes before another. @param {any} a @param {any} b */
const inOrder = (a, b) => (typeof a === 'string' ? byCodePoint(a, b) < 0 : keyOf(a) < keyOf(b));

/** What is equal for labels that Python takes for equal: 1, 1.0 and true. @param {any} label */
export const keyOf = (label) =>
  typeof label === 'boolean' ? Number(label) : label instanceof Real ? label.value : label;

/** @param {unknown} value @returns {number[][] | undefined} rows of numbers within ±1e100 */
function rowsOf(value) {
  const rows = (isMatrix(value) ? rowsIn(value) : Array.isArray(value) ? value : []).map(cellsOf);
  const fine = rows.every((row) => row?.every((v) => Math.abs(v) <= 1e100));
  return fine ? /** @type {number[][]} */ (rows) : undefined;
}

/** @param {unknown} value @returns {value is Stored} */
const isMatrix = (value) => value instanceof Stored && value.shape.length === 2;

/** @param {Stored} stored */
const rowsIn = ({ data, shape: [n, d] }) =>
  Array.from({ length: n }, (_, i) => Array.from(data.slice(i * d, (i + 1) * d)));

/** @param {unknown} row @returns {number[] | undefined} NaN for what is no number */
function cellsOf(row) {
  const cells = row instanceof Stored && row.shape.length === 1 ? Array.from(row.data) : row;
  return Array.isArray(cells) ? cells.map(numberOf) : undefined;
}

/** @param {unknown} cell */
const numberOf = (cell) =>
  cell instanceof Real
    ? cell.value
    : typeof cell === 'number' || typeof cell === 'bigint'
      ? Number(cell)
      : Number.NaN;

/** @param {any} value @returns {any} */
function settled(value) {
  if (value instanceof Real) return value.value;
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(settled);
  if (isDict(value)) for (const key of Object.keys(value)) value[key] = settled(value[key]);
  return value;
}
