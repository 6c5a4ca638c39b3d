// Convolutional ELMs: receptive fields, square-root pooling, then an ELM. Import this module beside
// the Predictor to load such models. See elm_core/maths/receptive.py.
// @ts-check
import { register } from './core.js';
import * as fields from './fields/conv.js';
import { affine, filled, rowOf, transpose } from './linear.js';
import { ensure } from './refusal.js';
import { MatrixReader } from './samples.js';

/** @import { Stated } from './decode.js' */
/** @import { Build, Runner } from './core.js' */

/** As in elm_core/maths/receptive.py and patch_filters.py. */
const [THRESHOLD, CONTRAST] = [0.25, 0.1];

/** Responses as to the patch at even contrast. @param {Float64Array} patch @param {Float64Array} responses */
function even(patch, responses) {
  let [sum, squares] = [0, 0];
  for (const v of patch) {
    sum += v;
    squares += v * v;
  }
  const variance = squares / patch.length - (sum / patch.length) ** 2;
  const spread = Math.sqrt(Math.max(variance, 0) + CONTRAST);
  for (let f = 0; f < responses.length; f++) responses[f] /= spread;
}

/** @param {Stated} model @param {Build} build @returns {Runner} */
function conv({ learned }, build) {
  const { image_shape_, pool_, stride_, low_: low, high_: high, n_features_in_: inputs } = learned;
  const [[h, w, c], [poolY, poolX], [stepY, stepX]] = [image_shape_, pool_, stride_];
  const [kh, kw, channels, k] = learned.filters_.shape;
  const taps = kh * kw * c;
  const [mapsY, mapsX] = [h - kh + 1, w - kw + 1];
  ensure(kh > 0 && kw > 0 && channels === c && kh <= h && kw <= w, 'filters_');
  ensure(poolY <= mapsY && poolX <= mapsX && high > low, 'pool_');
  ensure(h * w * c === inputs, 'image_shape_');
  const filters = transpose(learned.filters_.data, taps, k);
  const range = high - low;
  const [rowsY, rowsX] = [
    Math.floor((mapsY - poolY) / stepY) + 1,
    Math.floor((mapsX - poolX) / stepX) + 1,
  ];
  const reader = new MatrixReader(inputs);
  const contrast = learned.contrast_ ?? false;
  const each = contrast ? 2 * k : k;
  const width = rowsY * rowsX * each;
  ensure(learned.head_.learned.n_features_in_ === width, 'head_');
  const [patch, responses, none] = [taps, k, k].map((size) => new Float64Array(size));

  /** @param {Float64Array} image @param {Float64Array} out */
  function look(image, out) {
    for (let y = 0; y < mapsY; y++) {
      for (let x = 0; x < mapsX; x++) {
        for (let i = 0; i < kh; i++) {
          const start = ((y + i) * w + x) * c;
          for (let j = 0; j < kw * c; j++) patch[i * kw * c + j] = (image[start + j] - low) / range;
        }
        affine(patch, 1, taps, filters, k, none, responses);
        if (contrast) even(patch, responses);
        // every window that the place lies in gets its square, or what is beyond the threshold
        for (
          let py = Math.max(0, Math.ceil((y - poolY + 1) / stepY));
          py < rowsY && py * stepY <= y;
          py++
        ) {
          for (
            let px = Math.max(0, Math.ceil((x - poolX + 1) / stepX));
            px < rowsX && px * stepX <= x;
            px++
          ) {
            const at = (py * rowsX + px) * each;
            for (let f = 0; f < k; f++) {
              if (contrast) {
                out[at + f] += Math.max(responses[f] - THRESHOLD, 0);
                out[at + k + f] += Math.max(-responses[f] - THRESHOLD, 0);
              } else out[at + f] += responses[f] ** 2;
            }
          }
        }
      }
    }
  }

  /** @param {unknown} X */
  const transform = (X) => {
    const rows = reader.read(X);
    const out = filled(rows.rows, width, (own, i) => look(rowOf(rows, i), own));
    const area = contrast ? poolY * poolX : 1;
    return { ...out, data: out.data.map((v) => Math.sqrt(v / area)) };
  };
  return { ...build.chained(transform, build.model(learned.head_)), transform };
}

register({ ConvELMClassifier: conv }, fields);
