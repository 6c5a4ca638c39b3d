// Rows through layers, g(A Bᵀ + bias) one after the other: in plain JavaScript, or by what simd.js
// brings. Nothing is allocated after a network was made.
// @ts-check
import { ACTIVATIONS } from './activations.js';
import { affine } from './linear.js';

/**
 * @typedef {{
 *   weights: Float64Array, bias: Float64Array, activation: string,
 *   finish?: (z: Float64Array, stride: number, input: Float64Array, count: number) => void,
 * }} Layer weights: outputs × inputs; `finish` works on the sums before the activation
 */

/**
 * Write up to BLOCK rows into `input`; `run` leaves their outputs in `output`, `stride` apart.
 *
 * @typedef {{
 *   input: Float64Array, output: Float64Array, stride: number, run: (count: number) => void,
 * }} Network
 */

export const BLOCK = 16;

/** What is quicker than plain JavaScript, where it can be had. @type {(d: number, layers: Layer[]) => Network | undefined} */
let quicker = () => undefined;

/** @param {typeof quicker} make */
export function useKernel(make) {
  quicker = make;
}

/** @param {number} d inputs @param {Layer[]} layers @returns {Network} */
export function network(d, layers) {
  try {
    return quicker(d, layers) ?? inPlain(d, layers);
  } catch {
    return inPlain(d, layers); // no memory is left for WebAssembly
  }
}

/** @param {number} d @param {Layer[]} layers @returns {Network} */
function inPlain(d, layers) {
  const input = new Float64Array(BLOCK * d);
  let [from, width] = [input, d];
  const steps = layers.map(({ weights, bias, activation, finish }) => {
    const [a, inputs, m] = [from, width, bias.length];
    const out = new Float64Array(BLOCK * m);
    [from, width] = [out, m];
    return (/** @type {number} */ count) => {
      affine(a, count, inputs, weights, m, bias, out);
      finish?.(out, m, a, count);
      ACTIVATIONS[activation](out, count * m);
    };
  });
  return {
    input,
    output: from,
    stride: width,
    run: inTurn(steps),
  };
}

/** @param {((count: number) => void)[]} steps */
export const inTurn = (steps) => (/** @type {number} */ count) => {
  for (const step of steps) step(count);
};
