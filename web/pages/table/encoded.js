// Rows of a table as numbers, for models that take nothing else.
// @ts-check

/** @import { ElmToolkit, FloatMatrix, Kinds, Matrix, Model, Table, Targets, Told } from '../../client/index.js' */

/**
 * @param {ElmToolkit} elm @param {Table} table
 * @param {{ kinds: Kinds, y?: Targets, signal?: AbortSignal }} options
 * @returns {Promise<{ encoder: Model, X: Matrix, told: Told[] }>}
 */
export async function encoded(elm, table, { kinds, y, signal }) {
  const encoder = await elm.create('TableEncoder', { kinds });
  /** @type {Told[]} */
  let told = [];
  const onWarnings = (/** @type {Told[]} */ found) => {
    told = found; // fit and transform tell of the same cells
  };
  try {
    await encoder.fit(table, y, { signal, onWarnings });
    return { encoder, X: await encoder.transform(table, { signal, onWarnings }), told };
  } catch (error) {
    await encoder.dispose();
    throw error;
  }
}

/** @param {FloatMatrix | Matrix} matrix @param {number} most rows, evenly chosen */
export function someRows({ data, shape }, most) {
  const [n, d] = shape;
  const step = Math.max(1, Math.ceil(n / most));
  const rows = [];
  for (let row = 0; row < n; row += step) rows.push(row);
  return { rows, at: rows.map((row) => data.subarray(row * d, (row + 1) * d)) };
}
