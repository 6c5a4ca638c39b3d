// Drawings as ink, and samples left out: what the draw and pictures pages reckon with.
import assert from 'node:assert/strict';
import test from 'node:test';
import { colourAt, hslOf, pointOf, rgbOf } from '../../web/pages/boundary/colours.js';
import { PRESETS, preset } from '../../web/pages/boundary/presets.js';
import { sideBySide } from '../../web/pages/draw/apart.js';
import { starter } from '../../web/pages/draw/starter.js';
import { SIZE as PIXELS, rowsOf as pictureRows, SIDE } from '../../web/pages/pictures/pixels.js';
import { seeded } from '../../web/ui/data/seeded-random.js';
import { GRID, rowsOf, SIZE } from '../../web/ui/drawing/rows.js';
import { gridIn, inkOf, isDrawing, redrawn, thinned } from '../../web/ui/drawing/strokes.js';
import { groupsOf, inOrder } from '../../web/ui/samples/held-out-groups.js';

const LINE = [
  [
    { x: 0.2, y: 0.1 },
    { x: 0.2, y: 0.6 },
  ],
];
const sum = (ink) => ink.reduce((a, b) => a + b, 0);

test('ink does not depend on where and how large a drawing is', () => {
  const elsewhere = LINE.map((stroke) =>
    stroke.map(({ x, y }) => ({ x: 0.5 * x + 0.4, y: 0.5 * y + 0.3 })),
  );
  const [a, b] = [inkOf(LINE, GRID), inkOf(elsewhere, GRID)];
  assert.ok(a.every((value, i) => Math.abs(value - b[i]) < 1e-3));
});

test('ink lies between 0 and most, and as much of it as the pen covers', () => {
  for (const grid of [GRID, { width: 8, height: 8, most: 16 }]) {
    const ink = inkOf(LINE, grid);
    assert.equal(ink.length, grid.width * grid.height);
    assert.ok(ink.every((value) => value >= 0 && value <= grid.most));
    const { fill = 1, pen = 0.11, most, height } = grid;
    const area = fill * pen * height ** 2 * most; // a line as long as the field is filled
    assert.ok(Math.abs(sum(ink) / area - 1) < 0.15, `${sum(ink)} of ${area}`);
  }
  assert.equal(sum(inkOf([], GRID)), 0);
});

test('a drawing gives the same rows each time, itself first', () => {
  for (const { samples } of starter()) {
    assert.equal(samples.length, 3);
    for (const strokes of samples) {
      assert.ok(isDrawing(strokes));
      const rows = rowsOf(strokes);
      assert.ok(rows.length > 1 && rows.every((row) => row.length === SIZE));
      assert.deepEqual(rows[0], inkOf(strokes, GRID));
      assert.deepEqual(rows, rowsOf(strokes));
      assert.notDeepEqual(rows[0], rows[1]);
    }
  }
  assert.equal(redrawn(LINE, seeded(1)).strokes[0].length, 2);
});

test('what is no drawing is refused', () => {
  for (const value of [
    null,
    [],
    [[]],
    [[{ x: 1 }]],
    [[{ x: 1, y: Number.NaN }]],
    'x',
    [[[1, 2]]],
  ]) {
    assert.equal(isDrawing(value), false);
  }
  assert.equal(thinned([{ x: 0.5, y: 0.5 }]).length, 1);
  assert.deepEqual(thinned([...LINE[0], LINE[0][1]]).at(-1), LINE[0][1]);
});

test('pictures become rows of the same size, whatever is on them', () => {
  for (const value of [0, 128, 255]) {
    const rows = pictureRows({ pixels: new Uint8Array(PIXELS).fill(value), group: 'a' });
    assert.ok(rows.every((row) => row.length === SIDE * SIDE * 6));
    assert.ok(rows.flat().every((row) => row.every(Number.isFinite)));
  }
});

test('pictures of one recording go together, and neighbours where a class has one alone', () => {
  const labels = ['a', 'a', 'a', 'a', 'b', 'b', 'b', 'c'];
  const recordings = [1, 1, 2, 3, 9, 9, 9, 5];
  assert.deepEqual([...groupsOf(labels, recordings)], [0, 0, 1, 2, 3, 4, 5, 6]);
  const many = groupsOf(new Array(20).fill('a'), new Array(20).fill(1));
  assert.deepEqual(
    [...many],
    Array.from({ length: 20 }, (_, i) => Math.floor(i / 4)),
  );
});

test('a confusion matrix has its classes in the order of the page', () => {
  const report = { classes: ['a', 'b', 'c'], confusion: { data: [1, 2, 3, 4, 5, 6, 7, 8, 9] } };
  assert.deepEqual(inOrder(report, ['c', 'a']), {
    classes: ['c', 'a'],
    confusion: { data: [9, 7, 3, 1] },
  });
});

test('presets stay in the plane and come back the same', () => {
  for (const name of PRESETS) {
    const { points, classes } = preset(name, 3);
    assert.ok(
      points.every(
        ({ x, y, label }) => Math.abs(x) < 1 && Math.abs(y) < 1 && classes.includes(label),
      ),
    );
    assert.deepEqual(preset(name, 3).points, points);
    assert.notDeepEqual(preset(name, 4).points, points);
  }
});

test('colours go to the plane and back', () => {
  for (const code of ['#ff8c00', '#0000b0', '#123456', '#808080', '#ffffff', '#000000']) {
    const point = pointOf(code, 'x');
    assert.ok(Math.abs(point.x) <= 1 && Math.abs(point.y) <= 1);
    assert.deepEqual(colourAt(point), rgbOf(code));
    const { hue, lightness } = hslOf(colourAt({ x: point.x, y: point.y }));
    assert.ok(Math.abs(lightness - hslOf(rgbOf(code)).lightness) < 1e-9);
    if (lightness > 0.01 && lightness < 0.99)
      assert.ok(Math.abs(hue - hslOf(rgbOf(code)).hue) < 1e-6);
  }
});

test('a grid of a file is taken only where it fits the model', () => {
  assert.deepEqual(gridIn(GRID, SIZE), GRID);
  assert.equal(gridIn({ width: 8, height: 8, most: 16 }, 64).most, 16);
  for (const wrong of [
    null,
    {},
    { ...GRID, width: 27 },
    { ...GRID, most: -1 },
    { ...GRID, height: 1e9 },
  ]) {
    assert.equal(gridIn(wrong, SIZE), undefined);
  }
  assert.equal(gridIn({ ...GRID, fill: 1e9, pen: 'x' }, SIZE).fill, undefined);
});

test('drawings side by side are told apart; what stands above belongs to what is below', () => {
  const line = (x, from, to) => [
    { x, y: from },
    { x, y: to },
  ];
  const dotted = [line(0.5, 0.4, 0.8), line(0.5, 0.1, 0.12)];
  const cross = [
    line(0.1, 0.2, 0.8),
    [
      { x: 0.05, y: 0.5 },
      { x: 0.2, y: 0.5 },
    ],
  ];
  const last = line(0.9, 0.1, 0.9);
  const found = sideBySide([last, dotted[0], ...cross, dotted[1]]);
  assert.deepEqual(
    found.map((one) => one.length),
    [2, 2, 1],
  );
  assert.deepEqual(found[2], [last]);
  assert.deepEqual(new Set(found[1]), new Set(dotted));
  assert.deepEqual(sideBySide([]), []);
});
