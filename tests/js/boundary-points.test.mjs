// The points of a table that is opened on the Boundary page.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pointsIn } from '../../web/pages/boundary/keep.js';
import { parseTable } from '../../web/ui/files/delimited.js';

test('points with decimal commas are placed as those with points', () => {
  const points = parseTable('w,h,kind\n71.8,29.4,dog\n60,30.5,cat\n65.9,31,dog\n');
  const commas = parseTable('w;h;kind\n71,8;29,4;dog\n60;30,5;cat\n65,9;31;dog\n');
  assert.deepEqual(pointsIn(commas), pointsIn(points));
  assert.deepEqual(pointsIn(commas).classes, ['dog', 'cat']);
  assert.deepEqual(
    pointsIn(commas).points.map(({ x }) => Number(x.toFixed(9))),
    [0.9, -0.9, 0],
  );
});

test('a table without two columns of numbers is refused', () => {
  const words = parseTable('w;h;kind\n71,8;tall;dog\n60;small;cat\n');
  assert.throws(() => pointsIn(words), /two columns of numbers and one of labels/);
});
