// A date as its column writes it: the order of day, month and year. See elm_core/tables/dates.py.
// @ts-check
import { seconds, shareOfDay } from './clock.js';
import { MONTHS } from './months.js';
import { mayBeRead, plain } from './plain.js';
import { LETTER, SPACE } from './unicode.js';

/** @import { Rule } from './cell.js' */

const MS_OF_DAY = 864e5;
const raw = String.raw;
const NAME = raw`(?<name>[${LETTER}]{3,12})\.?`;
const OF = raw`(?:[\-/ .,]{1,2}|,? ?(?:de|del|di|of) )?`;
const YEAR = raw`'?(?<year>\d{4}|\d\d)`;
const DAY = raw`(?<day>\d\d?)`;
const MAYBE_BLANK = `(?:${SPACE})?`;
const TIME =
  raw`(?:t|[ ,;@:]${MAYBE_BLANK}| at | - )(?<hour>\d\d?)[:h.](?<minute>\d\d)` +
  raw`(?:[:.](?<second>\d\d)(?<part>[.,]\d+)?)?${MAYBE_BLANK}(?<half>[ap]\.? ?m\.?)?` +
  raw`${MAYBE_BLANK}(?:z|utc|gmt|uhr|[a-z]{3,4}|(?:utc|gmt)?[+\-]\d\d(?::?\d\d)?)?(?:\[[${LETTER}\d_/+\-]+\])?`;
const WEEKDAY = raw`(?:[${LETTER}]{2,10}\.?,? )?`;
/** Behind a date: the year's own word, and the day of the week in brackets. */
const BEHIND = raw`(?: ?г\.?)?(?: ?[(（][${LETTER}]{1,10}\.?[)）])?`;

/** One order is possible, by the names in the pattern; the last: that of the column. */
const WITH_TIMES = [
  raw`(?<year>\d{4})(?<sep>[\-/.])(?<month>\d\d?)\k<sep> ?${DAY}`,
  raw`(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)`,
  raw`(?<year>\d{4})\. ?(?<month>\d\d?)\. ?${DAY}\.`,
  raw`(?<year>\d{4})年(?<month>\d\d?)月${DAY}日?`,
  raw`(?<year>\d{4})년 ?(?<month>\d\d?)월 ?${DAY}일`,
  raw`${DAY}(?:st|nd|rd|th|er|º|\.)?${OF}${NAME}${OF}${YEAR}`,
  raw`${NAME}[\-/ ]{0,2}${DAY}(?:st|nd|rd|th)?[\-/ ,.]{1,2}${YEAR}`,
  raw`(?<year>\d{4})[\-/ .]${NAME}[\-/ .]${DAY}`,
  raw`(?<a>\d\d?)(?<sep>[\-/]|\. ?)(?<b>\d\d?)\k<sep>(?<c>\d{4}|\d\d)`,
].map((form) => `${WEEKDAY}${form}${BEHIND}(?:${TIME})?`);
/** Months, quarters and weeks alone: their first day. */
const SPANS = [
  raw`(?<year>\d{4})[\-/.](?<month>\d\d?)`,
  raw`(?<month>\d\d?)[\-/.](?<year>\d{4})`,
  raw`${NAME}[\-/ ,.]{0,2}${YEAR}`,
  raw`(?<year>\d{4})[\-/ .]?${NAME}`,
  raw`(?<year>\d{4})[\-/ ]?q(?<quarter>\d)`,
  raw`q(?<quarter>\d)[\-/ ](?<year>\d{4})`,
  raw`(?<quarter>\d)q(?<year>\d{4}|\d\d)`,
  raw`(?<year>\d{4})[\- ]?w(?<week>\d\d?)(?:-?(?<weekday>\d))?`,
  raw`(?:kw|w|week) ?(?<week>\d\d?)[\-/ ,]{1,2}(?<year>\d{4})`,
  raw`(?<year>\d{4})年(?<month>\d\d?)月`,
  raw`(?<year>\d{4})년 ?(?<month>\d\d?)월`,
  raw`(?<year>\d{4})m(?<month>\d\d?)`,
];
const ASCTIME = raw`[${LETTER}]{3} ${NAME} {1,2}${DAY} (?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d) (?:(?:[a-z]{3,4}|[+\-]\d{4}) )?(?<year>\d{4})`;
const COMPACT =
  raw`(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)t?(?<hour>\d\d)(?:(?<minute>\d\d)(?<second>\d\d)?)?` +
  raw`(?:z|[+\-]\d\d:?(?:\d\d)?)?`;
