// Sound: log-mel pictures of clips, and voice commands. Import this module beside the Predictor to
// load such models. See elm_core/features/audio.py, maths/spectrogram.py, tasks/voice_commands.py.
// @ts-check
import { clipKernel } from './clip-pictures.js';
import { register } from './core.js';
import * as fields from './fields/audio.js';
import { outputs, softmax } from './head.js';
import { affine, best, filled, rowOf } from './linear.js';
import { pictures } from './log-mel.js';
import { ensure } from './refusal.js';
import { resample } from './resample.js';
import { checked } from './samples.js';
import { WordCutter } from './word-cutter.js';

/** @import { Stated } from './decode.js' */
/** @import { Runner } from './core.js' */
/** @import { Rows } from './samples.js' */

/** The group of pictures of background that no clip was. */
const SYNTHETIC = -1;

/** @param {Stated} model @returns {Runner} */
function voiceCommands({ params, learned }) {
  const { pictures_: seen, groups_: groups, model_: model, n_samples_seen_: clips } = learned;
  ensure(model.params.kernel === 'precomputed', 'model_');
  const { n, c, coef, intercept } = outputs(model.learned, 'dual_coef_');
  ensure(n === seen.shape[0], 'pictures_');
  const places = Float64Array.from(groups.data, Number);
  const last = places.reduce((a, b) => Math.max(a, b), -1);
  ensure(places.every((place) => place >= SYNTHETIC) && last === clips - 1, 'groups_');
  const classes = [...learned.classes_.data];
  const toKernels = clipKernel(params.sample_rate, params.gamma, seen.data, seen.shape);
  const factor = learned.inverse_temperature_;
  const threshold = params.threshold;
  const nothing = classes.indexOf(params.background);
  ensure(params.background === null || nothing >= 0, 'background');
  /** @param {unknown} X @returns {Rows} */
  const scores = (X) => {
    const kernels = toKernels(X);
    const out = filled(kernels.rows, c, (own, i) => {
      affine(rowOf(kernels, i), 1, n, coef, c, intercept, own);
    });
    return checked(out);
  };
  /** @param {unknown} X */
  const proba = (X) => softmax(scores(X), factor);
  /** @param {Rows} rows of probabilities */
  const labelsOf = ({ data, ...shape }) => {
    const words = { ...shape, data: data.slice() };
    if (nothing >= 0) for (let i = 0; i < words.rows; i++) rowOf(words, i)[nothing] = 0;
    return best(words, classes).map((label, i) =>
      nothing < 0 || Math.max(...rowOf(words, i)) >= threshold ? label : params.background,
    );
  };
  const { sample_rate: own } = params;
  /** @type {WordCutter | undefined} */
  let cutter;
  return {
    outputs: c,
    classes,
    scores,
    decision: scores,
    proba,
    labelsOf: (X) => labelsOf(proba(X)),
    listen(samples, { sampleRate: rate = own, restart = false } = {}) {
      if (!cutter || restart || cutter.rate !== rate) cutter = new WordCutter(rate);
      const clips = cutter.feed(samples);
      const words = clips.map((clip) => {
        const row = proba([resample(clip, rate, own)]);
        const [label] = labelsOf(row);
        const probability = row.data[classes.indexOf(label)];
        return { label, probability, seconds: clip.length / rate };
      });
      return { words, speaking: cutter.speaking };
    },
  };
}

/** @param {Stated} model */
function logMel({ params, learned }) {
  const made = pictures(params);
  ensure(learned.n_features_out_ === made.width, 'n_features_out_');
  return made;
}

register({ LogMel: logMel, VoiceCommands: voiceCommands }, fields);
