// What comes before the hidden units: the scaling of inputs, and weights drawn from a seed.
// @ts-check
import { draw } from './hidden.js';
import { transpose } from './linear.js';

/**
 * The way from raw inputs to hidden outputs, for the learned state of a model.
 *
 * @param {Record<string, any>} learned
 */
export function inputMap({ layer_: layer, mean_: mean, scale_: scale, seed_: seed }) {
  const [d, h] = [scale.data.length, layer.n_hidden];
  const { weights, bias } = draw(seed, d, layer);
  return {
    d,
    h,
    mean: mean.data,
    scale: scale.data,
    weights: transpose(weights, d, h),
    bias,
    activation: layer.activation,
  };
}
