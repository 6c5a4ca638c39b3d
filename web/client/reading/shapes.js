// Cells by their shapes, in which each digit stands as 9: a million cells have some dozens of them.
// See elm_core/tables/numbers.py.
// @ts-check
import { asciiDigits, strip } from '../predictor/unicode.js';
import { PREFIX, SUFFIX } from './units.js';

/**
 * Where the number of a cell of some shape is; `behind`: its sign is a minus behind the number.
 *
 * @typedef {{ start: number, coreEnd: number, end: number, sign: number, unit: string, behind: boolean }} Parts
 */

const CELL = new RegExp(
  String.raw`^(?<open>\(?)(?<before>[+\-]?) ?(?<prefix>${PREFIX})? ?(?<sign>[+\-]?) ?` +
    String.raw`(?<core>9(?:[., ']?9)*[.,]?|[.,]9+)(?<exponent>[eE][+\-]?9+)?` +
    String.raw` ?(?<suffix>${SUFFIX})?(?<behind>-?)(?<close>\)?)$`,
  'du',
);
const LONGEST = 60;
const CLOCK = ['am', 'pm', 'a.m.', 'p.m.'];
const SIGNS = /[−–‐‑﹣－\u00a0\u202f\u2009\u2007’‘ʼ＇`´＋٫٬．，]/g;
/** @type {Map<string, string>} */
const PLAIN = new Map([
  ...[...'−–‐‑﹣－'].map((sign) => /** @type {[string, string]} */ ([sign, '-'])),
  ...[...'\u00a0\u202f\u2009\u2007'].map((sign) => /** @type {[string, string]} */ ([sign, ' '])),
  ...[...'’‘ʼ＇`´'].map((sign) => /** @type {[string, string]} */ ([sign, "'"])),
  ...Object.entries({ '＋': '+', '٫': '.', '٬': ',', '．': '.', '，': ',' }),
]);

/** With ASCII digits, minus signs, blanks and apostrophes; of the same length. @param {string} text */
export function plain(text) {
  const stripped = strip(text);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is what is asked for
  if (/^[\x00-\x7f]*$/.test(stripped)) return stripped;
  return asciiDigits(stripped.replace(SIGNS, (sign) => PLAIN.get(sign) ?? sign));
}

/** @param {string} cell */
export const shapeOf = (cell) => cell.replace(/[0-8]/g, '9');

/** @type {Map<string, Parts | null>} */
const known = new Map();

/** @param {string} shape @returns {Parts | null} null where there is no number */
export function partsOf(shape) {
  let parts = known.get(shape);
  if (parts === undefined) {
    parts = shape.includes('9') && [...shape].length <= LONGEST ? partsIn(shape) : null;
    if (known.size >= 10_000) known.clear();
    known.set(shape, parts);
  }
  return parts;
}

/** @param {string} shape @returns {Parts | null} */
function partsIn(shape) {
  const found = CELL.exec(shape);
  if (!found?.groups || !found.indices?.groups) return null;
  const { open, before, prefix, sign, exponent, suffix, behind, close } = found.groups;
  const signs = [before, sign, behind].filter(Boolean);
  if (signs.length + open.length > 1 || open.length !== close.length) return null;
  const unit = [prefix, suffix].flatMap((part) => part?.trim() || []).join(' ');
  if (CLOCK.includes(unit.toLowerCase())) return null;
  const [start, coreEnd] = found.indices.groups.core;
  const end = exponent ? found.indices.groups.exponent[1] : coreEnd;
  const minus = open || signs.includes('-');
  return { start, coreEnd, end, sign: minus ? -1 : 1, unit, behind: behind !== '' };
}

/**
 * The cells of one shape: digits and separators of their number, and where they are. `unzeroed`:
 * those whose number does not begin with 0, which no group of digits does.
 *
 * @typedef {{ parts: Parts, core: string, places: number[], unzeroed: number[] }} Group
 */

/** @param {string[]} cells @returns {Group[]} */
export function groupsOf(cells) {
  /** @type {Map<string, number[]>} */
  const byShape = new Map();
  for (let place = 0; place < cells.length; place++) {
    const shape = shapeOf(cells[place]);
    const places = byShape.get(shape);
    if (places) places.push(place);
    else byShape.set(shape, [place]);
  }
  /** @type {Group[]} */
  const groups = [];
  for (const [shape, places] of byShape) {
    const parts = partsOf(shape);
    if (!parts) continue;
    const core = shape.slice(parts.start, parts.coreEnd);
    const unzeroed = isWhole(core)
      ? places
      : places.filter((place) => cells[place][parts.start] !== '0');
    groups.push({ parts, core, places, unzeroed });
  }
  return groups;
}

/** @param {string} core */
export const isWhole = (core) => /^9+$/.test(core);

/** @type {Map<string, { whole: RegExp, grouped: RegExp | null }>} */
const cores = new Map();

/** @param {string} decimal @param {string} group */
function coreOf(decimal, group) {
  const key = decimal + group;
  let core = cores.get(key);
  if (!core) {
    const [d, g] = [decimal, group].map((sign) => sign.replace('.', String.raw`\.`));
    // India's lakhs and crores
    const lakhs = group === ',' ? `|99?(?:,99)+,999(?:${d}9*)?` : '';
    core = {
      whole: new RegExp(`^(?:9+(?:${d}9*)?|${d}9+)$`),
      grouped: group ? new RegExp(`^(?:9{1,3}(?:${g}999)+(?:${d}9*)?${lakhs})$`) : null,
    };
    cores.set(key, core);
  }
  return core;
}

/** The places of the cells that a decimal sign with a sign of groups can read. @param {Group} some @param {string} decimal @param {string} group */
export function readBy(some, decimal, group) {
  const { whole, grouped } = coreOf(decimal, group);
  if (whole.test(some.core)) return some.places;
  return grouped?.test(some.core) ? some.unzeroed : [];
}

/**
 * The cells of one shape by their unit; the shape has 9 for the 2 of m2.
 *
 * @param {Group} some @param {string[]} cells @param {number[]} places
 * @returns {Map<string, number[]>}
 */
export function byUnit({ parts: { unit, end } }, cells, places) {
  if (!unit.includes('9')) return new Map(places.length ? [[unit, places]] : []);
  /** @type {Map<string, number[]>} */
  const found = new Map();
  for (const place of places) {
    const behind = strip(cells[place].slice(end)).replace(/[-)]+$/, '');
    const those = found.get(behind);
    if (those) those.push(place);
    else found.set(behind, [place]);
  }
  return found;
}
