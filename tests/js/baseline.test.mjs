// What a model is worth beside one that always says the same.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mostFrequent, noBetterThanAlways, offByMean } from '../../web/pages/table/baseline.js';

/** Held-out rows of which 43 in 60 are no. */
const classes = (accuracy) => ({
  task: 'classification',
  n: 60,
  accuracy,
  per_class: [
    { label: 'ja', support: 17 },
    { label: 'nein', support: 43 },
  ],
});

test('a model that is no better than the most frequent answer is told', () => {
  assert.deepEqual(mostFrequent(classes(0.65)), { label: 'nein', share: 43 / 60 });
  const said = /^No better than always saying “nein”: /;
  assert.match(noBetterThanAlways(classes(0.65), {}), said);
  assert.match(noBetterThanAlways(classes(43 / 60), {}), said);
  assert.equal(noBetterThanAlways(classes(44 / 60), {}), undefined);
});

test('one that decides for rare classes, or is always right, is not', () => {
  assert.equal(noBetterThanAlways(classes(0.65), { decide: 'balanced' }), undefined);
  const all = { ...classes(1), per_class: [{ label: 'nein', support: 60 }] };
  assert.equal(noBetterThanAlways(all, {}), undefined);
});

test('a number is no better than the mean where neither figure is', () => {
  const numbers = { task: 'regression', n: 4, actual: [0, 0, 4, 4], r2: -0.1, mae: 2.1 };
  assert.equal(offByMean(numbers), 2);
  assert.match(noBetterThanAlways(numbers, {}), /^No better than always saying the mean: /);
  assert.equal(noBetterThanAlways({ ...numbers, r2: 0.2 }, {}), undefined);
  assert.equal(noBetterThanAlways({ ...numbers, mae: 1.9 }, {}), undefined);
});
