// What a model of words compares of clips: see elm_core/features/clip_pictures.py.
// @ts-check
import { values } from './kernel.js';
import { affine, filled, rowOf, transpose } from './linear.js';
import { cosineBasis, hzToMel, melRange, melToHz, pictures } from './log-mel.js';

/** @import { Rows } from './samples.js' */

/** @typedef {{ trims: number[], times: number, bands: number, varied: boolean }} Form */

const [FRAMES, BANDS] = [32, 40];
const [STEP, ZERO] = [0.25, 128];
const [SHIFTS, WARPS] = [
  [-0.06, 0.06],
  [0.9, 1.1],
];
const [OFF, LIFT] = [0.75, 0.3];

/** By how many numbers are stored of a clip. @type {Record<number, Form>} */
const FORMS = {
  320: { trims: [0.92], times: 16, bands: 20, varied: false },
  280: { trims: [0.86, 0.98], times: 10, bands: 14, varied: true },
};

/**
 * k(x, z) = s(x, z) / √(s(x, x) s(z, z)) of clips x and the stored pictures z; s is the mean of
 * exp(−γ ‖xᵥ − zᵤ‖²) over the variants of both.
 *
 * @param {number} rate @param {number} gamma
 * @param {ArrayLike<number>} stored @param {number[]} shape
 * @returns {(X: unknown) => Rows}
 */
export function clipKernel(rate, gamma, stored, [n, width]) {
  const { trims, times, bands, varied } = FORMS[width];
  const d = times * bands;
  const looks = trims.map((trim) =>
    pictures({
      sample_rate: rate,
      n_mels: BANDS,
      frames: FRAMES,
      trim,
      n_frequency: bands,
      n_time: times,
    }),
  );
  const maps = varied ? variantMaps(rate, times, bands) : null;
  const count = maps ? SHIFTS.length * WARPS.length * trims.length : 1;
  const weights = weightsOf(d, bands);
  const none = new Float64Array(d);

  /** What is compared of m pictures: for each variant (m × d). @param {Float64Array} rows @param {number} m */
  function variants(rows, m) {
    if (!maps) return [rows.map((v) => v / Math.sqrt(FRAMES * BANDS))];
    return maps.flatMap(({ moved, warped }) => {
      const parts = warped.map(() => new Float64Array(m * d));
      const half = new Float64Array(d);
      for (let i = 0; i < m; i++) {
        const picture = transpose(rows.subarray(i * d, (i + 1) * d), times, bands);
        affine(moved, times, times, picture, bands, none, half);
        warped.forEach((map, v) => {
          const out = parts[v].subarray(i * d, (i + 1) * d);
          affine(half, times, bands, map, bands, none, out);
          weigh(out, weights);
        });
      }
      return parts;
    });
  }

  const learnt = new Float64Array(count * n * d);
  trims.forEach((_, place) => {
    const own = new Float64Array(n * d);
    for (let i = 0; i < n; i++) {
      for (let k = 0; k < d; k++)
        own[i * d + k] = STEP * (stored[i * width + place * d + k] - ZERO);
    }
    variants(own, n).forEach((part, v) => {
      learnt.set(part, ((place * count) / trims.length + v) * n * d);
    });
  });
  const toKernel = values({ kernel: 'rbf' }, gamma, learnt, count * n, d);
  const own = Float64Array.from({ length: n }, (_, j) =>
    ownSum(
      Array.from({ length: count }, (_, v) =>
        learnt.subarray((v * n + j) * d, (v * n + j + 1) * d),
      ),
      gamma,
    ),
  );
  const pairs = new Float64Array(count * n);
  return (X) => {
    const looked = looks.map(({ transform }) => transform(X));
    return filled(looked[0].rows, n, (out, i) => {
      const of = looked.flatMap((rows) => variants(rowOf(rows, i), 1));
      for (const variant of of) {
        toKernel(variant, pairs);
        for (let j = 0; j < pairs.length; j++) out[j % n] += pairs[j];
      }
      const mine = ownSum(of, gamma);
      for (let j = 0; j < n; j++) out[j] /= Math.sqrt(mine) * Math.sqrt(own[j]);
    });
  };
}

/** Σ exp(−γ ‖xᵥ − xᵤ‖²) over pairs of variants. @param {Float64Array[]} variants @param {number} gamma */
function ownSum(variants, gamma) {
  let total = variants.length;
  variants.forEach((left, v) => {
    for (const right of variants.slice(0, v)) {
      let apart = 0;
      for (let k = 0; k < left.length; k++) {
        const difference = left[k] - right[k];
        apart += difference * difference;
      }
      total += 2 * Math.exp(-gamma * apart);
    }
  });
  return total;
}

/** What the components of a picture weigh. @param {number} d @param {number} bands */
const weightsOf = (d, bands) =>
  Float64Array.from({ length: d }, (_, i) => {
    const k = i % bands;
    return (1 + k) ** LIFT * (i >= bands ? 1 : k ? 1 - OFF : 0);
  });

/** Weighs the components of a picture, and makes it of length 1. @param {Float64Array} row @param {Float64Array} weights */
function weigh(row, weights) {
  let square = 0;
  for (let i = 0; i < row.length; i++) {
    row[i] *= weights[i];
    square += row[i] * row[i];
  }
  const length = Math.sqrt(square);
  for (let k = 0; k < row.length; k++) row[k] = length > 1e-9 ? row[k] / length : 0;
}

/**
 * For each shift what it makes of the components along time, and each warp of those along the bands.
 *
 * @param {number} rate @param {number} times @param {number} bands
 */
function variantMaps(rate, times, bands) {
  const [low, high] = melRange(rate).map(hzToMel);
  const step = (high - low) / (BANDS + 1);
  const warped = WARPS.map((warp) =>
    seen(bands, BANDS, (i) => (hzToMel(warp * melToHz(low + step * (1 + i))) - low) / step - 1),
  );
  return SHIFTS.map((shift) => ({
    moved: seen(times, FRAMES, (i) => i + shift * (FRAMES - 1)),
    warped,
  }));
}

/**
 * What reading at other places makes of the first cosine components of n numbers (kept × kept).
 *
 * @param {number} kept @param {number} n
 * @param {(i: number) => number} placeOf
 */
function seen(kept, n, placeOf) {
  const basis = cosineBasis(n, kept);
  const reading = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const place = Math.min(Math.max(placeOf(i), 0), n - 1);
    const below = Math.floor(place);
    reading[i * n + below] = 1 - (place - below);
    reading[i * n + Math.min(below + 1, n - 1)] += place - below;
  }
  const none = new Float64Array(Math.max(n, kept));
  const [half, out] = [new Float64Array(kept * n), new Float64Array(kept * kept)];
  affine(basis, kept, n, transpose(reading, n, n), n, none, half);
  affine(half, kept, n, basis, kept, none, out);
  return out;
}
