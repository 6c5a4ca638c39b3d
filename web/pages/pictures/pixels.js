// Pictures as the small squares of colour that the model sees, and variants of them.
// @ts-check
import { seeded } from '../../ui/data/seeded-random.js';

/** @typedef {{ pixels: Uint8Array, group: string }} Picture red, green, blue, row by row */

export const SIDE = 32;
export const SIZE = SIDE * SIDE * 3;
const CHANNELS = 6;
const [EDGE, COLOUR] = [1.5, 0.3];
/** Points along the side of a block of one colour. */
const BLOCK = 8;
const COPIES = 3;
/** Added to the contrast, of 255, so that noise is not made a picture. */
const LEAST = 20;

export const MODEL = {
  n_filters: 16,
  filter_size: 5,
  image_shape: [SIDE, SIDE, CHANNELS],
  n_hidden: 500,
  random_state: 0,
};

/** @param {Picture} picture @returns {Float32Array[]} the picture itself first */
export function rowsOf({ pixels }) {
  const random = seeded(pixels.reduce((sum, value) => (31 * sum + value) | 0, 7));
  return [seen(pixels), ...Array.from({ length: COPIES }, () => seen(variant(pixels, random)))];
}

/**
 * A picture as the model sees it, for each point: how sharp an edge is there and which way it runs,
 * whatever the colours and the light, and the colour around it, coarsely. With colours as sharp as
 * the edges, patterns in random colours are told apart half as well; without the way of the edges,
 * stripes are taken for checks.
 *
 * @param {ArrayLike<number>} pixels
 */
export function seen(pixels) {
  const even = evened(pixels);
  const around = blurred(pixels);
  const row = new Float32Array(SIDE * SIDE * CHANNELS);
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      const i = y * SIDE + x;
      const [sharp, along, across] = edge(even, x, y);
      row[CHANNELS * i] = EDGE * sharp;
      row[CHANNELS * i + 1] = EDGE * along;
      row[CHANNELS * i + 2] = EDGE * across;
      for (let c = 0; c < 3; c++) row[CHANNELS * i + 3 + c] = COLOUR * around[3 * i + c];
    }
  }
  return row;
}

/** Of medium brightness and contrast. @param {ArrayLike<number>} pixels */
function evened(pixels) {
  const row = Float32Array.from(pixels);
  const mean = row.reduce((sum, value) => sum + value, 0) / row.length;
  const variance = row.reduce((sum, value) => sum + (value - mean) ** 2, 0) / row.length;
  const scale = 1 / (5 * Math.sqrt(variance) + LEAST);
  return row.map((value) => Math.min(1, Math.max(0, 0.5 + scale * (value - mean))));
}

/**
 * How steep all colours are at a point, and which way: the angle of an edge is doubled, so that it is
 * the same from dark to light and back.
 *
 * @param {Float32Array} even @param {number} x @param {number} y
 */
function edge(even, x, y) {
  const [left, right] = [Math.max(x - 1, 0), Math.min(x + 1, SIDE - 1)];
  const [above, below] = [Math.max(y - 1, 0), Math.min(y + 1, SIDE - 1)];
  let [squares, along, across] = [0, 0, 0];
  for (let c = 0; c < 3; c++) {
    const at = (/** @type {number} */ u, /** @type {number} */ v) => even[3 * (v * SIDE + u) + c];
    const dx = (at(right, y) - at(left, y)) / (right - left);
    const dy = (at(x, below) - at(x, above)) / (below - above);
    squares += dx ** 2 + dy ** 2;
    along += dx ** 2 - dy ** 2;
    across += 2 * dx * dy;
  }
  const scale = 1 / Math.sqrt(Math.hypot(along, across) + 1e-12);
  return [Math.sqrt(squares), scale * along, scale * across];
}

/** The mean colour of each block, −½ to ½. @param {ArrayLike<number>} pixels */
function blurred(pixels) {
  const blocks = SIDE / BLOCK;
  const means = new Float32Array(blocks * blocks * 3);
  const out = new Float32Array(SIZE);
  const block = (/** @type {number} */ i) => {
    const point = Math.floor(i / 3);
    const [x, y] = [point % SIDE, Math.floor(point / SIDE)];
    return 3 * (Math.floor(y / BLOCK) * blocks + Math.floor(x / BLOCK)) + (i % 3);
  };
  for (let i = 0; i < SIZE; i++) means[block(i)] += pixels[i] / 255 / BLOCK ** 2;
  for (let i = 0; i < SIZE; i++) out[i] = means[block(i)] - 0.5;
  return out;
}

/**
 * The same thing from a little elsewhere and in another light; half of them mirrored.
 *
 * @param {Uint8Array} pixels @param {() => number} random
 */
export function variant(pixels, random) {
  const within = (/** @type {number} */ most) => (2 * random() - 1) * most;
  const mirrored = random() < 0.5 ? -1 : 1;
  const [zoom, right, down] = [1 + within(0.15), within(3), within(3)];
  const [light, tints] = [1 + within(0.2), [1 + within(0.06), 1, 1 + within(0.06)]];
  const out = new Float32Array(SIZE);
  const middle = (SIDE - 1) / 2;
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      const from = inside(middle + mirrored * zoom * (x - middle) + right);
      const above = inside(middle + zoom * (y - middle) + down);
      for (let c = 0; c < 3; c++) {
        const value = light * tints[c] * at(pixels, from, above, c);
        out[3 * (y * SIDE + x) + c] = Math.min(255, value);
      }
    }
  }
  return out;
}

/** @param {number} place */
const inside = (place) => Math.min(SIDE - 1.001, Math.max(0, place));

/** Between the pixels. @param {Uint8Array} pixels @param {number} x @param {number} y @param {number} c */
function at(pixels, x, y, c) {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [u, v] = [x - left, y - top];
  const i = 3 * (top * SIDE + left) + c;
  const below = i + 3 * SIDE;
  return (
    (1 - v) * ((1 - u) * pixels[i] + u * pixels[i + 3]) +
    v * ((1 - u) * pixels[below] + u * pixels[below + 3])
  );
}
