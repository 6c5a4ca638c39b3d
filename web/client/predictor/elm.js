// Extreme learning machines: scores H β + intercept, H = g(((x − mean) / scale) W + b).
// @ts-check
import { both, register } from './core.js';
import * as fields from './fields/elm.js';
import { headOf, outputs } from './head.js';
import { inputMap } from './input-map.js';
import { grown, square } from './linear.js';
import { BLOCK, network } from './network.js';
import { ensure } from './refusal.js';
import { MatrixReader } from './samples.js';

/** @import { Stated } from './decode.js' */
/** @import { Runner } from './core.js' */
/** @import { Rows } from './samples.js' */

/**
 * What makes bⱼ ‖x − wⱼ‖² of the products x·wⱼ.
 *
 * @param {Float64Array} centres h × d @param {Float64Array} widths @param {number} d
 * @returns {(z: Float64Array, stride: number, x: Float64Array, count: number) => void}
 */
function radial(centres, widths, d) {
  const squares = widths.map((_, j) => square(centres, j, d));
  return (z, stride, x, count) => {
    for (let i = 0; i < count; i++) {
      const own = square(x, i, d);
      for (let j = 0; j < widths.length; j++) {
        const at = i * stride + j;
        z[at] = Math.max(own + squares[j] - 2 * z[at], 0) * widths[j];
      }
    }
  };
}

/** @param {Stated} model @returns {Runner} */
export function elm({ learned, params }) {
  const { d, h, mean, scale, weights, bias, activation } = inputMap(learned);
  const { n, c, coef: all, intercept } = outputs(learned, 'coef_');
  ensure(n === h + (learned.direct_links_ ? d : 0), 'coef_');
  const coef = columns(all, c, n, 0, h);
  const links = columns(all, c, n, h, n); // of the scaled inputs, an output a row
  const rbf = activation === 'rbf';
  const { input, output, stride, run } = network(d, [
    rbf
      ? { weights, bias: new Float64Array(h), activation, finish: radial(weights, bias, d) }
      : { weights, bias, activation },
    { weights: coef, bias: intercept, activation: 'linear' },
  ]);
  const reader = new MatrixReader(d);
  /** @type {Float64Array} */
  let out = new Float64Array(c);
  /** @param {unknown} X @returns {Rows} */
  const scores = (X) => {
    const { data, rows } = reader.read(X);
    out = grown(out, rows * c);
    for (let start = 0; start < rows; start += BLOCK) {
      const count = Math.min(BLOCK, rows - start);
      for (let i = 0, at = start * d; i < count * d; at += d) {
        for (let k = 0; k < d; k++, i++) input[i] = (data[at + k] - mean[k]) / scale[k];
      }
      run(count);
      for (let i = 0; i < count; i++) {
        for (let j = 0; j < c; j++) {
          let sum = output[i * stride + j];
          if (links.length) for (let k = 0; k < d; k++) sum += input[i * d + k] * links[j * d + k];
          out[(start + i) * c + j] = sum;
        }
      }
    }
    return { data: out, rows, columns: c };
  };
  return headOf(learned, scores, c, params);
}

/**
 * Some of the columns of a matrix.
 *
 * @param {Float64Array} a rows × width @param {number} rows @param {number} width
 * @param {number} from @param {number} to
 */
function columns(a, rows, width, from, to) {
  const out = new Float64Array(rows * (to - from));
  for (let i = 0; i < rows; i++) {
    out.set(a.subarray(i * width + from, i * width + to), i * (to - from));
  }
  return out;
}

register(both('ELM', elm), fields);
