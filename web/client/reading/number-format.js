// How a column writes its numbers, decided from its distinct texts: those that one format alone can
// read decide, and the others follow. See elm_core/tables/numbers.py.
// @ts-check
import { plain } from './plain.js';
import { byUnit, groupsOf, readBy, readGroup } from './shape-groups.js';
import { isWhole } from './shapes.js';
import { isMoney, isShare, sameUnit, splitMagnitude } from './units.js';

/** @import { NumberFormat } from './number.js' */
/** @import { Group } from './shape-groups.js' */

/**
 * A format, and the numbers that it reads of the texts (NaN where it reads none). `sure`: the
 * decimal sign, where a text allows one reading only; `open`: another decimal sign reads other
 * numbers from the same texts; `bare`: the place of a text without the unit of the others.
 *
 * @typedef {{ format: NumberFormat, numbers: number[], sure: string | null, open: boolean, bare?: number }} Decided
 */

/** Decimal sign and sign of groups, the first of two that do equally well first. */
const FORMATS = [
  ['.', ''],
  ['.', ','],
  [',', ''],
  [',', '.'],
  ['.', ' '],
  [',', ' '],
  ['.', "'"],
  [',', "'"],
];

/**
 * The format that reads the most of some distinct texts without blanks around them, none of them a
 * mark of a missing value.
 *
 * @param {string[]} texts
 * @param {string | null} [decimal] what an open comma or point is; null: 1,234 is grouped, 1.234 a
 *   decimal point
 * @param {NumberFormat} [given] what is not to be decided
 * @returns {Decided}
 */
export function decideFormat(texts, decimal = null, given = {}) {
  if (!Object.keys(given).length) {
    const numbers = plainNumbers(texts);
    if (numbers) {
      const sure = texts.some((text) => text.includes('.')) ? '.' : null;
      return { format: formatOf('.', ''), numbers, sure, open: false };
    }
  }
  const cells = texts.map(plain);
  let groups = groupsOf(cells);
  const trailing = given.trailing_minus ?? hasTrailingMinus(groups);
  if (!trailing) groups = groups.filter(({ parts }) => !parts.behind);
  const fits = FORMATS.filter(([d, g]) => (given.decimal ?? d) === d && (given.group ?? g) === g);
  const allowed = fits.length ? fits : [[given.decimal ?? '.', given.group ?? '']];
  const reads = allowed.map(([d, g]) => sum(groups, (some) => readBy(some, d, g).length));
  const most = Math.max(...reads);
  const best = allowed.filter((_, i) => reads[i] === most);
  const separated = groups.some(({ core }) => !isWhole(core));
  let open = most > 0 && separated && new Set(best.map(([d]) => d)).size > 1;
  const [d, g] = open ? ofSeveral(best, groups, cells, decimal) : best[0];
  let format = { ...formatOf(d, g), unit: given.unit ?? null };
  if (given.magnitudes) format.magnitudes = true;
  if (trailing) format.trailing_minus = true;
  if (!('unit' in given)) format = { ...format, ...unitOf(d, g, cells, groups) };
  // nobody writes money with three decimals after a comma, nor beside money without any
  if (open && isMoney(format.unit ?? null))
    open = !(d === '.' && g === ',') && !(d === ',' && g === '.' && haveShortWhole(groups));
  const numbers = /** @type {number[]} */ (Array(cells.length).fill(Number.NaN));
  for (const some of groups) readGroup(some, cells, format, numbers);
  const lacking = format.unit
    ? groups.find((some) => !some.parts.unit && readBy(some, d, g).length)
    : undefined;
  const bare = lacking && readBy(lacking, d, g)[0];
  return { format, numbers, sure: separated && !open && most ? d : null, open, bare };
}

/** @param {string} decimal @param {string} group @returns {NumberFormat} */
const formatOf = (decimal, group) => ({ decimal, group, unit: null });

/** @template T @param {T[]} items @param {(item: T) => number} value */
const sum = (items, value) => items.reduce((total, item) => total + value(item), 0);

