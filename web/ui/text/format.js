// Numbers as text. Not by Intl: the first use of it loads its data, which holds up a page for 50 ms.
// @ts-check

/** An integer with a comma at every third digit. @param {number} n */
export const grouped = (n) => separated(String(Math.round(n)));

/** A number with at most three decimals. @param {number} value */
export function decimal(value) {
  const [whole, part] = String(Number(value.toFixed(3))).split('.');
  return part ? `${separated(whole)}.${part}` : separated(whole);
}

/** @param {string} digits */
const separated = (digits) => digits.replace(/\B(?=(\d{3})+$)/g, ',');

/** A number as people read it, with four digits that count. @param {number} value */
export function readable(value) {
  if (!Number.isFinite(value)) return '–';
  const rounded = Number(value.toPrecision(4));
  const text = String(rounded);
  return Math.abs(rounded) < 10_000 || text.includes('e') ? text : separated(text);
}

/** @param {number} share */
export const percent = (share, digits = 0) => `${(100 * share).toFixed(digits)}\u00a0%`;

/** Fewer are counted out: a percentage would promise more than they hold. */
const FEW = 50;

/** How many of how many, as a large figure. @param {number} part @param {number} whole */
export const outOf = (part, whole) => (whole < FEW ? `${part} of ${whole}` : percent(part / whole));

/** What goes on after it, where it is a percentage. @param {number} whole */
export const ofMany = (whole) => (whole < FEW ? '' : `of ${grouped(whole)} `);

/** @param {number} seconds */
export function duration(seconds) {
  return seconds < 1 ? `${Math.max(1, Math.round(1000 * seconds))} ms` : `${seconds.toFixed(1)} s`;
}

/** @param {number} n @param {string} one */
export const count = (n, one) => `${grouped(n)} ${one}${n === 1 ? '' : 's'}`;

/** @param {number} bytes */
export function size(bytes) {
  if (bytes < 1e6) return `${Math.ceil(bytes / 1000)}\u00a0kB`;
  return bytes < 1e9
    ? `${(bytes / 1e6).toFixed(1)}\u00a0MB`
    : `${(bytes / 1e9).toFixed(1)}\u00a0GB`;
}

const MONTHS = [
  ...['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun'],
  ...['Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
];

/** A day and the time of day, where the reader is. @param {number | string | Date} time */
export function moment(time) {
  const at = new Date(time);
  const two = (/** @type {number} */ n) => String(n).padStart(2, '0');
  return `${at.getDate()} ${MONTHS[at.getMonth()]} ${at.getFullYear()}, ${two(at.getHours())}:${two(at.getMinutes())}`;
}
