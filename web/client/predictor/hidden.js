// The random hidden layer, drawn again from its seed: see elm_core/maths/hidden.py. Additions
// and multiplications come in the same order, so that the weights are the same to the last bit
// (those of 'orthogonal' to rounding).
// @ts-check
import { dot, transpose } from './linear.js';
import { uniformStream } from './mt19937.js';

/**
 * @typedef {{ n_hidden: number, activation: string, hidden: string, weight_scale: number,
 *   bias_scale: number }} LayerParams
 */

/**
 * @param {number} seed
 * @param {number} nFeatures
 * @param {LayerParams} params
 * @returns {{ weights: Float64Array, bias: Float64Array }} weights: nFeatures × n_hidden
 */
export function draw(seed, nFeatures, params) {
  const { n_hidden: nHidden, weight_scale: scale } = params;
  const uniform = uniformStream(seed);
  const weights = unitVariance(params.hidden, uniform, nFeatures, nHidden);
  const bias = uniform(new Float64Array(nHidden));
  if (params.activation === 'rbf') {
    const width = (scale * scale) / nFeatures;
    return { weights, bias: bias.map((u) => width * (0.5 + u)) };
  }
  const factor = scale / Math.sqrt(nFeatures);
  for (let i = 0; i < weights.length; i++) weights[i] *= factor;
  return { weights, bias: bias.map((u) => params.bias_scale * (2 * u - 1)) };
}

/** @param {string} hidden @param {(out: Float64Array) => Float64Array} uniform @param {number} d @param {number} h */
function unitVariance(hidden, uniform, d, h) {
  const out = uniform(new Float64Array(d * h));
  if (hidden === 'uniform') return out.map((u) => Math.sqrt(12) * (u - 0.5));
  if (hidden === 'sparse') {
    return out.map((u) => Math.sqrt(3) * (Number(u < 1 / 6) - Number(u >= 5 / 6)));
  }
  for (let k = 1; k < 12; k++) uniform(out);
  for (let i = 0; i < out.length; i++) out[i] -= 6;
  if (hidden === 'normal') return out;
  return d >= h ? transpose(orthogonal(transpose(out, d, h), h, d), h, d) : orthogonal(out, d, h);
}

/**
 * Rows made orthogonal, of length √width, by Gram and Schmidt's steps done twice over: the Q of
 * a QR decomposition whose R has a positive diagonal is unique.
 *
 * @param {Float64Array} a @param {number} count rows, at most as many as @param {number} width
 */
function orthogonal(a, count, width) {
  for (let i = 0; i < count; i++) {
    const own = a.subarray(i * width, (i + 1) * width);
    for (let j = 0; j < 2 * i; j++) {
      const other = a.subarray((j % i) * width, ((j % i) + 1) * width);
      const share = dot(own, other);
      for (let k = 0; k < width; k++) own[k] -= share * other[k];
    }
    const length = Math.sqrt(dot(own, own));
    for (let k = 0; k < width; k++) own[k] /= length;
  }
  return a.map((v) => v * Math.sqrt(width));
}
