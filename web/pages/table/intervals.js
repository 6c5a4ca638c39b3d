// Intervals around predicted numbers that hold the truth as often as they promise.
// @ts-check
/** @import { ElmToolkit, Kinds, RegressionReport, Table } from '../../client/index.js' */

export const COVERAGE = 0.9;

/** @typedef {{ about: string, of: (table: Table, signal?: AbortSignal) => Promise<[number, number][]>, dispose: () => void }} Intervals */

/**
 * From what a model said of each row that had not seen it (jackknife).
 *
 * @param {ElmToolkit} elm @param {Table} X @param {Float64Array} y
 * @param {Record<string, unknown>} params of the model @param {Kinds} kinds of the columns
 * @returns {Promise<Intervals>}
 */
export async function conformal(elm, X, y, params, kinds) {
  const model = await elm.create('ConformalRegressor', {
    estimator: { class: 'TableRegressor', params: { ...params, kinds } },
    random_state: 0,
  });
  const quiet = { onWarnings() {} }; // the model in use tells of the same cells
  try {
    await model.fit(X, y, quiet);
  } catch (error) {
    await model.dispose();
    throw error;
  }
  return {
    about: 'from leave-one-out errors',
    dispose: () => model.dispose(),
    async of(table, signal) {
      const options = { ...quiet, coverage: COVERAGE, signal };
      const { data, shape } = await model.predictInterval(table, options);
      return Array.from({ length: shape[0] }, (_, i) => [data[2 * i], data[2 * i + 1]]);
    },
  };
}

/** @typedef {(predicted: number) => [number, number]} Around what a range is around a predicted number */

/**
 * From errors on the held-out rows: differences, or ratios where a model has learnt logarithms, whose
 * errors grow with the number.
 *
 * @param {RegressionReport} report @param {boolean} [logarithmic]
 * @returns {Around | undefined} none where the rows are too few for the promise
 */
export function heldOutRange({ actual, predicted }, logarithmic = false) {
  const above0 = (/** @type {number} */ value) => value > 0;
  const byRatio = logarithmic && actual.every(above0) && predicted.every(above0);
  const unit = byRatio ? Math.log : Number;
  const errors = actual.map((value, i) => Math.abs(unit(value) - unit(predicted[i]))).sort();
  const reach = errors[Math.ceil((errors.length + 1) * COVERAGE) - 1];
  if (reach === undefined) return undefined;
  if (byRatio) return (value) => [value / Math.exp(reach), value * Math.exp(reach)];
  return (value) => [value - reach, value + reach];
}
