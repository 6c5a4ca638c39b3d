// What a model as the text of a function is made of: its numbers, and how it makes scores of them.
// @ts-check
import { FORMULAS } from './function-parts.js';
import { offsetOf, outputs } from './head.js';
import { inputMap } from './input-map.js';
import { ensure, refuse } from './refusal.js';

/** @import { Held, Stated } from './decode.js' */

/**
 * A model of numbers: what stands in the function, and the source of `(p, x) => hidden outputs`,
 * where x are the scaled numbers.
 *
 * @param {Stated} model @returns {{ numbers: Record<string, unknown>, hidden: string }}
 */
export function partOf({ class: name, params, learned }) {
  if (learned.layer_) return elm(learned);
  if (/^KernelELM/.test(name) && params.kernel === 'laplacian') return laplacian(learned);
  return refuse(`${name} cannot be made a function`);
}

/** @param {Held} learned */
function elm(learned) {
  const map = inputMap(learned);
  const { n, coef, intercept } = outputs(learned, 'coef_');
  ensure(n === map.h + (learned.direct_links_ ? map.d : 0), 'coef_');
  const rbf = map.activation === 'rbf';
  const hidden = `(p, x) => {
      const units = p.weights.map((w, j) => {
        let z = ${rbf ? '0' : 'p.bias[j]'};
        for (let k = 0; k < x.length; k++) z += ${rbf ? 'p.bias[j] * (x[k] - w[k]) ** 2' : 'x[k] * w[k]'};
        return ${FORMULAS[map.activation]};
      });
      return ${learned.direct_links_ ? 'units.concat(x)' : 'units'};
    }`;
  const layer = { weights: rowsOf(map.weights, map.d), bias: [...map.bias] };
  return {
    numbers: { ...scalingOf(map), ...layer, ...headOf(learned, coef, n, intercept) },
    hidden,
  };
}

/** @param {Held} learned */
function laplacian(learned) {
  const { n, coef, intercept } = outputs(learned, 'dual_coef_');
  const { mean_: mean, scale_: scale, X_fit_: seen, gamma_: gamma } = learned;
  ensure(mean && scale && seen?.shape[0] === n, 'X_fit_');
  const hidden = `(p, x) =>
      p.rows.map((z) => {
        let sum = 0;
        for (let k = 0; k < x.length; k++) sum += Math.abs(x[k] - z[k]);
        return Math.exp(-p.gamma * sum);
      })`;
  const rows = { rows: rowsOf(seen.data, seen.shape[1]), gamma };
  const scaling = scalingOf({ mean: mean.data, scale: scale.data });
  return { numbers: { ...scaling, ...rows, ...headOf(learned, coef, n, intercept) }, hidden };
}

/** @param {{ mean: Float64Array, scale: Float64Array }} map */
const scalingOf = ({ mean, scale }) => ({ mean: [...mean], scale: [...scale] });

/**
 * Output weights, and what scores are multiplied by before they are exponentials.
 *
 * @param {Held} learned @param {Float64Array} coef @param {number} n @param {ArrayLike<number>} intercept
 */
function headOf(learned, coef, n, intercept) {
  const offset = learned.classes_ && offsetOf(learned);
  return {
    coef: rowsOf(coef, n),
    intercept: Array.from(intercept, (v, j) => v + (offset ? offset[j] : 0)),
    ...(offset && { factor: learned.inverse_temperature_ }),
  };
}

/** @param {Float64Array} data @param {number} width */
const rowsOf = (data, width) =>
  Array.from({ length: data.length / width }, (_, i) => [
    ...data.subarray(i * width, (i + 1) * width),
  ]);
