// Layers by WebAssembly with SIMD, some five times as fast: importing this is enough.
// @ts-check
import { ACTIVATIONS } from './activations.js';
import { RELAXED, SIMD } from './kernels.js';
import { BLOCK, inTurn, useKernel } from './network.js';

/** @import { Layer, Network } from './network.js' */

/** What the kernel applies itself. */
const FUSED = ['linear', 'relu', 'tanh'];

/** First bytes of the memory, which are the kernel's stack. */
const STACK = 4096;
const WIDTH = 8;

/** @type {WebAssembly.Module | null | undefined} */
let compiled;

/** @returns {WebAssembly.Module | null} null where there is no WebAssembly, or it is not allowed */
function kernel() {
  for (const code of compiled === undefined ? [RELAXED, SIMD] : []) {
    try {
      compiled ??= new WebAssembly.Module(
        Uint8Array.from(code.match(/../g) ?? [], (hex) => parseInt(hex, 16)),
      );
    } catch {}
  }
  compiled ??= null;
  return compiled;
}

/** @typedef {{ memory: WebAssembly.Memory, layer: (...places: number[]) => void }} Kernel */

/** @param {WebAssembly.Module} module @param {number} d @param {Layer[]} layers @returns {Network} */
function inWasm(module, d, layers) {
  const { memory, layer } = /** @type {Kernel} */ (new WebAssembly.Instance(module).exports);
  let end = STACK;
  const reserve = (/** @type {number} */ numbers) => {
    const at = end;
    end += 16 * Math.ceil(numbers / 2);
    return at;
  };
  const first = reserve(BLOCK * d);
  let [from, inputs, row] = [first, d, d];
  const plans = layers.map(({ weights, bias, activation, finish }) => {
    const panels = Math.ceil(bias.length / WIDTH);
    const width = panels * WIDTH;
    const [a, k, stride] = [from, inputs, row];
    const [b, c, out] = [reserve(k * width), reserve(width), reserve(BLOCK * width)];
    [from, inputs, row] = [out, bias.length, width];
    return { weights, bias, activation, finish, panels, width, a, k, stride, b, c, out };
  });
  memory.grow(Math.max(0, Math.ceil((end - memory.buffer.byteLength) / 65536)));
  const view = (/** @type {number} */ at, /** @type {number} */ size) =>
    new Float64Array(memory.buffer, at, size);
  const input = view(first, BLOCK * d);
  const steps = plans.map((plan) => {
    const { bias, finish, panels, width, a, k, stride, b, c, out } = plan;
    pack(plan.weights, bias.length, k, view(b, k * width));
    view(c, width).set(bias);
    const [sums, rows] = [view(out, BLOCK * width), view(a, BLOCK * stride)];
    const code = finish ? -1 : FUSED.indexOf(plan.activation);
    const activate = ACTIVATIONS[plan.activation];
    return (/** @type {number} */ count) => {
      layer(a, count, k, stride, b, panels, c, out, code);
      finish?.(sums, width, rows, count);
      if (code < 0) activate(sums, count * width);
    };
  });
  return {
    input,
    output: view(from, BLOCK * row),
    stride: row,
    run: inTurn(steps),
  };
}

/** @param {Float64Array} weights m × d @param {number} m @param {number} d @param {Float64Array} out */
function pack(weights, m, d, out) {
  for (let j = 0; j < m; j++) {
    const start = (j - (j % WIDTH)) * d + (j % WIDTH);
    for (let k = 0; k < d; k++) out[start + k * WIDTH] = weights[j * d + k];
  }
}

useKernel((d, layers) => {
  const module = kernel();
  return module ? inWasm(module, d, layers) : undefined;
});
