// The one product that all models need, A Bᵀ + bias for rows of A and rows of B; and rows.
// @ts-check
/** @import { Rows } from './samples.js' */

/**
 * out (n × m) = A (n × d) Bᵀ (d × m) + bias (m), with B stored row by row (m × d).
 *
 * Four rows of B are taken at a time: their sums do not wait for each other.
 *
 * @param {Float64Array} a @param {number} n @param {number} d
 * @param {Float64Array} b @param {number} m
 * @param {Float64Array} bias
 * @param {Float64Array} out at least n · m numbers
 */
export function affine(a, n, d, b, m, bias, out) {
  const whole = m - (m % 4);
  for (let i = 0; i < n; i++) {
    const start = i * d;
    let j = 0;
    for (; j < whole; j += 4) {
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      let p = j * d;
      const q = p + d;
      const r = q + d;
      const s = r + d;
      for (let k = 0; k < d; k++, p++) {
        const v = a[start + k];
        s0 += v * b[p];
        s1 += v * b[q + k];
        s2 += v * b[r + k];
        s3 += v * b[s + k];
      }
      const at = i * m + j;
      out[at] = s0 + bias[j];
      out[at + 1] = s1 + bias[j + 1];
      out[at + 2] = s2 + bias[j + 2];
      out[at + 3] = s3 + bias[j + 3];
    }
    for (; j < m; j++) {
      let sum = 0;
      for (let k = 0, p = j * d; k < d; k++, p++) sum += a[start + k] * b[p];
      out[i * m + j] = sum + bias[j];
    }
  }
}

/** @param {Float64Array} a @param {Float64Array} b */
export function dot(a, b) {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k] * b[k];
  return sum;
}

/** ‖row‖² of a row of d numbers. @param {Float64Array} rows @param {number} place @param {number} d */
export function square(rows, place, d) {
  const row = rows.subarray(place * d, (place + 1) * d);
  return dot(row, row);
}

/** (row − mean) / scale @param {Float64Array} row @param {Float64Array} mean @param {Float64Array} scale */
export const scaled = (row, mean, scale) => row.map((v, k) => (v - mean[k]) / scale[k]);

/**
 * Rows that `fill` writes, one at a time.
 *
 * @param {number} rows @param {number} columns
 * @param {(row: Float64Array, place: number) => void} fill
 * @returns {Rows}
 */
export function filled(rows, columns, fill) {
  const out = { data: new Float64Array(rows * columns), rows, columns };
  for (let i = 0; i < rows; i++) fill(rowOf(out, i), i);
  return out;
}

/** @param {Rows} rows @param {number} place */
export const rowOf = ({ data, columns }, place) =>
  data.subarray(place * columns, (place + 1) * columns);

/** @param {Float64Array} buffer @param {number} size @returns {Float64Array} one of at least `size` */
export const grown = (buffer, size) => (buffer.length < size ? new Float64Array(size) : buffer);

/**
 * The label of the highest number in each row: the first of equals.
 *
 * @template T
 * @param {Rows} scores @param {T[]} classes @returns {T[]}
 */
export function best({ data, rows, columns }, classes) {
  return Array.from({ length: rows }, (_, i) => {
    let most = i * columns;
    for (let at = most; at < (i + 1) * columns; at++) if (data[at] > data[most]) most = at;
    return classes[most - i * columns];
  });
}

/** @param {ArrayLike<number>} a @param {number} rows @param {number} columns */
export function transpose(a, rows, columns) {
  const out = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) out[j * rows + i] = a[i * columns + j];
  }
  return out;
}
