// Sound: log-mel pictures of clips, and voice commands. Import this module beside the Predictor to
// load such models. See elm_core/features/audio.py, maths/spectrogram.py, tasks/voice_commands.py.
// @ts-check
import { register } from './core.js';
import * as fields from './fields/audio.js';
import { outputs, softmax } from './head.js';
import { values } from './kernel.js';
import { affine, best, filled, rowOf, transpose } from './linear.js';
import { ensure } from './refusal.js';
import { resample } from './resample.js';
import { checked, invalid } from './samples.js';
import { evenly, WordCutter } from './word-cutter.js';

/** @import { Held, Stated } from './decode.js' */
/** @import { Runner } from './core.js' */
/** @import { Rows } from './samples.js' */

const [WINDOW, HOP] = [0.03, 0.01];
const LONGEST = 60;
/** The group of pictures of background that no clip was. */
const SYNTHETIC = -1;
/** Pictures of voice commands: time, frequency, and the cells that distances are means over. */
const [N_TIME, N_FREQUENCY, CELLS] = [16, 20, 32 * 40];

/** @param {Held} params @returns {{ width: number, transform: (X: unknown) => Rows }} */
function pictures(params) {
  const {
    sample_rate: rate,
    n_mels: mels,
    frames,
    trim,
    n_frequency: bands,
    n_time: times,
  } = params;
  const [window, hop] = [evenly(WINDOW * rate), evenly(HOP * rate)];
  const size = 2 ** Math.ceil(Math.log2(2 * WINDOW * rate));
  const filters = melFilters(rate, size, mels, 60, Math.min(7000, 0.475 * rate));
  const width = (times ?? frames) * (bands ?? mels);
  const spectrum = powerSpectrum(window, size);
  const none = new Float64Array(Math.max(mels, frames));

  /** @param {Float64Array} samples */
  function logMel(samples) {
    const level = largest(samples) || 1;
    const count = Math.max(0, Math.floor((samples.length - window) / hop)) + 1;
    const out = new Float64Array(count * mels);
    for (let i = 0; i < count; i++) {
      const power = spectrum(samples.subarray(i * hop, i * hop + window), level);
      affine(power, 1, size / 2 + 1, filters, mels, none, out.subarray(i * mels));
    }
    const most = out.reduce((a, b) => Math.max(a, b), 0) || 1;
    return out.map((v) => Math.log(v / most + 3e-6));
  }

  /** @param {Float64Array} clip */
  function picture(clip) {
    const samples = trim === null ? clip : loudPart(clip, rate, hop, trim);
    let out = normalized(stretch(logMel(samples), mels, frames));
    let columns = mels;
    if (bands !== null) {
      const next = new Float64Array(frames * bands);
      affine(out, frames, mels, cosineBasis(mels, bands), bands, none, next);
      [out, columns] = [next, bands];
    }
    if (times === null) return out;
    const next = new Float64Array(times * columns);
    affine(
      cosineBasis(frames, times),
      times,
      frames,
      transpose(out, frames, columns),
      columns,
      none,
      next,
    );
    return next;
  }

  return {
    width,
    transform(X) {
      if (!Array.isArray(X) || !X.length)
        invalid('X must be a clip of samples, or an array of clips');
      const data = new Float64Array(X.length * width);
      X.forEach((clip, i) => {
        const samples = Float64Array.from(clip?.length <= LONGEST * rate ? clip : []);
        if (!samples.length || !samples.every((v) => Math.abs(v) <= 1e100)) {
          invalid(`clip ${i} must hold 1 to ${LONGEST * rate} numbers`, { row: i });
        }
        data.set(picture(samples), i * width);
      });
      return { data, rows: X.length, columns: width };
    },
  };
}

/** @param {Float64Array} samples */
const largest = (samples) => samples.reduce((most, v) => Math.max(most, Math.abs(v)), 0);

/** @param {Float64Array} clip @param {number} rate @param {number} hop @param {number} share */
function loudPart(clip, rate, hop, share) {
  const window = evenly(0.025 * rate);
  const level = largest(clip);
  if (level === 0 || clip.length <= window) return clip;
  const count = Math.floor((clip.length - window) / hop) + 1;
  const energy = Float64Array.from({ length: count }, (_, i) =>
    clip.subarray(i * hop, i * hop + window).reduce((sum, v) => sum + (v / level) ** 2, 0),
  );
  const sorted = energy.slice().sort();
  const place = 0.2 * (count - 1);
  const [below, above] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  const quiet = below + (above - below) * (place % 1);
  let total = 0;
  const sums = energy.map((e) => (total += Math.max(e - 2 * quiet, 0)));
  if (!(total > 0)) return clip;
  const [first, last] = [0.5 - 0.5 * share, 0.5 + 0.5 * share].map((part) => {
    const found = sums.findIndex((sum) => sum >= part * total);
    return found < 0 ? count : found;
  });
  return clip.subarray(first * hop, Math.min(last * hop + window, clip.length));
}

/**
 * |Σ wⱼ xⱼ e^(−2πijk/n)|² of a frame, by the fast Fourier transform of Cooley and Tukey (1965).
 *
 * @param {number} window @param {number} n a power of 2
 * @returns {(frame: Float64Array, level: number) => Float64Array}
 */
