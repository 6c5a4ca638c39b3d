// Values as Parquet stores them, as texts.
// @ts-check

import { offsetIn } from './zones.js';

/** @import { SchemaElement } from 'hyparquet' */
/** @import { Declared } from './arrow-schema.js' */

/** Stands for bytes that are no text. */
export const NO_TEXT = Symbol('no text');

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** @param {Uint8Array} bytes */
function decoded(bytes) {
  try {
    return bytes && utf8.decode(bytes);
  } catch {
    return NO_TEXT;
  }
}

/** @template T @param {T} value */
const asIs = (value) => value;

/** How the parser hands over what it would make dates and objects of. */
export const AS_STORED = {
  timestampFromMilliseconds: asIs,
  timestampFromMicroseconds: asIs,
  timestampFromNanoseconds: asIs,
  dateFromDays: asIs,
  stringFromBytes: decoded,
  jsonFromBytes: decoded,
  geometryFromBytes: () => NO_TEXT,
  geographyFromBytes: () => NO_TEXT,
};

const PER_SECOND = { MILLIS: 1_000n, MICROS: 1_000_000n, NANOS: 1_000_000_000n };
const DAY = 86_400n;
/** Seconds of the years 1 to 9999. */
const [FIRST, LAST] = [-62_135_596_800n, 253_402_300_800n];

/**
 * The texts of distinct values; cells of equal texts get one place only.
 *
 * @param {unknown[]} values @param {SchemaElement} element
 * @param {Declared} [declared] the zone in which instants are given, the unit of durations
 */
export function textsOf(values, element, { zone, perSecond } = {}) {
  if (perSecond && isDuration(element))
    return values.map((value) => plain(seconds(value, perSecond)));
  return values.map(writer(element, zone ? offsetIn(zone) : null));
}

/** Whether a column can be what Arrow declares as durations: whole numbers to Parquet. @param {SchemaElement} element */
export function isDuration({ type, converted_type: converted, logical_type: logical }) {
  return type === 'INT64' && !converted && !logical;
}

/** @param {any} value @param {number} perSecond */
const seconds = (value, perSecond) => (value === null ? null : Number(value) / perSecond);

/** @typedef {((seconds: number) => number) | null} Offset */

/** @param {SchemaElement} element @param {Offset} offset @returns {(value: any) => string} */
function writer({ type, converted_type: converted, logical_type: logical }, offset) {
  const unit = /** @type {any} */ (logical)?.unit ?? converted?.match(/_(MILLIS|MICROS)$/)?.[1];
  const perSecond = PER_SECOND[/** @type {keyof typeof PER_SECOND} */ (unit)] ?? PER_SECOND.NANOS;
  if (converted === 'DATE' || logical?.type === 'DATE')
    return (days) => (days === null ? '' : instantText(BigInt(days) * DAY, 1n));
  if (logical?.type === 'TIMESTAMP' || converted?.startsWith('TIMESTAMP') || type === 'INT96')
    return (value) => (value === null ? '' : instantText(BigInt(value), perSecond, offset));
  if (logical?.type === 'TIME' || converted?.startsWith('TIME_'))
    return (value) => (value === null ? '' : timeText(BigInt(value), perSecond));
  return type === 'FLOAT' ? (value) => plain(shortest(value)) : plain;
}

/** @param {any} value */
function plain(value) {
  if (value === null || (typeof value === 'number' && !Number.isFinite(value))) return '';
  return String(value);
}

/** The number with the fewest digits that is the same in 32 bits. @param {number | null} value */
function shortest(value) {
  if (value === null || !Number.isFinite(value)) return null;
  for (let digits = 6; digits < 9; digits++) {
    const rounded = Number(value.toPrecision(digits));
    if (Math.fround(rounded) === value) return rounded;
  }
  return Number(value.toPrecision(9));
}

/** A day, with its time if it is not midnight. @param {bigint} utc @param {bigint} perSecond @param {Offset} [offset] */
function instantText(utc, perSecond, offset) {
  const value = offset ? utc + BigInt(offset(Number(utc / perSecond))) * perSecond : utc;
  const day = DAY * perSecond;
  const time = ((value % day) + day) % day;
  const midnight = (value - time) / perSecond;
  if (midnight < FIRST || midnight >= LAST) return '';
  const date = new Date(Number(midnight) * 1000).toISOString().slice(0, 10);
  return time ? `${date}T${timeText(time, perSecond)}` : date;
}

/** @param {bigint} value @param {bigint} perSecond */
function timeText(value, perSecond) {
  const clock = new Date(Number(value / perSecond) * 1000).toISOString().slice(11, 19);
  const part = value % perSecond;
  if (!part) return clock;
  const digits = String(part).padStart(String(perSecond).length - 1, '0');
  return `${clock}.${digits.replace(/0+$/, '')}`;
}
