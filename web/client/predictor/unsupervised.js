// Clusters, and what is novel. Import this module beside the Predictor to load such models. See
// elm_core/models/unlabelled/cluster.py and one_class.py.
// @ts-check
import { register } from './core.js';
import { elm } from './elm.js';
import * as fields from './fields/unsupervised.js';
import { best, filled, rowOf } from './linear.js';
import { checked } from './samples.js';

/** @import { Stated } from './decode.js' */
/** @import { Runner } from './core.js' */

/**
 * H · coef − shift, as an ELM with several outputs.
 *
 * @param {Stated} model @param {Float64Array} intercepts
 */
function embedding({ learned }, intercepts) {
  const intercept_ = { shape: [intercepts.length], data: intercepts };
  const whole = { ...learned, intercept_, target_ndim_: 2 };
  const { scores } = elm({ class: '', params: {}, learned: whole, isTrained: true });
  return (/** @type {unknown} */ X) => checked(scores?.(X));
}

/** @param {Stated} model @returns {Runner} */
function clusterer(model) {
  const {
    data: centres,
    shape: [n, k],
  } = model.learned.cluster_centers_;
  const embed = embedding(model, new Float64Array(k));
  const classes = Array.from({ length: n }, (_, i) => i);
  return {
    transform: embed,
    classes,
    labelsOf(X) {
      const rows = embed(X);
      const nearness = filled(rows.rows, n, (out, i) => {
        for (let j = 0; j < n; j++)
          out[j] = -rowOf(rows, i).reduce((sum, v, m) => sum + (v - centres[j * k + m]) ** 2, 0);
      });
      return best(checked(nearness), classes);
    },
  };
}

/** @param {Stated} model @returns {Runner} */
function oneClass(model) {
  const { hidden_mean_: mean, coef_: coef, n_samples_seen_: seen, offset_: offset } = model.learned;
  const k = coef.shape[1];
  const intercepts = Float64Array.from({ length: k }, (_, j) =>
    mean.data.reduce(
      (/** @type {number} */ sum, /** @type {number} */ m, /** @type {number} */ i) =>
        sum - m * coef.data[i * k + j],
      0,
    ),
  );
  const inside = embedding(model, intercepts);
  const shift = 1 / seen + offset;
  const decision = (/** @type {unknown} */ X) => {
    const rows = inside(X);
    return filled(rows.rows, 2, (out, i) => {
      out[1] = -rowOf(rows, i).reduce((sum, v) => sum + v * v, 0) - shift;
    });
  };
  return {
    classes: [-1, 1],
    decision,
    labelsOf(X) {
      const rows = checked(decision(X));
      return Array.from({ length: rows.rows }, (_, i) => (rowOf(rows, i)[1] >= 0 ? 1 : -1));
    },
  };
}

register({ ELMClusterer: clusterer, OneClassELM: oneClass }, fields);
