import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeLabels, encodeLabels, encodeTargets } from '../../web/client/encode.js';
import { refused } from './refused.mjs';

test('targets: typed arrays and matrices are passed without copying', () => {
  for (const Numbers of [Float64Array, Float32Array, Int32Array, Uint8Array]) {
    const y = Numbers.of(1, 2, 3, 4);
    assert.equal(encodeTargets(y).data, y);
    assert.deepEqual(encodeTargets(y).shape, [4]);
    assert.equal(encodeTargets({ data: y, shape: [2, 2] }).data, y);
  }
});

test('targets: numbers and rows of numbers', () => {
  assert.deepEqual(encodeTargets([1, -2.5]), { data: Float64Array.of(1, -2.5), shape: [2] });
  assert.deepEqual(encodeTargets([[1], [2]]), { data: Float64Array.of(1, 2), shape: [2, 1] });
});

test('targets: what is no array is refused by its name', () => {
  for (const y of [undefined, null, 3, 'text', {}, new BigInt64Array(1)]) {
    refused(() => encodeTargets(y), { parameter: 'y' }, /^y must be an array/);
  }
  refused(() => encodeTargets(5, 'sampleWeight'), { parameter: 'sampleWeight' });
  refused(() => encodeTargets({ data: Int8Array.of(1), shape: [2] }), { parameter: 'y' });
});

test('targets: ragged rows and cells that are no numbers are refused with their place', () => {
  refused(() => encodeTargets([[1, 2], [3]]), { parameter: 'y', row: 1 });
  refused(() => encodeTargets([[1], 'a']), { parameter: 'y', row: 1 });
  refused(() => encodeTargets(['a', [1]]), { parameter: 'y', row: 0 });
  refused(() => encodeTargets([[1], ['2']]), { parameter: 'y', row: 1, column: 0 });
});

test('labels: true, 1 and "1" stay three labels, and come back as they went in', () => {
  const y = ['1', 1, true, '1', true, 1, '', false, 'false'];
  const labels = encodeTargets(y);
  assert.deepEqual(labels, {
    codes: Int32Array.of(0, 1, 2, 0, 2, 1, 3, 4, 5),
    values: ['1', 1, true, '', false, 'false'],
  });
  assert.deepEqual(decodeLabels(labels), y);
  assert.deepEqual(encodeLabels(y, 'y'), labels);
});

test('labels: none are no labels', () => {
  assert.deepEqual(encodeTargets([]), { codes: new Int32Array(0), values: [] });
  assert.deepEqual(decodeLabels(encodeLabels([], 'y')), []);
});

test('labels: names of an object of JavaScript are labels like others', () => {
  const y = ['__proto__', 'constructor', '__proto__'];
  assert.deepEqual(decodeLabels(encodeLabels(y, 'y')), y);
});

test('labels: what is no label is refused with its row', () => {
  for (const label of [null, undefined, {}, 1n, Symbol('s'), () => 0]) {
    refused(() => encodeTargets(['a', label]), { parameter: 'y', row: 1 }, /in row 1/);
  }
  refused(() => encodeTargets([1n, 2n]), { parameter: 'y', row: 0 }, /1n, a bigint: use a number/);
  const y = ['a', 'b', 'c'];
  delete y[1];
  refused(() => encodeTargets(y), { parameter: 'y', row: 1 });
});
