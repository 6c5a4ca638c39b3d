// Kernel ELMs: scores k(x, X) · dual_coef + intercept; kernels as in elm_core/maths/kernels.py.
// @ts-check
import { number, numbers, positive, whole } from './check.js';
import { ensure, refuse } from './decode.js';
import { headOf } from './elm.js';
import { transpose } from './hidden.js';
import { affine, grown } from './linear.js';
import { invalid, MatrixReader } from './samples.js';

/** @import { Stated } from './decode.js' */
/** @import { Build, Runner } from './core.js' */

/** @param {number} c */
const clipped = (c) => Math.min(Math.max(c, -1), 1);

/**
 * Kernels of unit vectors, as functions of the cosine. Cho & Saul (2009), eq. 4 to 6.
 *
 * @type {Record<string, (cosine: number) => number>}
 */
export const OF_COSINE = {
  cosine: clipped,
  arc_cosine_0: (c) => (Math.PI - Math.acos(clipped(c))) / Math.PI,
  arc_cosine(cosine) {
    const c = clipped(cosine);
    return (Math.sqrt((1 - c) * (1 + c)) + (Math.PI - Math.acos(c)) * c) / Math.PI;
  },
};

/** Larger kernel values could overflow. */
const LARGEST = 1e250;

/** @param {Stated} model @param {Build} _build @returns {Runner} */
export function kernel({ params, learned }, _build) {
  const intercept = numbers(learned, 'intercept_');
  const c = intercept.length;
  const n = numbers(learned, 'dual_coef_', [null, c]).length / c;
  const dual = transpose(learned.dual_coef_.data, n, c);
  ensure(n > 0, 'dual_coef_');
  const d = whole(learned, 'n_features_in_', 1);
  const reader = new MatrixReader(d);
  const { toKernel, scaled } =
    params.kernel === 'precomputed' ? identity(n, d) : between(params, learned, n, d);
  /** @type {Float64Array} */
  let values = new Float64Array(n);
  /** @type {Float64Array} */
  let out = new Float64Array(c);
  return headOf(
    learned,
    (X) => {
      const { data, rows } = reader.read(X);
      out = grown(out, rows * c);
      values = grown(values, n);
      for (let i = 0; i < rows; i++) {
        const row = scaled(data.subarray(i * d, (i + 1) * d));
        toKernel(row, values);
        for (let j = 0; j < n; j++) {
          if (!(Math.abs(values[j]) <= LARGEST))
            invalid(`the kernel of row ${i} overflows`, { row: i });
        }
        affine(values, 1, n, dual, c, intercept, out.subarray(i * c));
      }
      return { data: out, rows, columns: c };
    },
    c,
  );
}

/** @param {number} n @param {number} d */
function identity(n, d) {
  ensure(n === d, 'dual_coef_');
  return {
    scaled: (/** @type {Float64Array} */ row) => row,
    toKernel: (/** @type {Float64Array} */ row, /** @type {Float64Array} */ out) => out.set(row),
  };
}

/** @param {Record<string, any>} params @param {Record<string, any>} learned @param {number} n @param {number} d */
function between(params, learned, n, d) {
  const rows = numbers(learned, 'X_fit_', [n, d]);
  const mean = numbers(learned, 'mean_', [d]);
  const scale = positive(learned, 'scale_', [d]);
  const row = new Float64Array(d);
  return {
    /** @param {Float64Array} raw */
    scaled(raw) {
      for (let k = 0; k < d; k++) row[k] = (raw[k] - mean[k]) / scale[k];
      return row;
    },
    toKernel: values(params, number(learned, 'gamma_', 0), rows, n, d),
  };
}

/**
 * k(x, z) for a row x and all training rows z (n × d).
 *
 * @param {Record<string, any>} params @param {number} gamma
 * @param {Float64Array} rows @param {number} n @param {number} d
 * @returns {(x: Float64Array, out: Float64Array) => void}
 */
export function values(params, gamma, rows, n, d) {
  const { kernel: name } = params;
  const none = new Float64Array(n);
  const squares = Float64Array.from({ length: n }, (_, j) =>
    sumOfSquares(rows.subarray(j * d, (j + 1) * d)),
  );
  /** @param {(product: number, square: number, own: number) => number} k */
  const ofProduct = (k) => (/** @type {Float64Array} */ x, /** @type {Float64Array} */ out) => {
    affine(x, 1, d, rows, n, none, out);
    const own = sumOfSquares(x);
    for (let j = 0; j < n; j++) out[j] = k(out[j], squares[j], own);
  };
  if (name === 'rbf')
    return ofProduct((p, s, own) => Math.exp(-gamma * Math.max(own + s - 2 * p, 0)));
  if (name === 'linear') return ofProduct((p) => p);
  if (name === 'polynomial') {
    const degree = whole(params, 'degree', 1, 100);
    const coef0 = number(params, 'coef0', 0, 1e100);
    return ofProduct((p) => (gamma * p + coef0) ** degree);
  }
  if (name === 'laplacian') {
    return (x, out) => {
      for (let j = 0; j < n; j++) {
        let sum = 0;
        for (let k = 0, p = j * d; k < d; k++) sum += Math.abs(x[k] - rows[p + k]);
        out[j] = Math.exp(-gamma * sum);
      }
    };
  }
  const g = Object.hasOwn(OF_COSINE, name) ? OF_COSINE[name] : refuse('kernel');
  return ofProduct((p, s, own) => {
    const length = Math.sqrt(own) * Math.sqrt(s);
    const value = g(length > 0 ? p / length : 0);
    return name === 'arc_cosine' ? value * length : value;
  });
}

/** @param {Float64Array} x */
function sumOfSquares(x) {
  let sum = 0;
  for (let k = 0; k < x.length; k++) sum += x[k] * x[k];
  return sum;
}
