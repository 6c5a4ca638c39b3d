// The cells of a column by their shapes, to decide what its format is. See
// elm_core/tables/numbers.py.
// @ts-check
import { factorOf, numberIn, unitIn } from './number.js';
import { coreOf, isWhole, partsOf, shapeOf } from './shapes.js';

/** @import { NumberFormat } from './number.js' */
/** @import { Parts } from './shapes.js' */

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
export function byUnit({ parts }, cells, places) {
  if (!parts.unit.includes('9')) return new Map(places.length ? [[parts.unit, places]] : []);
  /** @type {Map<string, number[]>} */
  const found = new Map();
  for (const place of places) {
    const unit = unitIn(cells[place], parts);
    const those = found.get(unit);
    if (those) those.push(place);
    else found.set(unit, [place]);
  }
  return found;
}

/**
 * Writes the numbers of the cells of one shape that the format reads.
 *
 * @param {Group} some @param {string[]} cells @param {NumberFormat} format
 * @param {number[] | Float64Array} numbers
 */
export function readGroup(some, cells, format, numbers) {
  const { decimal = '.', group = '' } = format;
  for (const [unit, places] of byUnit(some, cells, readBy(some, decimal, group))) {
    const factor = factorOf(unit, format);
    if (factor === null) continue;
    for (const place of places) numbers[place] = numberIn(cells[place], some.parts, format, factor);
  }
}
