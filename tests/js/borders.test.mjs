// The lines between regions, the places of their names, and round numbers along an axis.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bordersOf, freePlaces } from '../../web/pages/boundary/borders.js';
import { roundNumbers, tickText } from '../../web/ui/charts/round-numbers.js';

const SIDE = 24;

/** Regions on a grid by the share of the first of two classes. */
function regionsOf(shareAt) {
  const data = new Float64Array(2 * SIDE * SIDE);
  const best = new Uint8Array(SIDE * SIDE);
  const share = new Float32Array(SIDE * SIDE);
  for (let i = 0; i < SIDE * SIDE; i++) {
    const first = shareAt(i % SIDE, Math.floor(i / SIDE));
    data.set([first, 1 - first], 2 * i);
    best[i] = first >= 0.5 ? 0 : 1;
    share[i] = Math.max(first, 1 - first);
  }
  return { classes: ['A', 'B'], best, share, data };
}

test('a border is the line where both classes are equal, not a staircase', () => {
  // the shares change along a slanted line: 3 x + y = 36
  const lines = bordersOf(
    regionsOf((x, y) => 0.5 + (3 * x + y - 36.2) / 200),
    SIDE,
  );
  assert.ok(lines.length > 20);
  for (const [a, b, c, d] of lines) {
    assert.ok(Math.abs(3 * a + b - 36.2) < 1e-9, `${a}, ${b}`);
    assert.ok(Math.abs(3 * c + d - 36.2) < 1e-9, `${c}, ${d}`);
  }
});

test('three regions meet in a point', () => {
  const best = Uint8Array.from({ length: 4 }, (_, i) => [0, 1, 2, 2][i]);
  const data = Float64Array.from(
    [...best].flatMap((k) => [0, 1, 2].map((j) => (j === k ? 0.6 : 0.2))),
  );
  const lines = bordersOf({ classes: ['A', 'B', 'C'], best, data }, 2);
  assert.equal(lines.length, 3);
  assert.equal(new Set(lines.map(([, , x, y]) => `${x} ${y}`)).size, 1);
});

test('names do not cover one another, and stay inside', () => {
  // both regions are surest at their common border in the middle of the top
  const regions = regionsOf((x, y) =>
    x < 12 ? 0.5 + (x + 24 - y) / 100 : 0.5 - (47 - x - y) / 100,
  );
  const sizes = [
    { width: 9, height: 3 },
    { width: 8, height: 3 },
  ];
  const places = freePlaces(regions, SIDE, sizes);
  const [one, two] = [places.get(0), places.get(1)];
  assert.ok(Math.abs(one.x - two.x) >= 8.5 || Math.abs(one.y - two.y) >= 3);
  for (const [k, { x, y }] of places) {
    assert.ok(x >= sizes[k].width / 2 && x <= SIDE - 1 - sizes[k].width / 2);
    assert.ok(y >= sizes[k].height / 2);
    assert.equal(regions.best[y * SIDE + x], k);
  }
});

test('an axis of factors shows round numbers as they are', () => {
  assert.deepEqual(roundNumbers(2, 500), [2, 5, 10, 20, 50, 100, 200, 500]);
  assert.deepEqual(roundNumbers(1e-8, 1e3), [1e-8, 1e-6, 1e-4, 0.01, 1, 100]);
  assert.deepEqual(roundNumbers(2 ** -6, 2 ** 10), [0.1, 1, 10, 100, 1000]);
  // side by side at 390 pixels: no 0.000001
  assert.deepEqual([1e-8, 1e-6, 1e-4, 0.01, 1, 2000].map(tickText), [
    '1e-8',
    '1e-6',
    '1e-4',
    '0.01',
    '1',
    '2000',
  ]);
});
