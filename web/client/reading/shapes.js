// Cells by their shapes, in which each digit stands as 9: a million cells have some dozens of them.
// See elm_core/tables/numbers.py.
// @ts-check
import { mayBeRead } from './plain.js';
import { isUnit, PREFIX, SUFFIX } from './units.js';

/**
 * Where the number of a cell of some shape is; `behind`: its sign is a minus behind the number.
 *
 * @typedef {{ start: number, coreEnd: number, end: number, sign: number, unit: string, behind: boolean }} Parts
 */

// a dash stands for no cents: 5,- and 5.-- and 5/-
const CELL = new RegExp(
  String.raw`^(?:(?<outer>${PREFIX}) ?(?=\())?` +
    String.raw`(?<open>\(?)(?<before>[+\-]?) ?(?<prefix>${PREFIX})? ?(?<sign>[+\-]?) ?` +
    String.raw`(?<core>9(?:[., ']?9)*[.,]?|[.,]9+)(?:(?<=[.,])[\-—]{1,2}|/-)?(?<exponent>[eE][+\-]?9+)?` +
    String.raw` ?(?<suffix>${SUFFIX})?(?<behind>-?)(?<close>\)?)$`,
  'du',
);
const CLOCK = ['am', 'pm', 'a.m.', 'p.m.', 'uhr'];

/** @param {string} cell */
export const shapeOf = (cell) => cell.replace(/[0-8]/g, '9');

/** @type {Map<string, Parts | null>} */
const shapesKnown = new Map();

/** @param {string} shape @returns {Parts | null} null where there is no number */
export function partsOf(shape) {
  if (!mayBeRead(shape)) return null;
  let parts = shapesKnown.get(shape);
  if (parts === undefined) {
    parts = partsIn(shape);
    if (shapesKnown.size >= 10_000) shapesKnown.clear();
    shapesKnown.set(shape, parts);
  }
  return parts;
}

/** @param {string} shape @returns {Parts | null} */
function partsIn(shape) {
  const found = CELL.exec(shape);
  if (!found?.groups || !found.indices?.groups) return null;
  const { open, before, outer, prefix, sign, exponent, suffix, behind, close } = found.groups;
  const signs = [before, sign, behind].filter(Boolean);
  if (signs.length + open.length > 1 || open.length !== close.length) return null;
  const unit = [outer, prefix, suffix].flatMap((part) => part?.trim() || []).join(' ');
  if (CLOCK.includes(unit.toLowerCase()) || !isUnit(unit)) return null;
  const [start, coreEnd] = found.indices.groups.core;
  const end = exponent ? found.indices.groups.exponent[1] : coreEnd;
  const minus = open || signs.includes('-');
  return { start, coreEnd, end, sign: minus ? -1 : 1, unit, behind: behind !== '' };
}

/** @param {string} core */
export const isWhole = (core) => /^9+$/.test(core);

/** @type {Map<string, { whole: RegExp, grouped: RegExp | null }>} */
const cores = new Map();

/** What digits and separators look like that a format reads. @param {string} decimal @param {string} group */
export function coreOf(decimal, group) {
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
