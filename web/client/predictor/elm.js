// Extreme learning machines: scores H β + intercept, H = g(((x − mean) / scale) W + b).
// @ts-check
import { ACTIVATIONS } from './activations.js';
import { choice, labels, number, numbers } from './check.js';
import { isObject, require } from './decode.js';
import { draw, transpose } from './hidden.js';
import { affine, grown } from './linear.js';
import { MatrixReader } from './samples.js';

/** @import { Stated } from './decode.js' */
/** @import { Build, Runner } from './core.js' */
/** @import { Rows } from './samples.js' */

const BLOCK = 64;

/**
 * The way from raw inputs to hidden outputs, for the learned state of a model.
 *
 * @param {Record<string, any>} learned @param {Build} build
 */
export function inputMap(learned, build) {
  const mean = numbers(learned.mean_, 'mean_');
  const d = mean.length;
  const scale = numbers(learned.scale_, 'scale_', [d]);
  require(d > 0 && d === learned.n_features_in_, 'n_features_in_ does not fit mean_');
  require(scale.every((s) => s > 0), 'scale_ must be positive');
  return { ...hiddenLayer(learned.layer_, learned.seed_, d, build), d, mean, scale };
}

/** @param {any} layer @param {any} seed @param {number} d @param {Build} build */
export function hiddenLayer(layer, seed, d, build) {
  require(isObject(layer), 'layer_ must be an object');
  const h = number(layer.n_hidden, 'n_hidden', { low: 1, whole: true });
  choice(layer.activation, 'activation', Object.keys(ACTIVATIONS));
  choice(layer.hidden, 'hidden', ['normal', 'uniform', 'sparse', 'orthogonal']);
  number(layer.weight_scale, 'weight_scale', { low: 0, high: 1e6, above: true });
  number(layer.bias_scale, 'bias_scale', { low: 0, high: 1e6 });
  number(seed, 'seed_', { low: 0, high: 2 ** 32 - 1, whole: true });
  build.take(d * h, layer.hidden === 'orthogonal' ? Math.min(d, h) : 12);
  const { weights, bias } = draw(seed, d, /** @type {any} */ (layer));
  return { h, weights: transpose(weights, d, h), bias, activation: layer.activation };
}

/**
 * Hidden outputs of `count` rows from `start` on.
 *
 * @param {ReturnType<typeof inputMap>} map
 */
export function hiddenOutputs(map) {
  const { d, h, mean, scale, weights, bias, activation } = map;
  const g = ACTIVATIONS[activation];
  const rbf = activation === 'rbf' ? radial(weights, h, d) : null;
  /** @type {Float64Array} */
  let scaled = new Float64Array(d);
  /** @type {Float64Array} */
  let hidden = new Float64Array(h);
  /** @param {Float64Array} x @param {number} start @param {number} count */
  return (x, start, count) => {
    scaled = grown(scaled, count * d);
    hidden = grown(hidden, count * h);
    for (let i = 0, at = start * d; i < count * d; at += d) {
      for (let k = 0; k < d; k++, i++) scaled[i] = (x[at + k] - mean[k]) / scale[k];
    }
    if (rbf) rbf(scaled, count, bias, hidden);
    else affine(scaled, count, d, weights, h, bias, hidden);
    g(hidden, count * h);
    return hidden;
  };
}

/**
 * bⱼ ‖x − wⱼ‖²
 *
 * @param {Float64Array} centres @param {number} h @param {number} d
 */
function radial(centres, h, d) {
  const squares = new Float64Array(h);
  for (let i = 0; i < centres.length; i++) squares[Math.floor(i / d)] += centres[i] ** 2;
  const halved = squares.map((s) => s / -2);
  /** @param {Float64Array} x @param {number} n @param {Float64Array} width @param {Float64Array} out */
  return (x, n, width, out) => {
    affine(x, n, d, centres, h, halved, out);
    for (let i = 0; i < n; i++) {
      let own = 0;
      for (let k = i * d; k < (i + 1) * d; k++) own += x[k] * x[k];
      for (let j = 0; j < h; j++) {
        const at = i * h + j;
        out[at] = Math.max(own - 2 * out[at], 0) * width[j];
      }
    }
  };
}

/** @param {Stated} model @param {Build} build @returns {Runner} */
export function elm({ learned }, build) {
  const map = inputMap(learned, build);
  const intercept = numbers(learned.intercept_, 'intercept_');
  const c = intercept.length;
  const coef = transpose(numbers(learned.coef_, 'coef_', [map.h, c]), map.h, c);
  const toHidden = hiddenOutputs(map);
  const reader = new MatrixReader(map.d);
  /** @type {Float64Array} */
  let out = new Float64Array(c);
  /** @param {any} X @returns {Rows} */
  const scores = (X) => {
    const { data, rows } = reader.read(X);
    out = grown(out, rows * c);
    for (let start = 0; start < rows; start += BLOCK) {
      const count = Math.min(BLOCK, rows - start);
      affine(
        toHidden(data, start, count),
        count,
        map.h,
        coef,
        c,
        intercept,
        out.subarray(start * c),
      );
    }
    return { data: out, rows, columns: c };
  };
  return headOf(learned, scores, c);
}

/**
 * What a classifier or a regressor makes of its scores.
 *
 * @param {Record<string, any>} learned @param {(X: any) => Rows} scores @param {number} c
 * @returns {Runner}
 */
export function headOf(learned, scores, c) {
  require(c > 0, 'a model without outputs');
  if (learned.classes_ === undefined) {
    return {
      scores,
      oneOutput: number(learned.target_ndim_, 'target_ndim_', { low: 1, high: 2 }) === 1 && c === 1,
    };
  }
  const factor = number(learned.inverse_temperature_, 'inverse_temperature_', { low: 0 });
  return {
    scores,
    classes: labels(learned.classes_, 'classes_', c),
    proba: (X) => softmax(scores(X), factor),
  };
}

/** @param {Rows} scores overwritten @param {number} factor @param {ArrayLike<number>} [offset] @returns {Rows} */
export function softmax(scores, factor, offset) {
  const { data, rows, columns } = scores;
  for (let start = 0; start < rows * columns; start += columns) {
    let most = -Infinity;
    for (let j = 0; j < columns; j++) {
      data[start + j] = factor * data[start + j] + (offset ? offset[j] : 0);
      if (data[start + j] > most) most = data[start + j];
    }
    let sum = 0;
    for (let j = 0; j < columns; j++) sum += data[start + j] = Math.exp(data[start + j] - most);
    for (let j = 0; j < columns; j++) data[start + j] /= sum;
  }
  return scores;
}
