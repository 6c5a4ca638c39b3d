// Models made of encoders and models: chains, encoders side by side, frozen ones, and what holds
// the model that a search chose or a calibration took.
// @ts-check
import { list } from './check.js';
import { ensure, refuse } from './decode.js';
import { filled, rowOf } from './linear.js';

/** @import { Stated } from './decode.js' */
/** @import { Build, Runner } from './core.js' */
/** @import { Rows } from './samples.js' */

/** @param {any} step a model, or a name and a model */
const unnamed = (step) => (Array.isArray(step) ? step[1] : step);

/** @param {Runner} runner @returns {(X: any) => Rows} */
const encoderOf = ({ transform }) => transform ?? refuse('a step that is no encoder');

/** @param {Stated} model @param {Build} build @returns {Runner} */
export function chain({ params, learned }, build) {
  const [trained, steps] = [list(learned, 'trained_'), list(params, 'steps')];
  ensure(steps.length === trained.length, 'trained_');
  const runners = trained.map((step, i) => build.model(step ?? unnamed(steps[i])));
  return runners.reduceRight((rest, runner) => build.chained(encoderOf(runner), rest));
}

/** @param {Stated} model @param {Build} build @returns {Runner} */
export const frozen = ({ params }, build) => build.model(params.estimator);

/** @param {Stated} model @param {Build} build @returns {Runner} */
export function combine({ learned }, build) {
  const encoders = list(learned, 'encoders_').map((encoder) => encoderOf(build.model(encoder)));
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
export const chosen = ({ learned }, build) => build.model(learned.model_ ?? learned.estimator_);
