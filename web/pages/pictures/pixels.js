// Pictures as the small squares of colour that the model sees, and variants of them.
// @ts-check
import { seeded } from '../../ui/random.js';

/** @typedef {{ pixels: Uint8Array, group: string }} Picture red, green, blue, row by row */

export const SIDE = 32;
export const SIZE = SIDE * SIDE * 3;
const COPIES = 4;

export const MODEL = {
  n_filters: 24,
  filter_size: 5,
  image_shape: [SIDE, SIDE, 3],
  n_hidden: 800,
  random_state: 0,
};

/** @param {Picture} picture @returns {Float32Array[]} the picture itself first */
export function rowsOf({ pixels }) {
  const random = seeded(pixels.reduce((sum, value) => (31 * sum + value) | 0, 7));
  return [
    Float32Array.from(pixels, (value) => value / 255),
    ...Array.from({ length: COPIES }, () => variant(pixels, random)),
  ];
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
        const value = (light * tints[c] * at(pixels, from, above, c)) / 255;
        out[3 * (y * SIDE + x) + c] = Math.min(1, value);
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
