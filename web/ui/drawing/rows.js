// A drawing as the rows that the model learns: as it was drawn, and by a less steady hand.
// @ts-check
import { seeded } from '../data/seeded-random.js';
import { inkOf, redrawn } from './strokes.js';

/** @import { Strokes } from './strokes.js' */

export const GRID = { width: 28, height: 28, most: 1, fill: 20 / 28, pen: 2.6 / 28, byMass: true };
export const SIZE = GRID.width * GRID.height;
const COPIES = 8;

export const MODEL = {
  n_filters: 24,
  filter_size: 7,
  image_shape: [GRID.height, GRID.width],
  n_hidden: 800,
  random_state: 0,
};

/** @param {Strokes} strokes @returns {Float32Array[]} the drawing itself first */
export function rowsOf(strokes) {
  const random = seeded(strokes.flat().length);
  const copies = Array.from({ length: COPIES }, () => {
    const other = redrawn(strokes, random);
    return inkOf(other.strokes, GRID, other.shake);
  });
  return [inkOf(strokes, GRID), ...copies];
}
