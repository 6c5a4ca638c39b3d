import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeSamples, encodeTable } from '../../web/client/encode.js';
import { rejects } from './fake-worker.mjs';
import { refused } from './refused.mjs';

test('samples: an array of rows', () => {
  const X = encodeSamples([
    [1, 2, 3],
    [4, 5, NaN],
  ]);
  assert.deepEqual(X, { data: Float64Array.of(1, 2, 3, 4, 5, NaN), shape: [2, 3] });
});

test('samples: rows may be typed arrays', () => {
  const X = encodeSamples([Float32Array.of(1, 2), Float32Array.of(3, 4)]);
  assert.deepEqual(X, { data: Float64Array.of(1, 2, 3, 4), shape: [2, 2] });
});

test('samples: no rows are left to Python to refuse', () => {
  assert.deepEqual(encodeSamples([]), { data: new Float64Array(0), shape: [0, 0] });
  assert.deepEqual(encodeSamples([[], []]), { data: new Float64Array(0), shape: [2, 0] });
});

test('samples: a matrix is passed without copying', () => {
  for (const Numbers of [Float64Array, Float32Array, Int32Array, Uint8Array]) {
    const data = Numbers.of(1, 2, 3, 4, 5, 6);
    const X = encodeSamples({ data, shape: [2, 3] });
    assert.equal(X.data, data);
    assert.deepEqual(X.shape, [2, 3]);
  }
});

test('samples: texts', () => {
  const texts = ['one', '', 'two words'];
  assert.deepEqual(encodeSamples(texts), { texts });
});

test('samples: a table', () => {
  const X = encodeSamples({ columns: [{ name: 'a', values: ['x', 'y', 'x'] }] });
  assert.deepEqual(X, {
    columns: [{ name: 'a', codes: Int32Array.of(0, 1, 0), values: ['x', 'y'] }],
  });
});

test('samples: what is none of these is refused by its name', () => {
  for (const X of [undefined, null, 3, 'text', true, {}, { data: Float64Array.of(1) }]) {
    refused(() => encodeSamples(X), { parameter: 'X' }, /array of rows/);
  }
  refused(() => encodeSamples(null, 'Z'), { parameter: 'Z' }, /^Z must be/);
});

test('samples: a single text is told to be put in a list', () => {
  refused(() => encodeSamples('a late goal'), { parameter: 'X' }, /a single text: write \['…'\]$/);
});

test('samples: objects in place of rows are told to be two arrays', () => {
  const pairs = [{ text: 'a late goal', label: 'sport' }];
  const told = /^X holds an object in row 0: give texts and labels as two arrays/;
  refused(() => encodeSamples(pairs), { parameter: 'X', row: 0 }, told);
  refused(() => encodeSamples([[1], { a: 1 }]), { parameter: 'X', row: 1 }, /an object in row 1/);
  refused(() => encodeSamples([[1], new Map()]), { parameter: 'X', row: 1 }, /an object in row 1/);
});

test('samples: a ragged matrix is refused with its row', () => {
  refused(() => encodeSamples([[1, 2], [3]]), { parameter: 'X', row: 1 }, /1 values, row 0 has 2/);
  refused(() => encodeSamples([[1], [2], 3]), { parameter: 'X', row: 2 });
  refused(() => encodeSamples([[1], null]), { parameter: 'X', row: 1 });
  refused(() => encodeSamples([[1], 'x']), { parameter: 'X', row: 1 });
});

test('samples: rows and texts cannot be mixed, nor numbers be rows', () => {
  refused(() => encodeSamples(['one', [1]]), { parameter: 'X', row: 0 });
  refused(() => encodeSamples(['one', 2]), { parameter: 'X', row: 0 });
  refused(() => encodeSamples([1, 2]), { parameter: 'X', row: 0 });
  refused(() => encodeSamples([null]), { parameter: 'X', row: 0 });
  refused(() => encodeSamples([{}]), { parameter: 'X', row: 0 });
  refused(() => encodeSamples(new Array(2)), { parameter: 'X', row: 0 });
});

