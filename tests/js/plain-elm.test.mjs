import assert from 'node:assert/strict';
import { test } from 'node:test';
import { train } from '../../benchmarks/speed/plain-elm.js';

test('the plain ELM of the benchmark learns what is no plane', () => {
  const rows = [];
  for (let i = 0; i < 400; i++) rows.push([Math.sin(i), Math.cos(3 * i)]);
  const label = ([a, b]) => Number(a * b > 0);
  const scores = train(
    rows,
    rows.map((row) => [1 - label(row), label(row)]),
    80,
  );
  const right = rows.filter((row) => {
    const [no, yes] = scores(row);
    return Number(yes > no) === label(row);
  });
  assert.ok(right.length > 360, `${right.length} of 400`);
});
