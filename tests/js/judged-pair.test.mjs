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
});

test('chance is the exact sign test, to one in twenty', () => {
  assert.ok(byChance([5, 0])); // p = 2 / 32 = .063
  assert.ok(byChance([0, 0]));
  assert.ok(!byChance([0, 6])); // p = 2 / 64 = .031
  assert.ok(byChance([7, 1])); // p = 18 / 256 = .070
  assert.ok(!byChance([8, 1])); // p = 20 / 512 = .039
  assert.ok(byChance([500_000, 501_900])); // 1.90 and 2.00 standard deviations of a million
  assert.ok(!byChance([500_000, 502_000]));
});

test('two different wrong answers are called so', () => {
  const judged = judgeClasses(['x', 'y'], ['y', 'y'], ['z', 'y']);
  const said = classesInWords(judged, NAMES);
  assert.match(said, /different things of 1 row, and both are wrong there/);
  assert.doesNotMatch(said, / 0/);
});

const numbers = (n, first, second) => {
  const truth = Array.from({ length: n }, (_, i) => i);
  return judgeNumbers(
    truth,
    truth.map((one, i) => one + first(i)),
    truth.map((one, i) => one + second(i)),
  );
};

test('of numbers the one that is off by less on average is taken', () => {
  const better = numbers(
    100,
    (i) => 1 + (i % 3),
    (i) => 2 + (i % 5),
  );
  assert.match(numbersInWords(better, NAMES), /Take “A”.*hardly chance/);
  // nearer in as many rows, but off by far more in the others
  const wild = numbers(
    100,
    (i) => (i % 2 ? 0.1 : 50),
    () => 0.2,
  );
  assert.match(numbersInWords(wild, NAMES), /Take “B”: it is off by 24.85 less/);
  const alike = numbers(
    100,
    (i) => (i * 7) % 11,
    (i) => (i * 3) % 11,
  );
  assert.match(numbersInWords(alike, NAMES), /may be chance, so take either/);
  assert.match(
    numbersInWords(
      numbers(
        9,
        () => 1,
        () => -1,
      ),
      NAMES,
    ),
    /equally far/,
  );
  assert.match(
    numbersInWords(
      numbers(
        5,
        () => 1,
        () => 2,
      ),
      NAMES,
    ),
    /may be chance/,
  );
  assert.match(
    numbersInWords(
      numbers(
        6,
        () => 1,
        () => 2,
      ),
      NAMES,
    ),
    /Take “A”/,
  );
});

test('numbers that are nearer more often, but far worse on average, are not recommended', () => {
  const judged = numbers(
    100,
    (i) => (i < 70 ? 0.1 : 100),
    () => 0.2,
  );
  assert.deepEqual(judged.nearer, [70, 30]);
  assert.ok(judged.closer.by < -29 && judged.closer.error < 5);
  const said = numbersInWords(judged, NAMES);
  assert.match(said, /do not agree: “A” is nearer .* 70 of 100 rows.*“B” is off by 29.87 less/);
  assert.doesNotMatch(said, /: Take “A”|Take “A”:/);
  // one error so large that the mean says nothing
  const once = numbers(
    100,
    (i) => (i ? 0.1 : 100),
    () => 0.2,
  );
  assert.match(numbersInWords(once, NAMES), /do not agree: “A”.* difference may be/);
});

test('without two different truths there is no R²', () => {
  assert.equal(judgeNumbers([3], [3], [4]).r2, undefined);
  assert.equal(judgeNumbers([0.1, 0.1, 0.1], [0.1, 0.2, 0.1], [0, 0, 0]).r2, undefined);
});
