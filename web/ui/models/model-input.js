// What a model file says of the samples that its model takes, and of how it decides.
// @ts-check
import { CLASSES } from '../../client/predictor/classes.js';
import { gridIn } from '../drawing/strokes.js';

/** @import { Decoded, Stated } from '../../client/predictor/decode.js' */
/** @import { Column } from '../tables/row-form.js' */
/** @import { Grid } from '../drawing/strokes.js' */

/**
 * `beginning`: of a text, which the model goes on with; `decide`: by what it says one of the classes, where that is not the most probable one.
 *
 * @typedef {({ kind: 'text' }
 *   | { kind: 'beginning' }
 *   | { kind: 'table', columns: Column[] }
 *   | { kind: 'sound', rate: number }
 *   | ({ kind: 'drawing' } & Grid)
 *   | { kind: 'numbers', usual: number[] }) & { decide?: 'balanced' }} Input
 */

/**
 * @param {Decoded} decoded a model file that a Predictor has taken
 * @returns {Input}
 */
export function inputOf({ model, metadata }) {
  const input = ofModel(model);
  const size = Number(model.learned.n_features_in_);
  const grid = input.kind === 'numbers' && gridIn(metadata.drawing, input.usual.length || size);
  return {
    ...(grid ? { kind: /** @type {const} */ ('drawing'), ...grid } : input),
    ...howIn(model),
  };
}

/** @param {Stated} model @returns {{ decide?: 'balanced' }} */
function howIn(model) {
  if (model.params.decide === 'balanced') return { decide: 'balanced' };
  const last = model.class === 'Chain' && model.learned.trained_?.at(-1);
  return last ? howIn(last) : {};
}

/** @param {Stated} model @returns {Input} */
function ofModel({ class: name, params, learned }) {
  const { takes } = CLASSES[name];
  if (takes === 'table') {
    return { kind: 'table', columns: (learned.encoder_?.learned ?? learned).columns_ };
  }
  if (name === 'Autocomplete') return { kind: 'beginning' };
  if (takes === 'texts') return { kind: 'text' };
  if (takes === 'sounds') return { kind: 'sound', rate: params.sample_rate };
  const [first] = learned.trained_ ?? learned.encoders_ ?? learned.members_ ?? [];
  const [step] = params.steps ?? [];
  const inner = first ?? step?.[1] ?? step ?? learned.model_ ?? learned.estimator_;
  const through = inner ?? params.estimator;
  if (through?.class) return ofModel(through);
  const usual = learned.mean_ ?? through?.offset;
  return { kind: 'numbers', usual: Array.from(usual?.data ?? [], Number) };
}
