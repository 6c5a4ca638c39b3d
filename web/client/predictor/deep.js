// ELM autoencoders, and ELMs on a stack of them: x ↦ ((x − offset) / scale) βᵀ, layer by layer.
// @ts-check
import { ACTIVATIONS } from './activations.js';
import { both, register } from './core.js';
import * as fields from './fields/deep.js';
import { affine, filled, rowOf, scaled } from './linear.js';
import { ensure } from './refusal.js';
import { MatrixReader } from './samples.js';

/** @import { Stated, Stored } from './decode.js' */
/** @import { Build, Runner } from './core.js' */
/** @import { Rows } from './samples.js' */

/**
 * @param {Float64Array} offset @param {Float64Array} scale
 * @param {Stored} beta @returns {(X: unknown) => Rows}
 */
function encoder(offset, scale, { data: beta, shape: [h, d] }) {
  const none = new Float64Array(h);
  const reader = new MatrixReader(d);
  return (X) => {
    const rows = reader.read(X);
    return filled(rows.rows, h, (out, i) => {
      affine(scaled(rowOf(rows, i), offset, scale), 1, d, beta, h, none, out);
    });
  };
}

/** @param {Stated} model @returns {Runner} */
export function autoencoder({ params, learned }) {
  const encode = encoder(learned.mean_.data, learned.scale_.data, learned.beta_);
  const g = ACTIVATIONS[params.output_activation];
  return {
    transform(X) {
      const out = encode(X);
      g(out.data, out.data.length);
      return out;
    },
  };
}

/** @param {Stated} model @param {Build} build @returns {Runner} */
export function deep({ learned }, build) {
  let width = learned.n_features_in_;
  const layers = learned.encoders_.map(
    (/** @type {Record<string, Stored>} */ { offset, scale, beta }) => {
      const [h, d] = beta.shape;
      ensure(h > 0 && d === width && offset.shape[0] === d && scale.shape[0] === d, 'encoders_');
      width = h;
      return encoder(offset.data, scale.data, beta);
    },
  );
  ensure(learned.head_.learned.n_features_in_ === width, 'head_');
  const transform = (/** @type {unknown} */ X) =>
    layers.reduce(
      (/** @type {unknown} */ x, /** @type {(X: unknown) => Rows} */ layer) => layer(x),
      X,
    );
  return { ...build.chained(transform, build.model(learned.head_)), transform };
}

register({ ...both('DeepELM', deep), ELMAutoencoder: autoencoder }, fields);
