// What comes before the hidden units: the scaling of inputs, weights drawn from a seed, and what was
// learnt of the inputs. See elm_core/maths/stretch.py.
// @ts-check
import { draw } from './hidden.js';
import { dot, square, transpose } from './linear.js';
import { ensure } from './refusal.js';
import { unpack } from './symmetric.js';

/** @import { Held } from './decode.js' */
/**
 * The way from raw inputs to hidden outputs, for the learned state of a model.
 *
 * @param {Held} learned
 */
export function inputMap(learned) {
  const { layer_: layer, mean_: mean, scale_: scale, seed_: seed } = learned;
  const [d, h] = [scale.data.length, layer.n_hidden];
  const { weights, bias } = draw(seed, d, layer);
  return {
    d,
    h,
    mean: mean.data,
    scale: scale.data,
    weights: stretched(transpose(weights, d, h), d, learned),
    bias,
    activation: layer.activation,
  };
}

/**
 * Weights for inputs that are not stretched: (Px)ᵀw = xᵀ(Pw).
 *
 * @param {Float64Array} weights h × d @param {number} d @param {Held} learned
 */
function stretched(weights, d, { stretch_: stretch, features_: features, layer_: layer }) {
  ensure(!stretch === !features && (!stretch || layer.activation !== 'rbf'), 'stretch_');
  if (!stretch) return weights;
  const h = weights.length / d;
  const p = stretch.data.length > d ? unpack(stretch.data, d) : null;
  const some = !p || features === 'diagonal' ? 0 : features === 'full' ? h : Math.floor(h / 2);
  for (let j = 0; p && j < some; j++) {
    const row = weights.slice(j * d, (j + 1) * d);
    for (let k = 0; k < d; k++) weights[j * d + k] = dot(p.subarray(k * d, (k + 1) * d), row);
  }
  const scales = p ? Array.from({ length: d }, (_, k) => Math.sqrt(square(p, k, d))) : stretch.data;
  for (let j = some; j < h; j++) for (let k = 0; k < d; k++) weights[j * d + k] *= scales[k];
  return weights;
}
