import assert from 'node:assert/strict';
import test from 'node:test';
import { someRows } from '../../web/pages/table/encoded.js';
import { heldOutMargin } from '../../web/pages/table/intervals.js';
import { difference, toldColumns, typical, unusual } from '../../web/pages/table/profile.js';
import { onPlane, silhouette, standardised } from '../../web/pages/table/projection.js';

const column = (name, cells) => {
  const values = [...new Set(cells)];
  return { name, values, codes: Int32Array.from(cells, (cell) => values.indexOf(cell)) };
};

test('rows along a line keep their order and their distances on the plane', () => {
  const rows = Array.from({ length: 20 }, (_, i) => [3 * i, 4 * i, 7]);
  const points = onPlane(rows);
  for (let i = 1; i < rows.length; i++) {
    assert.ok(Math.abs(Math.abs(points[i][0] - points[i - 1][0]) - 5) < 1e-9);
    assert.ok(Math.abs(points[i][1]) < 1e-6);
  }
  assert.deepEqual(onPlane([]), []);
});

test('the silhouette is 1 for groups far apart and not above 0 for none', async () => {
  const rows = Array.from({ length: 40 }, (_, i) => [(i % 2) * 1000 + (i % 7), i % 5]);
  const apart = rows.map((_, i) => i % 2);
  assert.ok((await silhouette(rows, apart)) > 0.98);
  assert.ok(
    (await silhouette(
      rows,
      rows.map((_, i) => Math.floor(i / 2) % 2),
    )) < 0.05,
  );
  assert.equal(
    await silhouette(
      rows,
      rows.map(() => 0),
    ),
    0,
  );
});

test('columns without spread stay finite', () => {
  assert.deepEqual(
    standardised([
      [1, 5],
      [3, 5],
    ]),
    [
      [-1, 0],
      [1, 0],
    ],
  );
});

test('rows are chosen evenly', () => {
  const { rows, at } = someRows(
    { data: Float64Array.from({ length: 20 }, (_, i) => i), shape: [10, 2] },
    4,
  );
  assert.deepEqual(rows, [0, 3, 6, 9]);
  assert.deepEqual([...at[1]], [6, 7]);
});

test('a margin covers nine errors in ten, and is not promised of too few rows', () => {
  const actual = Float64Array.from({ length: 99 }, (_, i) => i + 1);
  const predicted = new Float64Array(99);
  assert.equal(heldOutMargin({ actual, predicted }), 90);
  assert.equal(
    heldOutMargin({ actual: actual.slice(0, 5), predicted: predicted.slice(0, 5) }),
    undefined,
  );
});

test('what tells sets of rows apart is told, numbers and categories', () => {
  const size = column('size', ['1', '1', '9', '9']);
  const kind = column('kind', ['a', 'b', 'a', 'b']);
  const about = [
    { name: 'size', kind: 'number', reading: { decimal: '.', group: '' } },
    { name: 'kind', kind: 'category', reading: {} },
  ];
  const told = toldColumns({ columns: [size, kind], rows: 4, notes: [] }, about);
  const sets = [
    [0, 1],
    [2, 3],
  ];
  assert.equal(difference(told[0], sets), 1);
  assert.equal(difference(told[1], sets), 0);
  assert.equal(typical(told[0], [2, 3]), '9');
  assert.match(typical(told[1], [0]), /^a \(100/);
});

test('what is unusual in a row is named with what is usual', () => {
  const cells = [...Array.from({ length: 50 }, (_, i) => String(i % 5)), '500'];
  const size = column('size', cells);
  const told = toldColumns({ columns: [size], rows: 51, notes: [] }, [
    { name: 'size', kind: 'number', reading: { decimal: '.', group: '' } },
  ]);
  const why = unusual(told, 51);
  assert.match(why(50)[0], /^size 500/);
  assert.deepEqual(why(0), []);
});

test('numbers are those of the reading, without what stands for a missing value', () => {
  const price = column('price', ['1.250,50 €', '-999', 'unknown', '', '2,5']);
  const reading = { decimal: ',', group: '.', unit: '€', missing: ['-999'] };
  const [told] = toldColumns({ columns: [price], rows: 5, notes: [] }, [
    { name: 'price', kind: 'number', reading },
  ]);
  assert.deepEqual(told.numbers, [1250.5, Number.NaN, Number.NaN, Number.NaN, 2.5]);
  assert.equal(typical(told, [0, 1, 2, 3]), '1251');
});
