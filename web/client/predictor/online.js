// Models that learn row by row, and those of some rows without labels: once learnt, they are ELMs.
// @ts-check
import { both, register } from './core.js';
import { elm } from './elm.js';
import * as fields from './fields/online.js';
import { ensure } from './refusal.js';
import { keyOf } from './specs.js';

/** @import { Held, Stated } from './decode.js' */

/** @param {Stated} model */
function online(model) {
  checkWarmUp(model.learned);
  return elm(model);
}

/** The first rows of an online model hold no other classes. @param {Held} learned */
function checkWarmUp({ warm_up_rows_: rows, classes_: classes, target_ndim_: ndim }) {
  const known = new Set(classes?.data.map(keyOf));
  const fine =
    !rows ||
    (classes
      ? rows.targets.data.every((/** @type {unknown} */ label) => known.has(keyOf(label)))
      : rows.targets.shape.length === ndim);
  ensure(fine, 'warm_up_rows_');
}

register({ ...both('OnlineELM', online), SemiSupervisedELMClassifier: elm }, fields);
