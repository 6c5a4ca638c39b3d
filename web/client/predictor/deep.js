// ELM autoencoders, and ELMs on a stack of them: x ↦ ((x − offset) / scale) βᵀ, layer by layer.
// @ts-check
import { ACTIVATIONS } from './activations.js';
import { choice, numbers } from './check.js';
import { require } from './decode.js';
import { affine } from './linear.js';
import { MatrixReader } from './samples.js';

/** @import { Stated } from './decode.js' */
/** @import { Build, Runner } from './core.js' */
/** @import { Rows } from './samples.js' */

/** @param {any} offset_ @param {any} scale_ @param {any} beta_ @returns {(X: any) => Rows} */
function encoder(offset_, scale_, beta_) {
  const offset = numbers(offset_, 'offset');
  const d = offset.length;
  const scale = numbers(scale_, 'scale', [d]);
  const beta = numbers(beta_, 'beta', [null, d]);
  require(d > 0 && scale.every((s) => s > 0), 'scale must be positive');
  const h = beta.length / d;
  const none = new Float64Array(h);
  const reader = new MatrixReader(d);
  return (X) => {
    const { data, rows } = reader.read(X);
    const scaled = new Float64Array(rows * d);
    for (let i = 0; i < scaled.length; i++) scaled[i] = (data[i] - offset[i % d]) / scale[i % d];
    const out = new Float64Array(rows * h);
    affine(scaled, rows, d, beta, h, none, out);
    return { data: out, rows, columns: h };
  };
}

/** @param {Stated} model @returns {Runner} */
export function autoencoder({ params, learned }) {
  const encode = encoder(learned.mean_, learned.scale_, learned.beta_);
  const g =
    ACTIVATIONS[choice(params.output_activation, 'output_activation', Object.keys(ACTIVATIONS))];
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
  require(Array.isArray(learned.encoders_) && learned.encoders_.length, 'encoders_ must be a list');
  const layers = learned.encoders_.map((e) => encoder(e?.offset, e?.scale, e?.beta));
  const transform = (/** @type {any} */ X) => layers.reduce((x, layer) => layer(x), X);
  return { ...build.chained(transform, build.model(learned.head_)), transform };
}
