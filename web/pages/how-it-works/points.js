// Points to start from.
// @ts-check
import { normal, seeded } from '../../ui/data/seeded-random.js';

/** @import { Point } from './elm.js' */

/** @type {Record<string, () => Point[]>} */
export const POINTS = {
  wave: () => along(12, (x) => Math.sin(4 * x)),
  jump: () => along(14, (x) => (x < 0.1 ? -0.6 : 0.7)),
  noisy() {
    const random = seeded(7);
    return along(24, (x) => 0.8 * Math.sin(3 * x) + 0.3 * normal(random));
  },
};

/** @param {number} n @param {(x: number) => number} y @returns {Point[]} */
const along = (n, y) =>
  Array.from({ length: n }, (_, i) => {
    const x = -0.95 + (1.9 * i) / (n - 1);
    return { x, y: Math.min(1.35, Math.max(-1.35, y(x))) };
  });