test('samples: a hole among the rows is refused with its row', () => {
  const X = [[1], [2], [3]];
  delete X[1];
  refused(() => encodeSamples(X), { parameter: 'X', row: 1 });
});

test('samples: a cell that is no number is refused with its row and column', () => {
  for (const cell of ['2', '', null, undefined, true, 2n, {}, [2]]) {
    const X = [
      [1, 2],
      [3, cell],
    ];
    refused(() => encodeSamples(X), { parameter: 'X', row: 1, column: 1 }, /\(row 1, column 1\)$/);
  }
});

test('samples: the cell shown in a message is cut', () => {
  refused(
    () => encodeSamples([['x'.repeat(1e6)]]),
    { parameter: 'X', row: 0, column: 0 },
    /^.{1,120}$/,
  );
});

test('samples: a matrix must fill its shape with numbers', () => {
  const data = Float64Array.of(1, 2, 3, 4);
  refused(() => encodeSamples({ data, shape: [2, 3] }), { parameter: 'X' }, /4 numbers.*\[2,3\]/);
  refused(() => encodeSamples({ data, shape: '22' }), { parameter: 'X' });
  refused(() => encodeSamples({ data, shape: [-2, -2] }), { parameter: 'X' });
  refused(() => encodeSamples({ data, shape: [0.5, 8] }), { parameter: 'X' });
  for (const wrong of [[1, 2, 3, 4], new BigInt64Array(4), new DataView(new ArrayBuffer(4))]) {
    refused(() => encodeSamples({ data: wrong, shape: [2, 2] }), { parameter: 'X' }, /typed array/);
  }
});

test('tables: columns of texts, of numbers and of both', async () => {
  const table = await encodeTable({
    columns: [
      { name: 'text', values: ['x', null, undefined, 'x'] },
      { name: 'typed', data: Float32Array.of(1, NaN, 3, 4) },
      { name: 'numbers', values: [1, 2, 3, 4] },
      { name: 'both', values: [1.5, '1.5', null, Number.NaN] },
    ],
  });
  assert.deepEqual(table, {
    columns: [
      { name: 'text', codes: Int32Array.of(0, 1, 1, 0), values: ['x', ''] },
      { name: 'typed', data: Float64Array.of(1, NaN, 3, 4) },
      { name: 'numbers', data: Float64Array.of(1, 2, 3, 4) },
      { name: 'both', codes: Int32Array.of(0, 1, 2, 3), values: [1.5, '1.5', '', 'NaN'] },
    ],
  });
});

test('tables: many texts go as one, unless one of them holds what stands between them', async () => {
  const values = Array.from({ length: 2000 }, (_, i) => `cell ${i}\u{1F600}`);
  const codes = Int32Array.from(values, (_, i) => i);
  const both = [...values.slice(1), 7];
  const zero = [...values.slice(1), 'a\0b'];
  const X = encodeSamples({
    columns: [
      { name: 'a', values },
      { name: 'b', values, codes },
      { name: 'c', values: zero, codes },
      { name: 'd', values: both },
    ],
  });
  const text = values.join('\0');
  assert.deepEqual(X.columns, [
    { name: 'a', codes, text },
    { name: 'b', codes, text },
    { name: 'c', codes, values: zero },
    { name: 'd', codes, values: both },
  ]);
  assert.notEqual(X.columns[1].codes, codes);
  assert.deepEqual(await encodeTable({ columns: [{ name: 'a', values }] }), {
    columns: [X.columns[0]],
  });
});

test('tables: what is no table or column is refused', async () => {
  for (const table of [undefined, null, [], {}, { columns: 'a' }]) {
    await rejects(encodeTable(table), 'invalid-input', /needs columns/);
  }
  for (const column of [null, {}, { name: 3, values: [] }]) {
    refused(() => encodeSamples({ columns: [column] }), { parameter: 'X' }, /no name/);
  }
  for (const column of [{}, { data: [1] }, { values: 'text' }]) {
    refused(
      () => encodeSamples({ columns: [{ name: 'a', ...column }] }),
      { parameter: 'X', column: 'a' },
      /'a' needs/,
    );
  }
});
