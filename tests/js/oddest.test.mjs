// Odd rows: as many as were asked for, and their numbers in as many digits as say something.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asOdd, oddest } from '../../web/pages/table/oddest.js';
import { cellWriter, toSpread, unusual } from '../../web/pages/table/profile.js';

test('the share that is asked for is called odd, whatever the scores', () => {
  const scores = Float64Array.from({ length: 178 }, (_, i) => -((i * 37) % 178));
  for (const [share, many] of [
    [0.01, 2],
    [0.05, 9],
    [0.1, 18],
  ]) {
    const { order, odd, limit } = oddest(scores, share);
    assert.equal(odd.size, many);
    assert.equal(limit, scores[order[many - 1]]);
    assert.deepEqual([...odd], order.slice(0, many));
  }
  assert.equal(oddest(new Float64Array(40), 0.05).odd.size, 2); // all alike
  assert.equal(oddest(Float64Array.of(-1, -2), 0.01).odd.size, 1);
  const { limit } = oddest(scores, 0.05);
  assert.deepEqual([...asOdd(Float64Array.of(-500, limit, limit + 0.1), limit).odd], [0, 1]);
});

test('numbers are written as exactly as the spread of their column', () => {
  assert.equal(toSpread(23.456789, 3.4), '23.5');
  assert.equal(toSpread(0.038075906433, 0.0476), '0.038');
  assert.equal(toSpread(1834.5678, 420), '1835');
  assert.equal(toSpread(5, 0), '5');
  const values = ['0.0380759064', '-0.0445', '0.0616962065', '1,5 €'];
  const column = { name: 'bmi', values, codes: Uint32Array.of(0, 1, 2, 3) };
  const numbers = [0.0380759064, -0.0445, 0.0616962065, Number.NaN];
  const told = { column, isNumber: true, numbers };
  const cell = cellWriter([told]);
  assert.deepEqual(
    [0, 1, 2, 3].map((row) => cell(column, row)),
    ['0.038', '-0.044', '0.062', '1,5 €'],
  );
  const far = {
    ...column,
    values: [...Array(9).keys()].map((i) => `${i % 3}.123456`).concat('99.123456'),
  };
  far.codes = Uint32Array.from({ length: 10 }, (_, i) => i);
  const about = { column: far, isNumber: true, numbers: far.values.map(Number) };
  assert.deepEqual(unusual([about], 10)(9), ['bmi 99 (usually about 11)']);
});
