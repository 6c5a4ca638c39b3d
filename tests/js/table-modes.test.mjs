import assert from 'node:assert/strict';
import test from 'node:test';
import { heldOutRange } from '../../web/pages/table/intervals.js';
import { difference, toldColumns, typical, unusual } from '../../web/pages/table/profile.js';

const column = (name, cells) => {
  const values = [...new Set(cells)];
  return { name, values, codes: Int32Array.from(cells, (cell) => values.indexOf(cell)) };
};

test('a range holds nine truths in ten, and is not promised of too few rows', () => {
  const actual = Float64Array.from({ length: 99 }, (_, i) => i + 1);
  const predicted = new Float64Array(99);
  assert.deepEqual(heldOutRange({ actual, predicted })(100), [10, 190]);
  assert.equal(
    heldOutRange({ actual: actual.slice(0, 5), predicted: predicted.slice(0, 5) }),
    undefined,
  );
});

test('around what a model of logarithms predicts, a range is as wide as the number is large', () => {
  const predicted = Float64Array.from({ length: 99 }, (_, i) => 10 ** (i % 5));
  const actual = predicted.map((value, i) => value * (1 + i / 10));
  const near = (range, wanted) =>
    assert.ok(range.every((v, i) => Math.abs(v / wanted[i] - 1) < 1e-9));
  near(heldOutRange({ actual, predicted }, true)(3), [3 / 9.9, 3 * 9.9]);
  near(heldOutRange({ actual, predicted }, true)(300), [300 / 9.9, 300 * 9.9]);
  // a truth below 0 has no logarithm
  const below = actual.map((value, i) => (i ? value : -1));
  const [low, high] = heldOutRange({ actual: below, predicted }, true)(0);
  assert.ok(low === -high && high > 1000);
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
