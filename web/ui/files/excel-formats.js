// Which formats show numbers of a spreadsheet as dates, times or durations, and the texts of them.
// @ts-check

/** @typedef {'date' | 'duration' | null} Shown */

/** Built-in formats of dates and times; 27 to 36 and 50 to 58 are those of East Asia. */
const DATES = new Set([
  ...[14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 47],
  ...[27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58],
]);
const DURATION = 46;

const DAY = 86_400_000;
/** Milliseconds of day 0, of 30 December 1899 and of 1 January 1904. */
const [EPOCH, EPOCH_1904] = [Date.UTC(1899, 11, 30), Date.UTC(1904, 0, 1)];
/** The years 1 to 9999. */
const [FIRST, LAST] = [Date.parse('0001-01-01'), Date.UTC(10000, 0, 1)];

/**
 * How a format shows a number.
 *
 * @param {number} id @param {string} [code] of formats that the file defines
 * @returns {Shown}
 */
export function shownAs(id, code) {
  if (code === undefined) return id === DURATION ? 'duration' : DATES.has(id) ? 'date' : null;
  const [first] = code.split(';'); // of positive numbers
  if (/\[(?:hh?|mm?|ss?)\]/i.test(first)) return 'duration';
  const bare = first.replace(/".*?"|\[[^\]]*\]/g, ''); // texts, colours, languages
  return /(?<![_\\])[dmhys]/i.test(bare) ? 'date' : null;
}

/**
 * A number of days as the cell shows it: a day, a day with its time, or the time of a day.
 *
 * @param {number} days @param {boolean} from1904
 */
export function dateText(days, from1904) {
  const day = Math.floor(days);
  const time = Math.round((days - day) * DAY);
  if (day === 0 && time < DAY) return timeText(time);
  // Excel counts a 29 February 1900, which there was not
  const shift = !from1904 && days > 0 && days < 60 ? 1 : 0;
  const instant = (from1904 ? EPOCH_1904 : EPOCH) + (day + shift) * DAY + time;
  return instantText(instant) ?? '#VALUE!';
}

/**
 * An instant in milliseconds since 1970; null outside of the years 1 to 9999.
 *
 * @param {number} instant
 */
function instantText(instant) {
  if (!(instant >= FIRST && instant < LAST)) return null;
  const iso = new Date(instant).toISOString();
  const time = timeText(((instant % DAY) + DAY) % DAY);
  return time === '00:00:00' ? iso.slice(0, 10) : `${iso.slice(0, 10)}T${time}`;
}

/** @param {number} milliseconds within a day */
const timeText = (milliseconds) =>
  new Date(milliseconds)
    .toISOString()
    .slice(11, 23)
    .replace(/\.?0+$/, '');
