// What the Predictor says of tables: cells in the model's own writing, and those it cannot read.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ElmError, ModelFormatError, Predictor } from '../../web/client/predictor/index.js';
import { load } from '../../web/client/predictor/load.js';
import { sealed } from './sealed.mjs';

const COLUMNS = [
  {
    name: 'price',
    kind: 'number',
    marks_missing: true,
    usual: 7,
    reading: { dict: { kind: 'number', decimal: ',', group: '.', unit: '€' } },
  },
  {
    name: 'day',
    kind: 'date',
    marks_missing: false,
    usual: 19796.5,
    reading: { dict: { kind: 'date', order: 'dmy', times: true } },
  },
  {
    name: 'colour',
    kind: 'category',
    marks_missing: false,
    values: ['red', 'blue'],
    reading: { dict: { kind: 'category' } },
  },
];
const ENCODER = {
  format: 'elm-toolkit-model',
  version: 1,
  metadata: {},
  class: 'TableEncoder',
  params: {},
  learned: { columns_: COLUMNS.map((column) => ({ dict: column })), ignored_: [] },
};

test('a Predictor knows tables when their module is imported', async () => {
  assert.throws(() => Predictor.from(ENCODER), /class TableEncoder, unless its module is imported/);
  await load(sealed(ENCODER));
  assert.equal(Predictor.from(ENCODER).className, 'TableEncoder');
});

test('cells are read as the model writes them, and numbers are numbers', () => {
  const encoder = Predictor.from(ENCODER);
  const rows = [
    { price: '1.234,5 €', day: '14/3/2024 12:00', colour: ' red ' },
    { price: 1.234, day: '14 Mar 2024', colour: null },
    { price: null, day: null, colour: 'green' },
  ];
  const { data, shape } = encoder.transform(rows);
  assert.deepEqual(shape, [3, 11]);
  const [first, second, third] = [0, 11, 22].map((at) => [...data.subarray(at, at + 11)]);
  assert.deepEqual([first[0], first[1], first[2]], [1234.5, 0, 19796.5]);
  assert.deepEqual(first.slice(9), [1, 0]);
  assert.deepEqual([second[0], second[2]], [1.234, 19796]);
  assert.deepEqual([third[0], third[1], third[2]], [7, 1, 19796.5]);
  assert.deepEqual(encoder.unread, []);
});

test('cells that cannot be read are missing, and listed', () => {
  const encoder = Predictor.from(ENCODER);
  const rows = [
    { price: '5 $', day: '31/2/2024', colour: 'red' },
    { price: 'n/a', day: 'soon', colour: 'x' },
  ];
  const said = encoder.transform(rows);
  const gaps = rows.map(({ colour }) => ({ price: null, day: null, colour }));
  const expected = [
    { column: 'price', row: 0, text: '5 $' },
    { column: 'day', row: 0, text: '31/2/2024' },
    { column: 'day', row: 1, text: 'soon' },
  ];
  const { unread } = encoder;
  assert.deepEqual(unread, expected);
  assert.deepEqual(encoder.transform(gaps), said);
  assert.deepEqual(encoder.unread, [], 'of the last call');
  assert.deepEqual(unread, expected, 'what was given stays as it is');
  encoder.transform({ price: 'x'.repeat(500), day: '', colour: '' });
  assert.deepEqual(encoder.unread, [{ column: 'price', row: 0, text: 'x'.repeat(100) }]);
  encoder.transform(
    Array.from({ length: 300 }, (_, i) => ({ price: `a${i}`, day: '', colour: '' })),
  );
  assert.equal(encoder.unread.length, 100);
});

test('a number beyond 1e100 is refused by place', () => {
  const encoder = Predictor.from(ENCODER);
  for (const price of [1e101, '1e101'])
    assert.throws(
      () =>
        encoder.transform([
          { price: 1, day: '', colour: '1e200' },
          { price, day: '', colour: '' },
        ]),
      (error) =>
        error instanceof ElmError && error.details.row === 1 && error.details.column === 'price',
    );
});

test('a reading that is none is refused', () => {
  for (const change of [{ decimal: ';' }, { group: ',' }, { unit: 'x'.repeat(61) }, { other: 1 }]) {
    const [price, ...others] = structuredClone(ENCODER.learned.columns_);
    Object.assign(price.dict.reading.dict, change);
    const learned = { ...ENCODER.learned, columns_: [price, ...others] };
    assert.throws(
      () => Predictor.from({ ...ENCODER, learned }),
      (error) => error instanceof ModelFormatError && /the reading of price/.test(error.message),
    );
  }
});

test('a long cell of blanks takes no longer than others', () => {
  const encoder = Predictor.from(ENCODER);
  const long = `x${' '.repeat(2_000_000)}y`; // the square of its length would take an hour
  encoder.transform({ price: long, day: long, colour: long });
  assert.deepEqual(
    encoder.unread.map(({ column }) => column),
    ['price', 'day'],
  );
});
