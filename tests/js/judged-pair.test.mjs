// Two models judged by the same rows.
import assert from 'node:assert/strict';
import test from 'node:test';
import {
  byChance,
  classesInWords,
  judgeClasses,
  judgeNumbers,
  numbersInWords,
} from '../../web/pages/table/judged-pair.js';

const NAMES = ['“A”', '“B”'];

test('classes: who is right where, by class, and where they differ', () => {
  const truth = ['x', 'x', 'y', 'y', 'y'];
  const judged = judgeClasses(truth, ['x', 'y', 'y', 'y', 'x'], ['x', 'x', 'x', 'y', 'z']);
  assert.deepEqual(judged.right, [3, 3]);
  assert.deepEqual([judged.both, judged.only, judged.none], [2, [1, 1], 1]);
  assert.deepEqual(judged.classes, [
    { label: 'x', rows: 2, right: [1, 2] },
    { label: 'y', rows: 3, right: [2, 1] },
  ]);
  assert.equal(judged.differing, 3);
  assert.deepEqual(judged.places, [1, 2, 4]); // both wrong, in two ways, comes last
});

test('numbers: R² and distances of each, and how often it is nearer', () => {
  const judged = judgeNumbers([0, 2, 4], [0, 2, 4], [1, 2, 2]);
  assert.deepEqual(judged.r2, [1, 1 - 5 / 8]);
  assert.deepEqual(judged.off, [0, 1]);
  assert.deepEqual(judged.nearer, [2, 0]);
  assert.deepEqual(judged.places, [2, 0, 1]);
});

test('a small difference may be chance, and is called so', () => {
  assert.ok(byChance([3, 1]));
  assert.ok(!byChance([20, 5]));
  const many = (a, b) => ({ n: 100, right: [a + 50, b + 50], only: [a, b], differing: a + b });
  assert.match(classesInWords(many(3, 1), NAMES), /53 of 100 right.*may be chance/);
  assert.match(classesInWords(many(5, 20), NAMES), /Take “B”/);
  assert.match(classesInWords({ ...many(0, 0) }, NAMES), /the same of all 100 rows/);
  assert.match(numbersInWords({ off: [1, 2], nearer: [70, 30] }, NAMES), /Take “A”/);
  assert.match(numbersInWords({ off: [1, 1], nearer: [0, 0] }, NAMES), /equally far/);
});
