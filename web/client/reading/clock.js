// Times of day, as texts. See elm_core/tables/clock.py.
// @ts-check
import { plain } from './plain.js';
import { SPACE } from './unicode.js';

/** @import { Rule } from './cell.js' */

const BLANK = `(?:${SPACE})?`;
const TIME_OF_DAY = new RegExp(
  String.raw`^(\d\d?)[:h](\d\d)(?::(\d\d)([.,]\d+)?)?${BLANK}(?:([ap])\.? ?m\.?)?(?:${BLANK}(?:uhr|h))?$`,
  'iu',
);
/** A word tells that a point stands between hours and minutes: 14.30 Uhr, klo 14.30; 14時30分. */
const TOLD = new RegExp(
  String.raw`^(?:kl(?:o|\.)? ?(\d\d?)(?:[:.](\d\d))?|(\d\d?)(?:[:.](\d\d))?${BLANK}uhr` +
    String.raw`|(\d\d?) ?[時时點点시] ?(?:(\d\d?) ?[分분])?)$`,
  'iu',
);
const HOURS = new RegExp(String.raw`^(\d\d?)${BLANK}([ap])\.? ?m\.?$`, 'iu');

/** Hours since midnight, NaN for no time of day. @param {string} text */
function timeOfDay(text) {
  const cell = plain(text);
  const found = TIME_OF_DAY.exec(cell);
  if (found) {
    const [, hour, minute, second, part, half] = found;
    return 24 * shareOfDay(Number(hour), Number(minute), seconds(second, part), half);
  }
  const [, hour, half] = HOURS.exec(cell) ?? [];
  if (hour) return 24 * shareOfDay(Number(hour), 0, 0, half);
  const [, ...told] = TOLD.exec(cell) ?? [];
  const [at, minute] = [0, 1].map((i) => told[i] ?? told[i + 2] ?? told[i + 4]);
  return at ? 24 * shareOfDay(Number(at), Number(minute ?? 0), 0) : Number.NaN;
}

/** @param {string | undefined} whole @param {string | undefined} part of one, with its sign */
export const seconds = (whole, part) =>
  Number(whole ?? 0) + Number(`0${(part ?? '').replace(',', '.')}`);

/**
 * How much of the day has gone by, NaN for no time of day.
 *
 * @param {number} hour @param {number} minute @param {number} second
 * @param {string} [half] begins with a or p, for hours to 12
 */
export function shareOfDay(hour, minute, second, half) {
  if (half && (hour < 1 || hour > 12)) return Number.NaN;
  const whole = half ? (hour % 12) + (/^p/i.test(half) ? 12 : 0) : hour;
  if (whole > 23 || minute > 59 || second >= 61) return Number.NaN;
  return (whole * 3600 + minute * 60 + second) / 86400;
}

/** @returns {Rule} */
export const timeRule = () => timeOfDay;
