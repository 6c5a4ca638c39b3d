// Averages of several models, and models of models' answers. Import this module beside the Predictor
// to load such models. See elm_core/models/ensemble.py and stacking.py.
// @ts-check
import { labels, list, number, numbers, outputs } from './check.js';
import { both, register } from './core.js';
import { ensure, refuse } from './decode.js';
import { softmax } from './head.js';
import { affine, filled, rowOf } from './linear.js';

/** @import { Stated } from './decode.js' */
/** @import { Build, Runner } from './core.js' */
/** @import { Rows } from './samples.js' */

/** @param {Stated} model @param {Build} build @returns {Runner} */
function average(model, build) {
  const { classes, answers } = members(model, build);
  const n = answers.length;
  const weights = model.learned.weights_
    ? numbers(model.learned, 'weights_', [n])
    : new Float64Array(n).fill(1 / n);
  /** @param {any} X @returns {Rows} */
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
  return ensembleOf(model, classes, mean);
}

/**
 * The members' answers, in the order of the classes of all.
 *
 * @param {Stated} model @param {Build} build
 */
function members({ learned }, build) {
  const all = list(learned, 'members_');
  const stored = learned.classes_;
  const classes = stored && labels(learned, 'classes_', stored.shape?.[0]);
  const answers = all.map((member) => {
    const { scores, proba, classes: own } = build.model(member);
    if (!classes) return scores ?? refuse('members_');
    const places = (own ?? []).map((label) => classes.indexOf(label));
    ensure(proba && !places.includes(-1), 'members_');
    return (/** @type {any} */ X) => spread(proba(X), places, classes.length);
  });
  return { classes, answers };
}

/** @param {Rows} rows @param {number[]} places @param {number} width @returns {Rows} */
function spread({ data, rows, columns }, places, width) {
  return filled(rows, width, (out, i) => {
    for (let j = 0; j < columns; j++) out[places[j]] = data[i * columns + j];
  });
}

/** @param {Stated} model @param {any[] | undefined} classes @param {(X: any) => Rows} answer @returns {Runner} */
function ensembleOf({ learned }, classes, answer) {
  if (!classes) return { scores: answer, oneOutput: number(learned, 'target_ndim_') === 1 };
  return {
    classes,
    proba: answer,
    decision: (X) => {
      const out = answer(X);
      return { ...out, data: out.data.map((p) => Math.log(Math.max(p, 2 ** -1022))) };
    },
  };
}

/** @param {Stated} model @param {Build} build @returns {Runner} */
function stacking(model, build) {
  const { learned } = model;
  const { classes, answers } = members(model, build);
  const { n, c, coef, intercept } = outputs(learned, 'coef_');
  ensure(n === answers.length * c && (!classes || classes.length === c), 'coef_');
  const offset = classes ? new Float64Array(c) : numbers(learned, 'target_offset_', [c]);
  const scale = classes ? offset.map(() => 1) : numbers(learned, 'target_scale_', [c]);
  const factor = classes ? number(learned, 'inverse_temperature_', 0) : 1;
  /** @param {any} X @returns {Rows} */
  const joined = (X) => {
    const parts = answers.map((answer) => answer(X));
    const [{ rows, columns }] = parts;
    ensure(columns === c, 'members_');
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
  return ensembleOf(model, classes, classes ? (X) => softmax(joined(X), factor) : joined);
}

register({
  ...both('BaggingELM', average),
  ...both('StackingELM', stacking),
  ...both('VotingELM', average),
});
