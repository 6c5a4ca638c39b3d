// Clusters, and what is novel. Import this module beside the Predictor to load such models. See
// elm_core/models/cluster.py and one_class.py.
// @ts-check
import { number, numbers } from './check.js';
import { register } from './core.js';
import { ensure } from './decode.js';
import { elm } from './elm.js';
import { filled, rowOf } from './linear.js';

/** @import { Stated } from './decode.js' */
/** @import { Build, Runner } from './core.js' */

/**
 * H · coef − shift, as an ELM with several outputs.
 *
 * @param {Stated} model @param {Build} build @param {(coef: Float64Array, k: number) => Float64Array} intercepts
 */
function embedding({ learned }, build, intercepts) {
  const coef = numbers(learned, 'coef_', [null, null]);
  const k = learned.coef_.shape[1];
  const intercept_ = { shape: [k], data: intercepts(coef, k) };
  const whole = { ...learned, intercept_, target_ndim_: 2, classes_: undefined };
  const { scores } = elm({ class: '', params: {}, learned: whole }, build);
  ensure(scores, 'coef_');
  return scores;
}

/** @param {Stated} model @param {Build} build @returns {Runner} */
function clusterer(model, build) {
  const embed = embedding(model, build, (_, k) => new Float64Array(k));
  const k = model.learned.coef_.shape[1];
  const centres = numbers(model.learned, 'cluster_centers_', [null, k]);
  const n = centres.length / k;
  ensure(n > 0, 'cluster_centers_');
  return {
    transform: embed,
    classes: Array.from({ length: n }, (_, i) => i),
    labelsOf(X) {
      const rows = embed(X);
      return Array.from({ length: rows.rows }, (_, i) => {
        const own = rowOf(rows, i);
        const distances = Array.from({ length: n }, (_, j) =>
          own.reduce((sum, v, m) => sum + (v - centres[j * k + m]) ** 2, 0),
        );
        return distances.indexOf(Math.min(...distances));
      });
    },
  };
}

/** @param {Stated} model @param {Build} build @returns {Runner} */
function oneClass(model, build) {
  const { learned } = model;
  const mean = numbers(learned, 'hidden_mean_');
  const inside = embedding(model, build, (coef, k) => {
    ensure(coef.length === mean.length * k, 'hidden_mean_');
    return Float64Array.from({ length: k }, (_, j) =>
      mean.reduce((sum, m, i) => sum - m * coef[i * k + j], 0),
    );
  });
  const shift = 1 / number(learned, 'n_samples_seen_', 1) + number(learned, 'offset_');
  const decision = (/** @type {any} */ X) => {
    const rows = inside(X);
    return filled(rows.rows, 2, (out, i) => {
      out[1] = -rowOf(rows, i).reduce((sum, v) => sum + v * v, 0) - shift;
    });
  };
  return {
    classes: [-1, 1],
    decision,
    labelsOf(X) {
      const rows = decision(X);
      return Array.from({ length: rows.rows }, (_, i) => (rowOf(rows, i)[1] >= 0 ? 1 : -1));
    },
  };
}

register({ ELMClusterer: clusterer, OneClassELM: oneClass });
