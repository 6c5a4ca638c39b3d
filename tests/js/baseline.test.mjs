// What a model is worth beside one that always says the same.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rowsOf } from '../../web/pages/compose/compare.js';
import { noBetterThanAlways, offByMean } from '../../web/pages/table/baseline.js';
import { mostFrequent } from '../../web/ui/models/most-frequent.js';

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

test('chains are compared with the most frequent answer, too', () => {
  const holdout = { ...classes(0.65), n_train: 140, macro_f1: 0.5 };
  const result = { holdout, summary: {}, seconds: 1, bytes: 1000 };
  const row = rowsOf({ A: result }).find(([name]) => name === 'right by always saying “nein”');
  assert.deepEqual(row?.slice(1), ['71.7 %'.replace(' ', '\u00a0'), '–']);
});
