// The digits the page starts with, written for it: three ways to write each.
// @ts-check

/** @import { Point, Strokes } from '../../ui/drawing/strokes.js' */

/** Points of 0 to 100; a point twice is a corner, what lies between is rounded; "|" lifts the pen. */
const WRITTEN = {
  0: [
    '50,4 24,16 12,48 22,84 50,97 78,84 88,50 76,16 50,4',
    '55,3 35,15 28,50 36,88 54,97 70,82 74,45 66,12 50,4',
    '70,10 45,4 20,30 12,65 30,95 60,90 82,60 84,25 66,6',
  ],
  1: ['50,3 50,97', '32,24 54,4 54,4 54,97', '60,3 44,97'],
  2: [
    '18,28 30,8 55,3 78,16 78,38 56,62 18,95 18,95 86,95',
    '22,25 40,5 68,6 80,26 66,52 36,82 18,92 22,80 40,82 62,95 88,90',
    '20,14 55,4 76,22 66,48 20,94 20,94 80,96',
  ],
  3: [
    '20,12 48,3 76,14 74,36 46,47 46,47 78,58 82,82 52,97 18,88',
    '20,5 78,5 78,5 46,42 46,42 78,54 80,82 52,97 18,86',
    '24,16 52,4 74,20 60,44 40,48 66,52 80,74 62,95 20,90',
  ],
  4: [
    '58,4 14,66 14,66 88,66|64,40 64,97',
    '24,5 18,52 18,52 80,50|74,5 70,97',
    '66,97 66,4 66,4 14,68 14,68 90,68',
  ],
  5: [
    '76,6 28,6 28,6 22,46 22,46 54,38 80,60 72,88 42,97 16,86',
    '30,8 26,44 26,44 58,40 80,64 66,92 20,92|30,8 80,6',
    '80,10 36,10 36,10 28,42 28,42 64,46 76,72 52,96 18,84',
  ],
  6: [
    '68,5 36,28 18,62 30,92 58,97 78,78 68,56 42,54 20,72',
    '56,3 30,40 22,74 44,97 70,86 70,62 46,56 26,70',
    '76,10 46,20 22,52 22,84 50,97 76,84 74,62 50,52 26,66',
  ],
  7: [
    '14,8 84,8 84,8 42,97',
    '16,8 82,8 82,8 44,97|34,50 74,50',
    '18,14 50,6 84,10 84,10 58,50 46,97',
  ],
  8: [
    '70,18 46,4 24,20 36,42 66,56 80,78 54,97 24,82 32,58 66,40 74,20 62,7',
    '50,4 28,14 28,36 50,47 72,36 72,14 50,4|50,47 22,60 22,86 50,97 78,86 78,60 50,47',
    '74,14 50,3 28,14 30,34 56,48 76,68 70,92 42,96 24,80 34,58 62,42 74,22',
  ],
  9: [
    '74,30 58,6 32,10 22,34 40,52 66,46 75,28 75,28 70,97',
    '72,22 46,5 24,24 34,48 62,44 74,20 76,50 60,84 34,97',
    '50,4 26,16 28,42 52,50 72,36 72,12 50,4|73,14 66,97',
  ],
};

/** @returns {{ name: string, samples: Strokes[] }[]} */
export const starter = () =>
  Object.entries(WRITTEN).map(([name, ways]) => ({ name, samples: ways.map(strokesOf) }));

/** @param {string} written */
const strokesOf = (written) =>
  written.split('|').map((line) => {
    const points = line.split(' ').map((pair) => {
      const [x, y] = pair.split(',').map((cell) => Number(cell) / 100);
      return { x, y };
    });
    return cutAtCorners(points).flatMap(rounded);
  });

/** @param {Point[]} points */
function cutAtCorners(points) {
  const parts = [[points[0]]];
  for (let i = 1; i < points.length; i++) {
    const { x, y } = points[i - 1];
    if (points[i].x === x && points[i].y === y) parts.push([]);
    parts[parts.length - 1].push(points[i]);
  }
  return parts;
}

/** A Catmull-Rom curve through the points. @param {Point[]} points */
function rounded(points) {
  const at = (/** @type {number} */ i) => points[Math.min(Math.max(i, 0), points.length - 1)];
  const steps = points.length > 2 ? [0, 0.25, 0.5, 0.75] : [0];
  const curve = points.slice(0, -1).flatMap((_, i) =>
    steps.map((s) => {
      const [a, b, c, d] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
      const blend = (/** @type {'x' | 'y'} */ k) =>
        0.5 *
        (2 * b[k] +
          (c[k] - a[k]) * s +
          (2 * a[k] - 5 * b[k] + 4 * c[k] - d[k]) * s * s +
          (3 * b[k] - a[k] - 3 * c[k] + d[k]) * s ** 3);
      return { x: blend('x'), y: blend('y') };
    }),
  );
  return [...curve, points[points.length - 1]];
}
