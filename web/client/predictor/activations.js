// Activation functions g of the hidden layer, in place: see elm_core/maths/activations.py.
// `toFunction` has their formulas from here, a line each: see scripts/function_parts.py.
// @ts-check

/** @type {Record<string, (z: Float64Array, n: number) => void>} */
export const ACTIVATIONS = {
  linear() {},
  relu: each((z) => Math.max(z, 0)),
  leaky_relu: each((z) => (z > 0.01 * z ? z : 0.01 * z)),
  tanh: each((z) => Math.tanh(z)),
  sigmoid: each((z) => (Math.tanh(z * 0.5) + 1) * 0.5),
  gelu: each((z) => z * 0.5 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (z + 0.044715 * z ** 3)))),
  sine: each((z) => Math.sin(z)),
  rbf: each((z) => Math.exp(-z)),
};

/** @param {(z: number) => number} g @returns {(z: Float64Array, n: number) => void} */
function each(g) {
  return (z, n) => {
    for (let i = 0; i < n; i++) z[i] = g(z[i]);
  };
}
