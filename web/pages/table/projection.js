// Rows of numbers on a plane: the two directions in which they differ most (PCA).
// @ts-check
import { yieldEvery } from '../../ui/async/yield-to-main.js';

const STEPS = 60;

/**
 * @param {ArrayLike<number>[]} rows few columns: the work grows with their square
 * @returns {[number, number][]}
 */
export function onPlane(rows) {
  const d = rows[0]?.length ?? 0;
  const mean = Array.from({ length: d }, (_, j) => sum(rows, (row) => row[j]) / rows.length);
  const centred = rows.map((row) => mean.map((m, j) => row[j] - m));
  const spread = mean.map((_, i) => mean.map((_, j) => sum(centred, (row) => row[i] * row[j])));
  const first = direction(
    spread,
    mean.map((_, j) => 1 + j / 7),
  );
  const size = dot(times(spread, first), first);
  const rest = spread.map((row, i) => row.map((value, j) => value - size * first[i] * first[j]));
  const second = direction(
    rest,
    mean.map((_, j) => 1 - j / 5),
  );
  return centred.map((row) => [dot(row, first), dot(row, second)]);
}

/** The longest axis of a symmetric matrix, by power iteration. @param {number[][]} matrix @param {number[]} start */
function direction(matrix, start) {
  let axis = start;
  for (let i = 0; i < STEPS; i++) {
    const next = times(matrix, axis);
    const length = Math.sqrt(dot(next, next));
    if (!length) return axis.map(() => 0);
    axis = next.map((value) => value / length);
  }
  return axis;
}

/**
 * How far apart groups are: for each row (b − a) / max(a, b), a the mean distance to its own group
 * and b to the nearest other one (Rousseeuw, 1987); the mean of it.
 *
 * @param {ArrayLike<number>[]} rows standardised @param {ArrayLike<number>} groups
 */
export async function silhouette(rows, groups) {
  const names = [...new Set(Array.from(groups))];
  if (names.length < 2) return 0;
  const pace = yieldEvery();
  let total = 0;
  for (const [i, row] of rows.entries()) {
    await pace();
    const mean = new Map(
      names.map((name) => {
        const others = rows.filter((_, j) => j !== i && groups[j] === name);
        return [
          name,
          others.length ? sum(others, (other) => distance(row, other)) / others.length : Number.NaN,
        ];
      }),
    );
    const own = mean.get(groups[i]) ?? Number.NaN;
    const other = Math.min(
      ...names.filter((name) => name !== groups[i]).map((name) => mean.get(name) ?? 0),
    );
    total += Number.isNaN(own) ? 0 : (other - own) / Math.max(own, other, 1e-300);
  }
  return total / rows.length;
}

/** Columns to mean 0 and standard deviation 1. @param {ArrayLike<number>[]} rows */
export function standardised(rows) {
  const d = rows[0]?.length ?? 0;
  const columns = Array.from({ length: d }, (_, j) => {
    const mean = sum(rows, (row) => row[j]) / rows.length;
    const sd = Math.sqrt(sum(rows, (row) => (row[j] - mean) ** 2) / rows.length);
    return { mean, sd: sd || 1 };
  });
  return rows.map((row) => columns.map(({ mean, sd }, j) => (row[j] - mean) / sd));
}

/** @template T @param {T[]} list @param {(item: T) => number} value */
const sum = (list, value) => list.reduce((total, item) => total + value(item), 0);

/** @param {number[]} a @param {number[]} b */
const dot = (a, b) => a.reduce((total, value, i) => total + value * b[i], 0);

/** @param {number[][]} matrix @param {number[]} v */
const times = (matrix, v) => matrix.map((row) => dot(row, v));

/** @param {ArrayLike<number>} a @param {ArrayLike<number>} b */
function distance(a, b) {
  let square = 0;
  for (let j = 0; j < a.length; j++) square += (a[j] - b[j]) ** 2;
  return Math.sqrt(square);
}
