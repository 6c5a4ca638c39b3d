// Kernel ELMs: scores k(x, X) · dual_coef + intercept; kernels as in elm_core/maths/kernels.py.
// @ts-check
import { both, register } from './core.js';
import * as fields from './fields/kernel.js';
import { headOf, outputs } from './head.js';
import { affine, filled, rowOf, scaled, square } from './linear.js';
import { ensure } from './refusal.js';
import { invalid, MatrixReader } from './samples.js';

/** @import { Held, Stated } from './decode.js' */
/** @import { Runner } from './core.js' */

/** @param {number} c */
const clipped = (c) => Math.min(Math.max(c, -1), 1);

/**
 * Kernels of unit vectors, as functions of the cosine; `rbf` is exp(−‖x − z‖²). Cho & Saul (2009), eq. 4 to 6.
 *
 * @type {Record<string, (cosine: number) => number>}
 */
export const OF_COSINE = {
  rbf: (c) => Math.exp(2 * (clipped(c) - 1)),
  cosine: clipped,
  arc_cosine_0: (c) => (Math.PI - Math.acos(clipped(c))) / Math.PI,
  arc_cosine(cosine) {
    const c = clipped(cosine);
    return (Math.sqrt((1 - c) * (1 + c)) + (Math.PI - Math.acos(c)) * c) / Math.PI;
  },
};

/** Larger kernel values could overflow. */
const LARGEST = 1e250;

/** @param {Stated} model @returns {Runner} */
export function kernel({ params, learned }) {
  const { n, c, coef, intercept } = outputs(learned, 'dual_coef_');
  const reader = new MatrixReader(learned.n_features_in_);
  const ofRows = params.kernel !== 'precomputed';
  checkParts(learned, ofRows, reader.columns === n);
  const toKernel = ofRows ? withRows(params, learned) : null;
  const values = new Float64Array(n);
  return headOf(
    learned,
    (X) => {
      const rows = reader.read(X);
      return filled(rows.rows, c, (out, i) => {
        if (toKernel) toKernel(rowOf(rows, i), values);
        else values.set(rowOf(rows, i));
        if (!values.every((v) => Math.abs(v) <= LARGEST))
          invalid(`the kernel of row ${i} overflows`, { row: i });
        affine(values, 1, n, coef, c, intercept, out);
      });
    },
    c,
    params,
  );
}

/** @param {Held} learned @param {boolean} ofRows @param {boolean} isSquare */
function checkParts(learned, ofRows, isSquare) {
  const { X_fit_, mean_, scale_, classes_, targets_, codes_, weights_, n_landmarks_ } = learned;
  ensure(ofRows ? X_fit_ && mean_ && scale_ : isSquare && !X_fit_ && !mean_, 'X_fit_');
  ensure(!learned.root_ === !learned.moments_, 'moments_');
  const exact = !n_landmarks_;
  ensure(!exact || weights_, 'weights_');
  if (exact)
    ensure(classes_ ? codes_ : targets_?.shape.length === learned.target_ndim_, 'targets_');
}

/** @param {Held} params @param {Held} learned */
function withRows(params, { mean_: mean, scale_: scale, gamma_: gamma, X_fit_: rows }) {
  const toKernel = values(params, gamma, rows.data, rows.shape[0], rows.shape[1]);
  /** @param {Float64Array} row @param {Float64Array} out */
  return (row, out) => toKernel(scaled(row, mean.data, scale.data), out);
}

/**
 * k(x, z) for a row x and all training rows z (n × d).
 *
 * @param {Held} params @param {number} gamma
 * @param {Float64Array} rows @param {number} n @param {number} d
 * @returns {(x: Float64Array, out: Float64Array) => void}
 */
export function values(params, gamma, rows, n, d) {
  if (params.kernel === 'laplacian') return laplacian(gamma, rows, n, d);
  const k = OF_PRODUCT[params.kernel](params, gamma);
  const none = new Float64Array(n);
  const squares = none.map((_, j) => square(rows, j, d));
  return (x, out) => {
    affine(x, 1, d, rows, n, none, out);
    const own = square(x, 0, d);
    for (let j = 0; j < n; j++) out[j] = k(out[j], squares[j], own);
  };
}

/** @typedef {(product: number, square: number, own: number) => number} OfProduct of xᵀz, ‖z‖², ‖x‖² */

/** @type {Record<string, (params: Held, gamma: number) => OfProduct>} */
const OF_PRODUCT = {
  rbf: (_, gamma) => (p, s, own) => Math.exp(-gamma * Math.max(own + s - 2 * p, 0)),
  polynomial:
    ({ degree, coef0 }, gamma) =>
    (p) =>
      (gamma * p + coef0) ** degree,
  linear: () => (p) => p,
  cosine: () => (p, s, own) => OF_COSINE.cosine(divided(p, s, own)),
  arc_cosine_0: () => (p, s, own) => OF_COSINE.arc_cosine_0(divided(p, s, own)),
  arc_cosine: () => (p, s, own) => OF_COSINE.arc_cosine(divided(p, s, own)) * lengths(s, own),
};

/** @param {number} s @param {number} own */
const lengths = (s, own) => Math.sqrt(own) * Math.sqrt(s);

/** The cosine, 0 where a length is 0. @type {OfProduct} */
function divided(p, s, own) {
  const length = lengths(s, own);
  return length > 0 ? p / length : 0;
}

/** @param {number} gamma @param {Float64Array} rows @param {number} n @param {number} d */
function laplacian(gamma, rows, n, d) {
  return (/** @type {Float64Array} */ x, /** @type {Float64Array} */ out) => {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let k = 0, p = j * d; k < d; k++) sum += Math.abs(x[k] - rows[p + k]);
      out[j] = Math.exp(-gamma * sum);
    }
  };
}

register(both('KernelELM', kernel), fields);
