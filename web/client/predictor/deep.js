// ELM autoencoders, and ELMs on a stack of them: x ↦ ((x − offset) / scale) βᵀ, layer by layer.
// @ts-check
import { ACTIVATIONS } from './activations.js';
import { choice, list, numbers, positive } from './check.js';
import { affine, filled, rowOf, scaled } from './linear.js';
import { MatrixReader } from './samples.js';

/** @import { Stated } from './decode.js' */
/** @import { Build, Runner } from './core.js' */
/** @import { Rows } from './samples.js' */

/** @param {any} held @param {string[]} names of offset, scale and beta @returns {(X: any) => Rows} */
function encoder(held, [offsetName, scaleName, betaName]) {
  const scale = positive(held, scaleName);
  const d = scale.length;
  const offset = numbers(held, offsetName, [d]);
  const beta = numbers(held, betaName, [null, d]);
  const h = beta.length / d;
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
  const encode = encoder(learned, ['mean_', 'scale_', 'beta_']);
  const g = choice(params, 'output_activation', ACTIVATIONS);
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
  const layers = list(learned, 'encoders_').map((e) => encoder(e, ['offset', 'scale', 'beta']));
  const transform = (/** @type {any} */ X) => layers.reduce((x, layer) => layer(x), X);
  return { ...build.chained(transform, build.model(learned.head_)), transform };
}
