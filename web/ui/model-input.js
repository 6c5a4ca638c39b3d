// What a model file says of the samples that its model takes.
// @ts-check
import { decode } from '../client/predictor/decode.js';

/** @import { Stated } from '../client/predictor/decode.js' */
/** @import { Column } from './row-form.js' */

/**
 * @typedef {{ kind: 'text' }
 *   | { kind: 'table', columns: Column[] }
 *   | { kind: 'sound', rate: number }
 *   | { kind: 'drawing', width: number, height: number, most: number }
 *   | { kind: 'numbers', usual: number[] }} Input
 */

const MOST_POINTS = 32;

/** @param {string} json a model file that a Predictor has taken @returns {Input} */
export function inputOf(json) {
  const { model, metadata } = decode(json);
  const input = ofModel(model);
  const drawing = input.kind === 'numbers' && drawingIn(metadata, input.usual.length);
  return drawing || input;
}

/** @param {Stated} model @returns {Input} */
function ofModel({ class: name, params, learned }) {
  if (/^Table/.test(name)) {
    return { kind: 'table', columns: (learned.encoder_?.learned ?? learned).columns_ };
  }
  if (/^(Text|Intent|Language)/.test(name)) return { kind: 'text' };
  if (/^(VoiceCommands|LogMel)$/.test(name)) return { kind: 'sound', rate: params.sample_rate };
  const [first] = learned.trained_ ?? learned.encoders_ ?? learned.members_ ?? [];
  const [step] = params.steps ?? [];
  const inner = first ?? step?.[1] ?? step ?? learned.model_ ?? learned.estimator_;
  const through = inner ?? params.estimator;
  if (through?.class) return ofModel(through);
  const usual = learned.mean_ ?? through?.offset;
  return { kind: 'numbers', usual: Array.from(usual?.data ?? [], Number) };
}

/** @param {Record<string, any>} metadata @param {number} size @returns {Input | false} */
function drawingIn({ drawing }, size) {
  const { width, height, most } = drawing ?? {};
  const sound =
    [width, height].every((side) => Number.isInteger(side) && side > 0 && side <= MOST_POINTS) &&
    width * height === size &&
    most > 0;
  return sound && { kind: 'drawing', width, height, most };
}
