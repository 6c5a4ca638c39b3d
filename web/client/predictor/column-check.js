// The columns of a table model, which may come from anyone. See elm_core/tables/checked.py.
// @ts-check
import { ensure, isObject } from './decode.js';

/** @import { Held } from './decode.js' */
/** @import { Column } from './column.js' */

/** Days since 1970 of the first and the last date, of years 1 to 9999. */
const DAYS = [-719162, 2932897];
/** Characters of a unit; texts in a list of marks, and characters of one. */
const [UNIT, MARKS, LONGEST] = [60, 1000, 1000];
/** What is one number, and not one of the values that were learnt. */
const NUMBERS = ['number', 'boolean', 'date', 'time'];
/** The last year that a hundred years of two digits begin with. */
const LAST_YEARS = 9900;

const isUnicode = (/** @type {unknown} */ value) => value === 'unicode';
const isFlag = (/** @type {unknown} */ value) => typeof value === 'boolean';
const isYear = (/** @type {unknown} */ value) =>
  Number.isInteger(value) && Number(value) >= 1 && Number(value) <= LAST_YEARS;
const isNumber = (/** @type {unknown} */ value) => typeof value === 'number';
const areTexts = (/** @type {unknown} */ values) =>
  Array.isArray(values) && values.every((text) => typeof text === 'string');
const isText = (/** @type {unknown} */ value, /** @type {number} */ most) =>
  typeof value === 'string' && (value.length <= most || Array.from(value).length <= most);
const areMarks = (/** @type {unknown} */ value) =>
  Array.isArray(value) && value.length <= MARKS && value.every((text) => isText(text, LONGEST));

/** What may stand in the reading of any column. @type {Record<string, (value: unknown) => boolean>} */
const ANY = { kind: () => true, missing: areMarks, labels: areMarks, join_spellings: isFlag };
/** @type {unknown[]} */
const GROUPS = ['', ',', '.', ' ', "'"];
/** @type {unknown[]} */
const ORDERS = ['ymd', 'dmy', 'mdy'];

/** What stands in one of a kind, all of it or nothing, and what may stand beside. */
const NUMBER = {
  decimal: (/** @type {unknown} */ sign) => sign === '.' || sign === ',',
  group: (/** @type {unknown} */ sign) => GROUPS.includes(sign),
  unit: (/** @type {unknown} */ unit) => unit === null || isText(unit, UNIT),
};
const DURATION = {
  duration: (/** @type {unknown} */ value) => value === true,
  unit: (/** @type {unknown} */ unit) => unit === 's',
};
const DATE = {
  order: (/** @type {unknown} */ order) => ORDERS.includes(order),
  times: isFlag,
};

/** @param {Held} learned @returns {Column[]} */
export function columnsOf(learned) {
  const columns = /** @type {Column[]} */ (learned.columns_);
  for (const column of columns) {
    ensure(isObject(column) && typeof column.name === 'string', 'columns_');
    ensure(isFlag(column.marks_missing), 'marks_missing');
    const { kind, reading } = column;
    if (kind === 'category' || kind === 'text') ensure(areTexts(column.values), 'values');
    else {
      ensure(NUMBERS.includes(kind), 'kind');
      const [least, most] = kind === 'date' ? DAYS : [-Number.MAX_VALUE, Number.MAX_VALUE];
      ensure(isNumber(column.usual) && column.usual >= least && column.usual <= most, 'usual');
    }
    if (Object.hasOwn(column, 'log')) ensure(kind === 'number' && isLog(column.log), 'log');
    if (reading !== undefined) ensure(isReading(reading, kind), `the reading of ${column.name}`);
  }
  ensure(new Set(columns.map((column) => column.name)).size === columns.length, 'columns_');
  return columns;
}

/** A finite centre, and a scale above 0. @param {unknown} log */
function isLog(log) {
  const fine = Array.isArray(log) && log.length === 2 && log.every((v) => typeof v === 'number');
  return fine && Number.isFinite(log[0]) && log[1] >= 1e-100 && log[1] <= 1e100;
}

/** @param {unknown} reading @param {string} kind */
function isReading(reading, kind) {
  if (!isObject(reading) || reading.kind !== kind) return false;
  const has = (/** @type {string} */ name) => Object.hasOwn(reading, name);
  /** @type {Record<string, (value: unknown) => boolean>} */
  let own = {};
  if (kind === 'number' && has('duration')) own = DURATION;
  else if (kind === 'number' && has('decimal')) own = NUMBER;
  else if (kind === 'date' && has('order')) own = DATE;
  /** @type {Record<string, (value: unknown) => boolean>} */
  const rules = {
    ...ANY,
    ...own,
    ...(own === NUMBER && { magnitudes: isFlag, trailing_minus: isFlag }),
    ...(own === DATE && { years_from: isYear }),
    ...(kind === 'text' && { words: isUnicode }),
  };
  return (
    Object.keys(own).every(has) &&
    Object.entries(reading).every(
      ([name, value]) => Object.hasOwn(rules, name) && rules[name](value),
    ) &&
    (own !== NUMBER || reading.decimal !== reading.group)
  );
}