/** Numbers with decimal points alone, the usual case, quickly; else null. @param {string[]} texts */
function plainNumbers(texts) {
  let dotted = false;
  let thousands = true;
  for (const text of texts) {
    if (!/^[0-9eE+\-.]+$/.test(text)) return null;
    if (!text.includes('.')) continue;
    dotted = true;
    thousands &&= /^[+-]?[1-9]\d{0,2}\.\d{3}$/.test(text);
  }
  if (dotted && thousands) return null; // thousands, perhaps
  const numbers = texts.map(Number);
  return numbers.every(Number.isFinite) ? numbers : null;
}

/** 1935- in every row is no negative number. @param {Group[]} groups */
function hasTrailingMinus(groups) {
  const behind = sum(groups, ({ parts, places }) => (parts.behind ? places.length : 0));
  return 0 < behind && behind < 0.5 * sum(groups, ({ places }) => places.length);
}

/**
 * Of formats that read the same cells, the one with the decimal sign that is likely.
 *
 * @param {string[][]} best @param {Group[]} groups @param {string[]} cells @param {string | null} decimal
 */
function ofSeveral(best, groups, cells, decimal) {
  let wanted = decimal;
  if (wanted === null) {
    // 1,234 is grouped, unless 5678 stands beside it ungrouped
    const commas = groups.some(({ core }) => core.includes(','));
    const ungrouped = groups.some(({ core }) => isWhole(core) && core.length > 3);
    wanted = (commas ? ungrouped : pointsGroup(groups, cells)) ? ',' : '.';
  }
  return best.find(([d]) => d === wanted) ?? best[0];
}

/**
 * Whether the point in 1.100 groups, as the other cells tell. Beside 820 it does in money, and where
 * a fraction would end in 0: who writes that writes 820.000, too. In money by itself it does from two
 * digits before it on.
 *
 * @param {Group[]} groups @param {string[]} cells
 */
function pointsGroup(groups, cells) {
  const dotted = groups.filter(({ core }) => core.includes('.'));
  if (!dotted.length) return false;
  const money = dotted.every(({ parts }) => isMoney(parts.unit));
  if (groups.some(({ core }) => isWhole(core))) {
    const zero = dotted.some(({ parts, places }) =>
      places.some((place) => cells[place][parts.coreEnd - 1] === '0'),
    );
    return haveShortWhole(groups) && (money || zero);
  }
  return money && dotted.some(({ core }) => core.indexOf('.') > 1);
}

/** Whether there are numbers without any sign, and all are below 1,000. @param {Group[]} groups */
function haveShortWhole(groups) {
  const whole = groups.filter(({ core }) => isWhole(core)).map(({ core }) => core.length);
  return whole.length > 0 && Math.max(...whole) <= 3;
}

/**
 * The unit that at least half of the numbers have.
 *
 * @param {string} decimal @param {string} group @param {string[]} cells @param {Group[]} groups
 * @returns {NumberFormat}
 */
function unitOf(decimal, group, cells, groups) {
  const units = new Counts();
  /** @type {Map<string, string>} */
  const shown = new Map();
  for (const some of groups) {
    for (const [unit, places] of byUnit(some, cells, readBy(some, decimal, group))) {
      const key = sameUnit(unit);
      if (!shown.has(key)) shown.set(key, unit);
      units.add(key, places.length);
    }
  }
  const bases = new Counts();
  const magnitudes = new Set();
  for (const [key, n] of units) {
    const [base, magnitude] = splitMagnitude(shown.get(key) ?? '');
    bases.add(base, n);
    magnitudes.add(magnitude);
  }
  const sizes = [...magnitudes].filter((sign) => sign && !isShare(sign)).length;
  const several = sizes > 1 || (sizes && magnitudes.size > 1); // 1.2k beside 870
  const [base, n] = bases.most()[0] ?? ['', 0];
  if (several && n >= 0.9 * units.total()) return { unit: base || null, magnitudes: true };
  const named = units.most().find(([key]) => key);
  return { unit: named && named[1] * 2 >= units.total() ? (shown.get(named[0]) ?? null) : null };
}

/** @extends {Map<string, number>} */
class Counts extends Map {
  /** @param {string} key @param {number} n */
  add(key, n) {
    this.set(key, (this.get(key) ?? 0) + n);
  }

  total() {
    return sum([...this.values()], (n) => n);
  }

  /** The most frequent first; of equal ones the one that came first. */
  most() {
    return [...this].sort(([, a], [, b]) => b - a);
  }
}
