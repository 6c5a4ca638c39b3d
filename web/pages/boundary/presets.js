// Points to start with, and more of the same kind to judge by.
// @ts-check
import { normal, seeded } from '../../ui/data/seeded-random.js';

/** @typedef {{ x: number, y: number, label: string, colour?: number[] }} Point from −1 to 1 */

/** @type {Record<string, { each: number, draw: (label: number, random: () => number) => [number, number], classes: string[] }>} */
const KINDS = {
  'Two moons': {
    each: 50,
    classes: ['A', 'B'],
    draw(label, random) {
      const turn = Math.PI * random();
      const side = label ? -1 : 1;
      return noisy(
        [side * (0.6 * Math.cos(turn) - 0.25), side * (0.7 * Math.sin(turn) - 0.2)],
        0.1,
        random,
      );
    },
  },
  Circles: {
    each: 50,
    classes: ['A', 'B'],
    draw(label, random) {
      const turn = 2 * Math.PI * random();
      const radius = label ? 0.3 : 0.78;
      return noisy([radius * Math.cos(turn), radius * Math.sin(turn)], 0.09, random);
    },
  },
  Spiral: {
    each: 80,
    classes: ['A', 'B'],
    draw(label, random) {
      const along = Math.sqrt(random());
      const turn = 1.6 * 2 * Math.PI * along + Math.PI * label;
      return noisy([0.9 * along * Math.cos(turn), 0.9 * along * Math.sin(turn)], 0.03, random);
    },
  },
  XOR: {
    each: 50,
    classes: ['A', 'B'],
    draw(label, random) {
      const [x, y] = [0.1 + 0.8 * random(), 0.1 + 0.8 * random()];
      const side = random() < 0.5 ? 1 : -1;
      return noisy(label ? [side * x, side * y] : [side * x, -side * y], 0.08, random);
    },
  },
  Blobs: {
    each: 30,
    classes: ['A', 'B', 'C', 'D'],
    draw(label, random) {
      const [x, y] = [
        [-0.45, 0.4],
        [0.5, 0.5],
        [0.3, -0.5],
        [-0.5, -0.35],
      ][label];
      return noisy([x, y], 0.22, random);
    },
  },
};

export const PRESETS = Object.keys(KINDS);

/** @param {[number, number]} place @param {number} sd @param {() => number} random @returns {[number, number]} */
const noisy = ([x, y], sd, random) => [
  within(x + sd * normal(random)),
  within(y + sd * normal(random)),
];

/** @param {number} value */
const within = (value) => Math.min(0.99, Math.max(-0.99, value));

/** @param {string} name @param {number} seed @param {number} [each] points of a class */
export function preset(name, seed, each = KINDS[name].each) {
  const { classes, draw } = KINDS[name];
  const random = seeded(seed);
  /** @type {Point[]} */
  const points = classes.flatMap((label, k) =>
    Array.from({ length: each }, () => {
      const [x, y] = draw(k, random);
      return { x, y, label };
    }),
  );
  return { points, classes };
}
