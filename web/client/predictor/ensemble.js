// Models that answer for others: averages of several, and the one that a search has chosen.
// @ts-check
import { labels, list, number, numbers } from './check.js';
import { ensure, refuse } from './decode.js';
import { softmax } from './elm.js';
import { transpose } from './hidden.js';
import { affine } from './linear.js';

/** @import { Stated } from './decode.js' */
/** @import { Build, Runner } from './core.js' */
/** @import { Rows } from './samples.js' */

/** @param {Stated} model @param {Build} build @returns {Runner} */
export function average(model, build) {
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
export function members({ learned }, build) {
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
  const out = new Float64Array(rows * width);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) out[i * width + places[j]] = data[i * columns + j];
  return { data: out, rows, columns: width };
}

/** @param {Stated} model @param {any[] | undefined} classes @param {(X: any) => Rows} answer @returns {Runner} */
export function ensembleOf({ learned }, classes, answer) {
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
export function stacking(model, build) {
  const { learned } = model;
  const { classes, answers } = members(model, build);
  const intercept = numbers(learned, 'intercept_');
  const c = intercept.length;
  const n = answers.length * c;
  const coef = transpose(numbers(learned, 'coef_', [n, c]), n, c);
  ensure(!classes || classes.length === c, 'classes_');
  const offset = classes ? new Float64Array(c) : numbers(learned, 'target_offset_', [c]);
  const scale = classes ? offset.map(() => 1) : numbers(learned, 'target_scale_', [c]);
  const factor = classes ? number(learned, 'inverse_temperature_', 0) : 1;
  /** @param {any} X @returns {Rows} */
  const joined = (X) => {
    const parts = answers.map((answer) => answer(X));
    const [{ rows, columns }] = parts;
    ensure(columns === c, 'members_');
    const all = new Float64Array(rows * n);
    parts.forEach(({ data }, part) => {
      for (let i = 0; i < rows * c; i++) {
        all[Math.floor(i / c) * n + part * c + (i % c)] = (data[i] - offset[i % c]) / scale[i % c];
      }
    });
    const data = new Float64Array(rows * c);
    affine(all, rows, n, coef, c, intercept, data);
    return { data: data.map((v, i) => v * scale[i % c] + offset[i % c]), rows, columns: c };
  };
  return ensembleOf(model, classes, classes ? (X) => softmax(joined(X), factor) : joined);
}

/** @param {Stated} model @param {Build} build @returns {Runner} */
export const chosen = ({ learned }, build) => build.model(learned.model_);
