// Extreme learning machines: scores H β + intercept, H = g(((x − mean) / scale) W + b).
// @ts-check
import { ACTIVATIONS } from './activations.js';
import { choice, number, numbers, outputs, positive, whole } from './check.js';
import { ensure } from './decode.js';
import { headOf } from './head.js';
import { draw } from './hidden.js';
import { grown, square, transpose } from './linear.js';
import { BLOCK, network } from './network.js';
import { MatrixReader } from './samples.js';

/** @import { Stated } from './decode.js' */
/** @import { Build, Runner } from './core.js' */
/** @import { Rows } from './samples.js' */

/**
 * The way from raw inputs to hidden outputs, for the learned state of a model.
 *
 * @param {Record<string, any>} learned @param {Build} build
 */
export function inputMap(learned, build) {
  const scale = positive(learned, 'scale_');
  const d = scale.length;
  const mean = numbers(learned, 'mean_', [d]);
  ensure(learned.n_features_in_ === d, 'n_features_in_');
  return { ...hiddenLayer(learned, d, build), d, mean, scale };
}

/** @param {Record<string, any>} learned @param {number} d @param {Build} build */
function hiddenLayer(learned, d, build) {
  const { layer_: layer } = learned;
  const h = whole(layer, 'n_hidden', 1);
  choice(layer, 'activation', ACTIVATIONS);
  choice(layer, 'hidden', { normal: 1, uniform: 1, sparse: 1, orthogonal: 1 });
  number(layer, 'weight_scale', 0, 1e6);
  number(layer, 'bias_scale', 0, 1e6);
  const seed = whole(learned, 'seed_', 0, 2 ** 32 - 1);
  build.take(d * h, layer.hidden === 'orthogonal' ? Math.min(d, h) : 12);
  const { weights, bias } = draw(seed, d, layer);
  return { h, weights: transpose(weights, d, h), bias, activation: layer.activation };
}

/**
 * What makes bⱼ ‖x − wⱼ‖² of the products x·wⱼ.
 *
 * @param {Float64Array} centres h × d @param {Float64Array} widths @param {number} d
 * @returns {(z: Float64Array, stride: number, x: Float64Array, count: number) => void}
 */
function radial(centres, widths, d) {
  const squares = widths.map((_, j) => square(centres, j, d));
  return (z, stride, x, count) => {
    for (let i = 0; i < count; i++) {
      const own = square(x, i, d);
      for (let j = 0; j < widths.length; j++) {
        const at = i * stride + j;
        z[at] = Math.max(own + squares[j] - 2 * z[at], 0) * widths[j];
      }
    }
  };
}

/** @param {Stated} model @param {Build} build @returns {Runner} */
export function elm({ learned }, build) {
  const { d, h, mean, scale, weights, bias, activation } = inputMap(learned, build);
  const { c, coef, intercept } = outputs(learned, 'coef_', h);
  const rbf = activation === 'rbf';
  const { input, output, stride, run } = network(d, [
    rbf
      ? { weights, bias: new Float64Array(h), activation, finish: radial(weights, bias, d) }
      : { weights, bias, activation },
    { weights: coef, bias: intercept, activation: 'linear' },
  ]);
  const reader = new MatrixReader(d);
  /** @type {Float64Array} */
  let out = new Float64Array(c);
  /** @param {any} X @returns {Rows} */
  const scores = (X) => {
    const { data, rows } = reader.read(X);
    out = grown(out, rows * c);
    for (let start = 0; start < rows; start += BLOCK) {
      const count = Math.min(BLOCK, rows - start);
      for (let i = 0, at = start * d; i < count * d; at += d) {
        for (let k = 0; k < d; k++, i++) input[i] = (data[at + k] - mean[k]) / scale[k];
      }
      run(count);
      for (let i = 0; i < count; i++) {
        for (let j = 0; j < c; j++) out[(start + i) * c + j] = output[i * stride + j];
      }
    }
    return { data: out, rows, columns: c };
  };
  return headOf(learned, scores, c);
}
