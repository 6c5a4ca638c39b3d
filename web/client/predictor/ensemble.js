// Averages of several models, and models of models' answers. Import this module beside the Predictor
// to load such models. See elm_core/models/ensembles/ensemble.py and stacking.py.
// @ts-check
import { both, register } from './core.js';
import * as fields from './fields/ensemble.js';
import { logarithms, offsetOf, outputs, shift, softmax } from './head.js';
import { affine, filled, rowOf } from './linear.js';
import { ensure } from './refusal.js';
import { checked } from './samples.js';
import { keyOf } from './specs.js';

/** @import { Stated } from './decode.js' */
/** @import { Build, Runner } from './core.js' */
/** @import { Label } from '../index.js' */
/** @import { Rows } from './samples.js' */

/** @param {Stated} model @param {Build} build @returns {Runner} */
function average(model, build) {
  const { classes, answers } = members(model, build);
  const n = answers.length;
  const weights = model.learned.weights_?.data ?? new Float64Array(n).fill(1 / n);
  /** @param {unknown} X @returns {Rows} */
  const mean = (X) => {
    const parts = answers.map((answer, i) => {
      const rows = answer(X);
      return { ...rows, data: rows.data.map((v) => v * weights[i]) };
    });
    const [out, ...rest] = parts;
    for (const { data } of rest)
      for (let i = 0; i < out.rows * out.columns; i++) out.data[i] += data[i];
    return out;
  };
  return ensembleOf(model, classes, mean, build);
}

/**
 * The members' answers, in the order of the classes of all.
 *
 * @param {Stated} model @param {Build} build
 * @returns {{ classes: Label[] | undefined, answers: ((X: unknown) => Rows)[] }}
 */
function members({ learned }, build) {
  const all = learned.members_.map(build.model);
  const classes = learned.classes_?.data;
  const keys = classes?.map(keyOf);
  const answers = all.map((/** @type {Runner} */ { scores, proba, classes: own, outputs }) => {
    if (!classes) {
      ensure(scores && !own && outputs === all[0].outputs, 'members_');
      return scores;
    }
    const places = (own ?? []).map((label) => keys.indexOf(keyOf(label)));
    ensure(proba && !places.includes(-1), 'members_');
    return (/** @type {unknown} */ X) => spread(proba(X), places, classes.length);
  });
  return { classes, answers };
}

/** @param {Rows} rows @param {number[]} places @param {number} width @returns {Rows} */
function spread({ data, rows, columns }, places, width) {
  return filled(rows, width, (out, i) => {
    for (let j = 0; j < columns; j++) out[places[j]] = data[i * columns + j];
  });
}

/**
 * @param {Stated} model @param {Label[] | undefined} classes @param {(X: unknown) => Rows} answer
 * @param {Build} build
 * @returns {Runner}
 */
function ensembleOf({ learned }, classes, answer, build) {
  if (!classes) {
    const { outputs } = build.model(learned.members_[0]);
    const oneOutput = learned.target_ndim_ === 1;
    ensure(!oneOutput || outputs === 1, 'target_ndim_');
    return { scores: answer, outputs, oneOutput };
  }
  return {
    outputs: classes.length,
    classes,
    proba: answer,
    decision: (X) => logarithms(answer(X)),
  };
}

/** @param {Stated} model @param {Build} build @returns {Runner} */
function stacking(model, build) {
  const { learned } = model;
  const { classes, answers } = members(model, build);
  const { n, c, coef, intercept } = outputs(learned, 'coef_');
  const own = classes ? classes.length : build.model(learned.members_[0]).outputs;
  ensure(n === answers.length * c && own === c, 'coef_');
  const offset = learned.target_offset_?.data ?? new Float64Array(c);
  const scale = learned.target_scale_?.data ?? offset.map(() => 1);
  const factor = learned.inverse_temperature_;
  const shifts = classes ? offsetOf(learned) : [];
  /** @param {unknown} X @returns {Rows} */
  const joined = (X) => {
    const parts = answers.map((answer) => answer(X));
    const [{ rows }] = parts;
    const row = new Float64Array(n);
    return filled(rows, c, (out, i) => {
      parts.forEach((part, k) => {
        row.set(
          rowOf(part, i).map((v, j) => (v - offset[j]) / scale[j]),
          k * c,
        );
      });
      affine(row, 1, n, coef, c, intercept, out);
      for (let j = 0; j < c; j++) out[j] = out[j] * scale[j] + offset[j];
    });
  };
  return ensembleOf(
    model,
    classes,
    classes ? (X) => softmax(shift(checked(joined(X)), shifts), factor) : joined,
    build,
  );
}

register(
  {
    ...both('BaggingELM', average),
    ...both('StackingELM', stacking),
    ...both('VotingELM', average),
  },
  fields,
);
