// Numbers as people read them: the same text as Intl's, without its data.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { count, decimal, grouped, moment, readable, size } from '../../web/ui/text/format.js';

const intl = new Intl.NumberFormat('en', { maximumSignificantDigits: 4, useGrouping: 'min2' });

test('numbers read as Intl writes them', () => {
  for (let i = 0; i < 5000; i++) {
    const value = Math.sin(i) * 10 ** ((i % 16) - 2);
    if (Math.abs(value) < 1e-6) continue; // these have an exponent
    assert.equal(readable(value), intl.format(value), String(value));
    const whole = Math.trunc(value) || 0;
    assert.equal(grouped(whole), whole.toLocaleString('en'));
    const usual = Math.abs(value) > 0.001 && Math.abs(value) < 1e6;
    if (usual) assert.equal(decimal(value), value.toLocaleString('en'));
  }
});

test('what is no number is a dash, what is huge has an exponent', () => {
  assert.equal(readable(Number.NaN), '–');
  assert.equal(readable(Number.POSITIVE_INFINITY), '–');
  assert.equal(readable(1.23456e30), '1.235e+30');
});

test('a moment is told in the time of the reader', () => {
  assert.equal(moment(new Date(2026, 2, 5, 7, 9)), '5 Mar 2026, 07:09');
});

test('counts and sizes', () => {
  assert.equal(count(1, 'row'), '1 row');
  assert.equal(count(1234567, 'row'), '1,234,567 rows');
  assert.equal(size(0), '0\u00a0kB');
  assert.equal(size(12_345), '13\u00a0kB');
  assert.equal(size(1_234_567), '1.2\u00a0MB');
  assert.equal(size(10_740_000_000), '10.7\u00a0GB');
});
