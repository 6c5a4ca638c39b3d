// Log-mel pictures of clips: see elm_core/features/audio.py and maths/spectrogram.py.
// @ts-check
import { affine, transpose } from './linear.js';
import { invalid } from './samples.js';
import { evenly } from './word-cutter.js';

/** @import { Held } from './decode.js' */
/** @import { Rows } from './samples.js' */

const [WINDOW, HOP] = [0.03, 0.01];
const LONGEST = 60;

/** Between which hertz the bands of a sampling rate lie. @param {number} rate */
export const melRange = (rate) => [60, Math.min(7000, 0.475 * rate)];

/** @param {number} hz */
export const hzToMel = (hz) => 2595 * Math.log10(1 + hz / 700);

/** @param {number} mel */
export const melToHz = (mel) => 700 * (10 ** (mel / 2595) - 1);

/** @param {Held} params @returns {{ width: number, transform: (X: unknown) => Rows }} */
export function pictures(params) {
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
  const filters = melFilters(rate, size, mels);
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

/** @param {number} rate @param {number} n @param {number} mels */
function melFilters(rate, n, mels) {
  const [from, to] = melRange(rate).map(hzToMel);
  const edges = Array.from({ length: mels + 2 }, (_, i) =>
    melToHz(from + (i * (to - from)) / (mels + 1)),
  );
  const size = n / 2 + 1;
  const filters = new Float64Array(mels * size);
  for (let band = 0, at = 0; band < mels; band++) {
    const [left, centre, right] = edges.slice(band, band + 3);
    for (let k = 0; k < size; k++, at++) {
      const hz = k * (rate / n);
      filters[at] = Math.max(
        0,
        Math.min((hz - left) / (centre - left), (right - hz) / (right - centre)),
      );
    }
  }
  return filters;
}

/** The first rows of the orthonormal DCT-II. @param {number} n @param {number} kept */
export const cosineBasis = (n, kept) =>
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
