// The whole of an ELM with one input, for pictures: a random layer, ridge by Cholesky,
// leave-one-out in closed form, and gradient descent to compare with.
// @ts-check
import { normal, seeded } from '../../ui/data/seeded-random.js';

/** @typedef {{ w: number[], b: number[], activation: string }} Layer */
/** @typedef {{ x: number, y: number }} Point */
/** @typedef {{ beta: number[], trained: number, leftOut: number }} Fit errors are root mean squares */

/** @type {Record<string, (z: number) => number>} */
export const ACTIVATIONS = {
  tanh: Math.tanh,
  relu: (z) => Math.max(0, z),
  sigmoid: (z) => 1 / (1 + Math.exp(-z)),
  sine: Math.sin,
};

/** @param {{ units: number, steep: number, seed: number, activation: string }} settings @returns {Layer} */
export function randomLayer({ units, steep, seed, activation }) {
  const random = seeded(seed);
  const w = [];
  const b = [];
  for (let i = 0; i < units; i++) {
    w.push(steep * normal(random));
    b.push(steep * (2 * random() - 1));
  }
  return { w, b, activation };
}

/** h(x) = g(w x + b), of every unit. @param {Layer} layer @param {number} x */
export function hidden({ w, b, activation }, x) {
  const g = ACTIVATIONS[activation];
  return w.map((weight, i) => g(weight * x + b[i]));
}

/** @param {ArrayLike<number>} a @param {ArrayLike<number>} b */
export function dot(a, b) {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

/**
 * β = (HᵀH + αI)⁻¹ Hᵀy; left out, the error of row i is e_i / (1 − h_iᵀ (HᵀH + αI)⁻¹ h_i).
 *
 * @param {number[][]} H @param {number[]} y @param {number} alpha
 * @returns {Fit}
 */
export function solve(H, y, alpha) {
  const m = H[0]?.length ?? 0;
  if (H.length < m) return solveSmall(H, y, alpha);
  const L = cholesky(H, m, alpha);
  const beta = backward(L, forward(L, column(H, y)));
  const errors = H.map((row, i) => y[i] - dot(row, beta));
  const left = H.map((row, i) => {
    const half = forward(L, row);
    return errors[i] / Math.max(1e-9, 1 - dot(half, half));
  });
  return { beta, trained: rootMean(errors), leftOut: rootMean(left) };
}

/**
 * The same with fewer points than units: a = (HHᵀ + αI)⁻¹ y, β = Hᵀa, e = αa, and left out the
 * error of row i is a_i / ((HHᵀ + αI)⁻¹)_ii.
 *
 * @param {number[][]} H @param {number[]} y @param {number} alpha
 * @returns {Fit}
 */
function solveSmall(H, y, alpha) {
  const n = H.length;
  const across = Array.from({ length: H[0]?.length ?? 0 }, (_, j) => H.map((row) => row[j]));
  const L = cholesky(across, n, alpha);
  const a = backward(L, forward(L, y));
  const left = a.map((value, i) => {
    const half = forward(
      L,
      y.map((_, k) => Number(k === i)),
    );
    return value / dot(half, half);
  });
  return {
    beta: column(H, a),
    trained: alpha * rootMean(a),
    leftOut: rootMean(left),
  };
}

/** Hᵀ y. @param {number[][]} H @param {number[]} y */
const column = (H, y) =>
  Array.from({ length: H[0]?.length ?? 0 }, (_, j) => {
    let sum = 0;
    for (let i = 0; i < H.length; i++) sum += H[i][j] * y[i];
    return sum;
  });

/** L with LLᵀ = HᵀH + αI. @param {number[][]} H @param {number} m @param {number} alpha */
function cholesky(H, m, alpha) {
  const L = Array.from({ length: m }, () => new Float64Array(m));
  for (let j = 0; j < m; j++) {
    for (let k = 0; k <= j; k++) {
      let sum = j === k ? alpha : 0;
      for (const row of H) sum += row[j] * row[k];
      for (let i = 0; i < k; i++) sum -= L[j][i] * L[k][i];
      L[j][k] = j === k ? Math.sqrt(Math.max(sum, 1e-12)) : sum / L[k][k];
    }
  }
  return L;
}

/** L⁻¹ c. @param {Float64Array[]} L @param {number[]} c */
function forward(L, c) {
  const out = new Float64Array(c.length);
  for (let j = 0; j < c.length; j++) {
    let sum = c[j];
    for (let i = 0; i < j; i++) sum -= L[j][i] * out[i];
    out[j] = sum / L[j][j];
  }
  return out;
}

/** L⁻ᵀ c. @param {Float64Array[]} L @param {Float64Array} c */
function backward(L, c) {
  const out = new Array(c.length).fill(0);
  for (let j = c.length - 1; j >= 0; j--) {
    let sum = c[j];
    for (let i = j + 1; i < c.length; i++) sum -= L[i][j] * out[i];
    out[j] = sum / L[j][j];
  }
  return out;
}

/** @param {number[]} errors */
export const rootMean = (errors) => Math.sqrt(dot(errors, errors) / Math.max(1, errors.length));

/**
 * Gradient descent on ½‖y − Hβ‖² + ½α‖β‖² from β = 0, by the largest step that is safe.
 *
 * @param {number[][]} H @param {number[]} y @param {number} alpha @param {number[]} stops ascending
 * @returns {Generator<{ beta: number[], trained: number } | undefined>} after so many epochs each,
 *   and undefined now and then between them, for other work to be done
 */
export function* descend(H, y, alpha, stops) {
  const m = H[0]?.length ?? 0;
  const step = 1 / (largest(H, m) + alpha);
  let beta = new Array(m).fill(0);
  let epoch = 0;
  for (const stop of stops) {
    for (; epoch < stop; epoch++) {
      const gradient = beta.map((value) => alpha * value);
      for (let i = 0; i < H.length; i++) {
        const error = dot(H[i], beta) - y[i];
        for (let j = 0; j < m; j++) gradient[j] += error * H[i][j];
      }
      beta = beta.map((value, j) => value - step * gradient[j]);
      if (epoch % 50 === 49) yield undefined;
    }
    yield { beta, trained: rootMean(H.map((row, i) => y[i] - dot(row, beta))) };
  }
}

/** The largest eigenvalue of HᵀH, a little more. @param {number[][]} H @param {number} m */
function largest(H, m) {
  let v = new Array(m).fill(1);
  let size = 1;
  for (let k = 0; k < 30; k++) {
    const next = new Array(m).fill(0);
    for (const row of H) {
      const along = dot(row, v);
      for (let j = 0; j < m; j++) next[j] += along * row[j];
    }
    size = Math.sqrt(dot(next, next)) || 1;
    v = next.map((value) => value / size);
  }
  return 1.05 * size;
}
