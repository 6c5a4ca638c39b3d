// Durations, as texts. See elm_core/tables/clock.py.
// @ts-check
import { seconds } from './clock.js';
import { plain } from './plain.js';

/** @import { Rule } from './cell.js' */

const LAP = /^(\d{1,3}):([0-5]\d[.,]\d+)$/;
const DAYS = /^(?:(-?\d+) days?,? ?)?(?:([+-]?\d+):(\d\d)(?::(\d\d)([.,]\d+)?)?)?$/iu;
const [AMOUNT, SIZES] = [String.raw`(\d+(?:\.\d+)?)`, [604800, 86400, 3600, 60, 1]];
const ISO = new RegExp(
  `^(-)?P(?:${AMOUNT}W)?(?:${AMOUNT}D)?(?:T(?:${AMOUNT}H)?(?:${AMOUNT}M)?(?:${AMOUNT}S)?)?$`,
);

/** Amounts with units of time behind them: 2h 50m, 1 hour and 5 minutes, 3 wks. */
const WORDED = /^(?:\d{1,15}(?:[.,]\d{1,15})? ?[a-z]{1,7}\.?(?:, ?| and | und | |$)?)+$/i;
/** @type {Map<string, number>} */
const SECONDS = new Map();
for (const [size, names] of /** @type {[number, string][]} */ ([
  [0.001, 'ms'],
  [1, 's sec secs second seconds sek'],
  [60, 'm min mins minute minutes minuten minutos'],
  [3600, 'h hr hrs hour hours std stunde stunden hora horas'],
  [86400, 'd day days tag tage'],
  [604800, 'w wk wks week weeks'],
  [2629800, 'mo mon mos mth mths month months'],
  [31557600, 'y yr yrs year years'],
]))
  for (const name of names.split(' ')) SECONDS.set(name, size);

/** @param {string} cell */
function worded(cell) {
  let total = WORDED.test(cell) ? 0 : Number.NaN;
  for (const [, amount, unit] of cell.matchAll(/(\d+(?:[.,]\d+)?) ?([a-z]+)/gi))
    total += Number(amount.replace(',', '.')) * (SECONDS.get(unit.toLowerCase()) ?? Number.NaN);
  return total;
}

/** The seconds of a duration as people, data frames and ISO 8601 write it, NaN for none. @param {string} text */
function duration(text) {
  const cell = plain(text);
  const lap = LAP.exec(cell);
  if (lap) return 60 * Number(lap[1]) + Number(lap[2].replace(',', '.'));
  const [, minus, ...amounts] = ISO.exec(cell) ?? [];
  let total = Number.NaN;
  if (amounts.some(Boolean)) {
    total = 0;
    for (const [i, amount] of amounts.entries()) total += Number(amount ?? 0) * SIZES[i];
    if (minus) total = -total;
  } else {
    const [, days, hours, minutes, second, part] = DAYS.exec(cell) ?? [];
    if (days || second) {
      const clock =
        3600 * Math.abs(Number(hours ?? 0)) + Number(minutes ?? 0) * 60 + seconds(second, part);
      total = Number(days ?? 0) * 86400 + (hours?.startsWith('-') ? -clock : clock);
    } else total = worded(cell);
  }
  return Number.isFinite(total) ? total : Number.NaN;
}

/** @returns {Rule} */
export const durationRule = () => (text, given) => given ?? duration(text);
