// Numbers beyond those that a model has learnt from.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { outside, rangesOf, widened, withRanges } from '../../web/ui/tables/outside.js';

const reading = { decimal: ',', group: '.', unit: '€' };
const PRICE = { name: 'price', kind: 'number', unit: '€', min: 14.9, max: 69.9, reading };
const asked = (text) => [{ name: 'price', values: [text] }];

test('a number beyond the rows it learnt from is told with their range', () => {
  const said = ['price: outside 14.9 to 69.9 €, the rows it learnt from.'];
  assert.deepEqual(outside([PRICE], asked('1.249,50')), said);
  assert.deepEqual(outside([PRICE], asked('-3')), said);
  assert.deepEqual(outside([PRICE], [{ name: 'price', data: Float64Array.of(1249.5) }]), said);
});

test('one within it, a missing one, and what cannot be read are not', () => {
  for (const text of ['14,9', '69,9', '30', '', 'many'])
    assert.deepEqual(outside([PRICE], asked(text)), [], text);
});

test('a usual number that the form has rounded is none', () => {
  const year = { ...PRICE, unit: null, min: 1_000_001, max: 1_000_009, reading: { decimal: '.' } };
  assert.deepEqual(outside([year], asked('1000000')), []);
});

test('a date beyond them is told, too, and the last day itself is not', () => {
  const day = {
    name: 'listed',
    kind: 'date',
    min: 19_724,
    max: 20_088.6,
    reading: { order: 'ymd' },
  };
  const said = (text, column = day) => outside([column], [{ name: 'listed', values: [text] }]);
  const range = ['listed: outside 2024-01-02 to 2024-12-31, the rows it learnt from.'];
  assert.deepEqual(said('2031-05-01'), range);
  assert.deepEqual(said('1999-12-31'), range);
  for (const text of ['2024-01-02', '2024-12-31', '2024-06-01', '', 'soon'])
    assert.deepEqual(said(text), [], text);
  const timed = { ...day, reading: { ...day.reading, times: true } };
  assert.deepEqual(said('2025-01-01 08:00', timed), [
    'listed: outside 2024-01-02 00:00 to 2024-12-31 14:24, the rows it learnt from.',
  ]);
  assert.deepEqual(rangesOf([day]), [{ name: 'listed', min: 19_724, max: 20_088.6 }]);
});

test('other kinds, durations and columns that are not asked are left alone', () => {
  assert.deepEqual(outside([{ ...PRICE, kind: 'category' }], asked('1000')), []);
  assert.deepEqual(outside([PRICE], [{ name: 'size', values: ['1000'] }]), []);
});

test('a model file brings the ranges of its columns, and damaged ones are left out', () => {
  const { min, max, unit, ...bare } = PRICE;
  const [known] = withRanges([bare], { ranges: rangesOf([PRICE]) });
  assert.deepEqual(outside([known], asked('100')), outside([PRICE], asked('100')));
  for (const ranges of [undefined, 'x', [null], [{ name: 'price', min: 'a', max: 2 }]])
    assert.deepEqual(outside(withRanges([bare], { ranges }), asked('100')), []);
});

test('more rows widen them', () => {
  const [wide] = widened([PRICE], [{ ...PRICE, min: 20, max: 120 }]);
  assert.deepEqual([wide.min, wide.max], [14.9, 120]);
  assert.deepEqual(widened([PRICE], []), [PRICE]);
});