const PATTERNS = [...WITH_TIMES, ASCTIME, COMPACT, ...SPANS].map(
  (form) => new RegExp(`^${form}$`, 'u'),
);

/**
 * Days since 1970-01-01, with the time of day as their fraction where the column has times.
 *
 * @param {{ order: string, times?: boolean, years_from?: number }} reading `order`: ymd, dmy or mdy;
 *   `years_from`: the first of the hundred years that two digits stand for
 * @returns {Rule}
 */
export function dateRule({ order, times, years_from: first }) {
  return (text) => {
    const days = daysOf(datePartsOf(text), order, first);
    return times ? days : Math.floor(days);
  };
}

/** @typedef {Record<string, string>} Parts */

/** The parts of a date by name, null for no date. @param {string} text @returns {Parts | null} */
export function datePartsOf(text) {
  const cell = plain(text).toLowerCase();
  if (!mayBeRead(cell)) return null;
  for (const pattern of PATTERNS) {
    const parts = pattern.exec(cell)?.groups;
    if (parts && (!parts.name || MONTHS.has(parts.name))) return parts;
  }
  return null;
}

/** Days since 1970-01-01, NaN where parts are no date. @param {Parts | null} parts @param {string} order @param {number} [first] as POSIX has it: 69 to 99 are of the last century */
export function daysOf(parts, order, first = 1969) {
  if (!parts) return Number.NaN;
  const { a, b, c, hour, minute, second, part, half } = parts;
  const day = a ? ofThree(a, b, c, order, first) : ofNames(parts, first);
  if (!hour) return day;
  return day + shareOfDay(Number(hour), Number(minute ?? 0), seconds(second, part), half);
}

/** @param {string} a @param {string} b @param {string} c @param {string} order @param {number} first */
function ofThree(a, b, c, order, first) {
  if (order === 'ymd')
    return c.length === 2 ? ordinal(fullYear(a, first), Number(b), Number(c)) : Number.NaN;
  const [day, month] = order === 'dmy' ? [a, b] : [b, a];
  return ordinal(fullYear(c, first), Number(month), Number(day));
}

/** @param {Parts} parts @param {number} first */
function ofNames({ name, year, month, day = '1', quarter, week, weekday = '1' }, first) {
  const full = fullYear(year, first);
  if (week) return ofWeek(full, Number(week), Number(weekday));
  if (quarter) return ordinal(full, 3 * Number(quarter) - 2, 1);
  return ordinal(full, MONTHS.get(name) ?? Number(month), Number(day));
}

/** A year of two digits (or one), in the hundred years that begin with the first. @param {string} year @param {number} first */
const fullYear = (year, first) =>
  year.length > 2 ? Number(year) : first + ((((Number(year) - first) % 100) + 100) % 100);

/** @param {number} year @param {number} month from 1 @param {number} day */
function ordinal(year, month, day) {
  const time = new Date(0).setUTCFullYear(year, month - 1, day);
  const isDate = year >= 1 && day >= 1 && new Date(time).getUTCMonth() === month - 1;
  return isDate ? time / MS_OF_DAY : Number.NaN;
}

/** ISO 8601: the first week has 4 January. @param {number} year @param {number} week @param {number} weekday */
function ofWeek(year, week, weekday) {
  const fourth = ordinal(year, 1, 4);
  const monday = fourth - ((((fourth + 3) % 7) + 7) % 7) + 7 * (week - 1);
  const last = ordinal(year, 12, 31);
  const isWeek = week >= 1 && weekday >= 1 && weekday <= 7 && monday + 3 <= last;
  const day = monday + weekday - 1;
  return isWeek && day <= ordinal(9999, 12, 31) ? day : Number.NaN;
}
