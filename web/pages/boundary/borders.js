// Where regions meet, as smooth lines, and where their names have room.
// @ts-check

/** @import { Regions } from './plane.js' */

/** A region of fewer places gets no name. */
const SMALL = 60;

/**
 * The lines between regions, from the shares of the classes at the places of a grid: where two
 * neighbours differ, the line crosses between them, nearer to the one that is less sure.
 *
 * @param {Pick<Regions, 'classes' | 'best' | 'data'>} regions @param {number} side places along each side
 * @returns {[number, number, number, number][]} from x, y to x, y, in places
 */
export function bordersOf({ classes, best, data }, side) {
  const n = classes.length;
  /** How far from place i towards place j the class of i is the better one. */
  const share = (/** @type {number} */ i, /** @type {number} */ j) => {
    const [a, b] = [best[i], best[j]];
    const [here, there] = [i, j].map((place) => data[place * n + a] - data[place * n + b]);
    return here - there > 0 ? Math.min(1, Math.max(0, here / (here - there))) : 0.5;
  };
  /** @type {[number, number, number, number][]} */
  const lines = [];
  for (let y = 0; y + 1 < side; y++) {
    for (let x = 0; x + 1 < side; x++) {
      const i = y * side + x;
      /** @type {[number, number][]} */
      const met = [];
      if (best[i] !== best[i + 1]) met.push([x + share(i, i + 1), y]);
      if (best[i + 1] !== best[i + side + 1]) met.push([x + 1, y + share(i + 1, i + side + 1)]);
      if (best[i + side] !== best[i + side + 1])
        met.push([x + share(i + side, i + side + 1), y + 1]);
      if (best[i] !== best[i + side]) met.push([x, y + share(i, i + side)]);
      if (met.length === 2) lines.push([...met[0], ...met[1]]);
      if (met.length < 3) continue;
      const middle = [0, 1].map((k) => met.reduce((sum, at) => sum + at[k], 0) / met.length);
      for (const at of met) lines.push([...at, middle[0], middle[1]]);
    }
  }
  return lines;
}

/**
 * Where the name of each region stands: at its surest place that no other name covers.
 *
 * @param {Pick<Regions, 'classes' | 'best' | 'share'>} regions @param {number} side
 * @param {{ width: number, height: number }[]} sizes of the names, in places
 * @returns {Map<number, { x: number, y: number }>} the middles, in places; a region without room has none
 */
export function freePlaces({ classes, best, share }, side, sizes) {
  /** @type {Map<number, { x: number, y: number }>} */
  const found = new Map();
  const own = classes.map((_, k) =>
    Array.from(best.keys())
      .filter((i) => best[i] === k)
      .sort((a, b) => share[b] - share[a]),
  );
  // those with the least choice first
  const order = [...classes.keys()].sort((a, b) => own[a].length - own[b].length);
  for (const k of order) {
    if (own[k].length < SMALL) continue;
    const { width, height } = sizes[k];
    const free = own[k].find((i) => {
      const [x, y] = [i % side, Math.floor(i / side)];
      const inside =
        Math.min(x, side - 1 - x) >= width / 2 && Math.min(y, side - 1 - y) >= height / 2;
      const clear = [...found].every(
        ([other, at]) =>
          Math.abs(at.x - x) >= (width + sizes[other].width) / 2 ||
          Math.abs(at.y - y) >= (height + sizes[other].height) / 2,
      );
      return inside && clear;
    });
    if (free !== undefined) found.set(k, { x: free % side, y: Math.floor(free / side) });
  }
  return found;
}