function powerSpectrum(window, n) {
  const hann = Float64Array.from(
    { length: window },
    (_, j) => 0.5 - 0.5 * Math.cos((2 * Math.PI * j) / window),
  );
  const [re, im, power] = [n, n, n / 2 + 1].map((size) => new Float64Array(size));
  const cos = Float64Array.from({ length: n }, (_, j) => Math.cos((2 * Math.PI * j) / n));
  const sin = Float64Array.from({ length: n }, (_, j) => Math.sin((2 * Math.PI * j) / n));
  const bits = Math.log2(n);
  const reversed = Uint32Array.from({ length: n }, (_, j) => {
    let out = 0;
    for (let b = 0; b < bits; b++) out |= ((j >> b) & 1) << (bits - 1 - b);
    return out;
  });
  return (frame, level) => {
    re.fill(0);
    im.fill(0);
    for (let j = 0; j < frame.length; j++) re[reversed[j]] = (frame[j] / level) * hann[j];
    for (let half = 1; half < n; half *= 2) {
      for (let start = 0; start < n; start += 2 * half) {
        for (let j = 0; j < half; j++) {
          const [p, q, turn] = [start + j, start + j + half, (j * n) / (2 * half)];
          const x = re[q] * cos[turn] + im[q] * sin[turn];
          const y = im[q] * cos[turn] - re[q] * sin[turn];
          re[q] = re[p] - x;
          im[q] = im[p] - y;
          re[p] += x;
          im[p] += y;
        }
      }
    }
    for (let j = 0; j <= n / 2; j++) power[j] = re[j] ** 2 + im[j] ** 2;
    return power;
  };
}

/** @param {number} rate @param {number} n @param {number} mels @param {number} low @param {number} high */
function melFilters(rate, n, mels, low, high) {
  const [from, to] = [low, high].map((hz) => 2595 * Math.log10(1 + hz / 700));
  const edges = Array.from(
    { length: mels + 2 },
    (_, i) => 700 * (10 ** ((from + (i * (to - from)) / (mels + 1)) / 2595) - 1),
  );
  const size = n / 2 + 1;
  return Float64Array.from({ length: mels * size }, (_, i) => {
    const [left, centre, right] = edges.slice(Math.floor(i / size));
    const hz = (i % size) * (rate / n);
    return Math.max(0, Math.min((hz - left) / (centre - left), (right - hz) / (right - centre)));
  });
}

/** The first rows of the orthonormal DCT-II. @param {number} n @param {number} kept */
const cosineBasis = (n, kept) =>
  Float64Array.from({ length: kept * n }, (_, i) => {
    const k = Math.floor(i / n);
    return Math.sqrt((k ? 2 : 1) / n) * Math.cos((Math.PI * k * ((i % n) + 0.5)) / n);
  });

/** @param {Float64Array} rows @param {number} d @param {number} n @returns {Float64Array} n rows */
function stretch(rows, d, n) {
  const last = rows.length / d - 1;
  return Float64Array.from({ length: n * d }, (_, i) => {
    const place = n > 1 ? (Math.floor(i / d) * last) / (n - 1) : 0;
    const below = Math.floor(place);
    const share = place - below;
    return (
      rows[below * d + (i % d)] * (1 - share) +
      rows[Math.min(below + 1, last) * d + (i % d)] * share
    );
  });
}

/** @param {Float64Array} picture @returns {Float64Array} of mean 0 and variance 1 */
function normalized(picture) {
  const mean = picture.reduce((a, b) => a + b) / picture.length;
  const spread = Math.sqrt(picture.reduce((sum, v) => sum + (v - mean) ** 2, 0) / picture.length);
  return picture.map((v) => (spread > 1e-9 ? (v - mean) / spread : 0));
}

/** @param {Stated} model @returns {Runner} */
function voiceCommands({ params, learned }) {
  const { transform } = pictures({
    sample_rate: params.sample_rate,
    n_mels: 40,
    frames: 32,
    trim: 0.92,
    n_frequency: N_FREQUENCY,
    n_time: N_TIME,
  });
  const d = N_TIME * N_FREQUENCY;
  const { pictures_: seen, groups_: groups, model_: model, n_samples_seen_: clips } = learned;
  ensure(model.params.kernel === 'precomputed', 'model_');
  const stored = Float64Array.from(seen.data, (v) => (0.25 * (v - 128)) / Math.sqrt(CELLS));
  const { n, c, coef, intercept } = outputs(model.learned, 'dual_coef_');
  ensure(n === seen.shape[0], 'pictures_');
  const places = Float64Array.from(groups.data, Number);
  const last = places.reduce((a, b) => Math.max(a, b), -1);
  ensure(places.every((place) => place >= SYNTHETIC) && last === clips - 1, 'groups_');
  const classes = [...learned.classes_.data];
  const toKernel = values({ kernel: 'rbf' }, params.gamma, stored, n, d);
  const factor = learned.inverse_temperature_;
  const threshold = params.threshold;
  const nothing = classes.indexOf(params.background);
  ensure(params.background === null || nothing >= 0, 'background');
  /** @param {unknown} X @returns {Rows} */
  const scores = (X) => {
    const rows = transform(X);
    const kernel = new Float64Array(n);
    const out = filled(rows.rows, c, (own, i) => {
      toKernel(
        rowOf(rows, i).map((v) => v / Math.sqrt(CELLS)),
        kernel,
      );
      affine(kernel, 1, n, coef, c, intercept, own);
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
