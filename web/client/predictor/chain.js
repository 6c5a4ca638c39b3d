// Models made of encoders and models: chains, encoders side by side, frozen ones, and what holds
// the model that a search chose or a calibration took.
// @ts-check
import { both, register } from './core.js';
import { Stated } from './decode.js';
import * as fields from './fields/chain.js';
import { deciding, inUnits, logOdds } from './head.js';
import { filled, rowOf } from './linear.js';
import { ensure, refuse } from './refusal.js';

/** @import { Build, Runner } from './core.js' */
/** @import { Rows } from './samples.js' */

/**
 * The models of a list of models or of [name, model]; names must differ. See `named` in
 * elm_core/models/composite.py.
 *
 * @param {unknown} parts @param {string} parameter @returns {Stated[]}
 */
export function unnamed(parts, parameter) {
  ensure(Array.isArray(parts) && parts.length > 0, parameter);
  const pairs = parts.map((/** @type {unknown} */ part) =>
    Array.isArray(part) && part.length === 2 ? part : ['', part],
  );
  const taken = new Map(pairs.filter(([name]) => name).map(([name]) => [name, 0]));
  const names = pairs.map(([name, model]) => {
    ensure(model instanceof Stated, parameter);
    if (name) return name;
    ensure(name === '' || name === null || name === 0 || name === false, parameter);
    const base = model.class.toLowerCase();
    const count = (taken.get(base) ?? 0) + 1;
    taken.set(base, count);
    return count === 1 ? base : `${base}-${count}`;
  });
  const fine = names.every((name) => typeof name === 'string' && !name.includes('__'));
  ensure(fine && new Set(names).size === names.length, parameter);
  return pairs.map(([, model]) => model);
}

/** @param {Runner} runner @returns {(X: unknown) => Rows} */
const encoderOf = ({ transform }) => transform ?? refuse('a step that is no encoder');

/** @param {Stated} model @param {Build} build @returns {Runner} */
export function chain({ params, learned }, build) {
  const steps = unnamed(params.steps, 'steps');
  ensure(steps.length === learned.trained_.length, 'trained_');
  const runners = learned.trained_.map(
    (/** @type {Stated | null} */ trained, /** @type {number} */ i) => {
      ensure(trained ? trained.class === steps[i].class : steps[i].class === 'Frozen', 'trained_');
      return build.model(trained ?? steps[i]);
    },
  );
  return runners.reduceRight((/** @type {Runner} */ rest, /** @type {Runner} */ runner) =>
    build.chained(encoderOf(runner), rest),
  );
}

/** @param {Stated} model @param {Build} build @returns {Runner} */
export function combine({ params, learned }, build) {
  const parts = unnamed(params.encoders, 'encoders');
  const trained = /** @type {Stated[]} */ (learned.encoders_);
  ensure(parts.length === trained.length, 'encoders_');
  const encoders = trained.map((encoder, i) => {
    ensure(encoder.class === parts[i].class, 'encoders_');
    return encoderOf(build.model(encoder));
  });
  return {
    transform(X) {
      const parts = encoders.map((encode) => {
        const rows = encode(X);
        return { ...rows, data: rows.data.slice() }; // the next may be the same encoder
      });
      const columns = parts.reduce((sum, part) => sum + part.columns, 0);
      return filled(parts[0].rows, columns, (out, i) => {
        let first = 0;
        for (const part of parts) {
          out.set(rowOf(part, i), first);
          first += part.columns;
        }
      });
    },
  };
}

/** @param {Stated} model @param {Build} build @returns {Runner} */
export function chosen({ params, learned, class: name }, build) {
  const { model_: model, estimator_: estimator, n_features_in_: d } = learned;
  const { time_budget: seconds, max_trials: trials } = params;
  ensure(!model || seconds !== null || trials !== null, 'time_budget');
  const runner = build.model(model ?? estimator);
  const fine = name.endsWith('Classifier') ? runner.proba : runner.scores && !runner.classes;
  ensure(fine, 'estimator_');
  const { residuals_: residuals, target_ndim_: ndim } = learned;
  if (residuals) {
    const outputs = residuals.shape[1];
    ensure(runner.outputs === outputs && (ndim === 2 || outputs === 1), 'residuals_');
  }
  if (model) {
    const members = /** @type {Stated[]} */ (model.learned.members_ ?? []);
    for (const member of members) ensure(/^(Kernel)?ELM[CR]/.test(member.class), 'model_');
    for (const { learned } of members.length ? members : [model])
      ensure(learned.n_features_in_ === d, 'n_features_in_');
  }
  if (learned.target_range_) return inUnits(runner, learned, params);
  const odds = logOdds(learned, params);
  return odds ? deciding(runner, odds) : runner;
}

register(
  { ...both('AutoELM', chosen), Chain: chain, Combine: combine, ...both('Conformal', chosen) },
  fields,
);
