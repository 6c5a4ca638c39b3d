// Rows of a table as numbers, for models that take nothing else.
// @ts-check
import { ElmError } from '../../client/errors.js';

/** @import { ElmToolkit, FloatMatrix, Matrix, Model, Table } from '../../client/index.js' */

/**
 * @param {ElmToolkit} elm @param {Table} table @param {AbortSignal} [signal]
 * @returns {Promise<{ encoder: Model, X: Matrix }>}
 */
export async function encoded(elm, table, signal) {
  const encoder = await elm.create('TableEncoder');
  try {
    await encoder.fit(table, null, { signal });
    return { encoder, X: await encoder.transform(table, { signal }) };
  } catch (error) {
    await encoder.dispose();
    throw error;
  }
}

/** The target as numbers. @param {{ codes: Int32Array, values: string[] }} y */
export function numbersOf({ codes, values }) {
  const known = values.map((value) => Number(value.trim() || Number.NaN));
  const wrong = codes.findIndex((code) => !Number.isFinite(known[code]));
  if (wrong >= 0) {
    const message = `“${values[codes[wrong]]}” is no number, as a number is to be predicted`;
    throw new ElmError('invalid-input', message, { parameter: 'y', row: wrong });
  }
  return Float64Array.from(codes, (code) => known[code]);
}

/** @param {FloatMatrix | Matrix} matrix @param {number} most rows, evenly chosen */
export function someRows({ data, shape }, most) {
  const [n, d] = shape;
  const step = Math.max(1, Math.ceil(n / most));
  const rows = [];
  for (let row = 0; row < n; row += step) rows.push(row);
  return { rows, at: rows.map((row) => data.subarray(row * d, (row + 1) * d)) };
}
