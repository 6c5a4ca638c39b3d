// The tasks of elm_core.maths.segments, done by the kernels as Python does them: the same calls on
// the same blocks, and sums in the same order.
// @ts-check

/** @import { KernelMemory } from './kernel-memory.js' */

/**
 * @typedef {object} KernelTask
 * @property {string} kind
 * @property {number[]} numbers
 * @property {Float64Array[]} operands its own
 */

/** @typedef {(memory: KernelMemory, shared: number[], task: KernelTask) => Float64Array<ArrayBuffer>[]} Kind `shared`: addresses of what all tasks of a run take */

/** H = g(ZW + b) for some rows. @type {Kind} */
function hidden(memory, [weights, bias], { numbers: [activation, n, d, h], operands: [z] }) {
  const out = memory.room(n * h);
  memory.kernels.elm_hidden_f64(
    ...[activation, n, d, h, memory.put(z), d, 1, weights, h, 1, bias, out],
  );
  return [memory.view(out, n * h).slice()];
}

/** The upper triangle of HᵀWH, row after row, and HᵀW (T | 1). @type {Kind} */
function moments(memory, [weights, bias], { numbers, operands }) {
  const [activation, n, d, h, c, block] = numbers;
  const [z, beside, root] = operands;
  const { elm_hidden_f64, elm_gemm_f64 } = memory.kernels;
  const inputs = memory.put(z);
  const targets = memory.put(beside);
  const gram = memory.zeros(h * h);
  const cross = memory.zeros(h * c);
  const product = memory.room(h * c);
  const outputs = memory.room(block * h);
  for (let start = 0; start < n; start += block) {
    const rows = Math.min(block, n - start);
    const from = inputs + 8 * start * d;
    elm_hidden_f64(activation, rows, d, h, from, d, 1, weights, h, 1, bias, outputs);
    if (root) scaleRows(memory.view(outputs, rows * h), root.subarray(start, start + rows));
    elm_gemm_f64(h, h, rows, 1, outputs, 1, h, outputs, h, 1, gram, h, 1);
    memory.view(product, h * c).fill(0);
    const right = targets + 8 * start * c;
    elm_gemm_f64(h, c, rows, 1, outputs, 1, h, right, c, 1, product, c, 0);
    add(memory.view(cross, h * c), memory.view(product, h * c));
  }
  return [upperTriangle(memory.view(gram, h * h), h), memory.view(cross, h * c).slice()];
}

/** ‖L⁻¹ x‖² of some rows x. @type {Kind} */
function leverages(memory, [factor], { numbers: [n, h, byRow], operands: [rows] }) {
  const { elm_transpose_f64, elm_solve_f64 } = memory.kernels;
  const columns = memory.room(n * h);
  elm_transpose_f64(n, h, memory.put(rows), h, columns);
  elm_solve_f64(h, n, 1, factor, byRow ? h : 1, byRow ? 1 : h, columns, n);
  const half = memory.view(columns, h * n);
  const out = new Float64Array(n);
  for (let i = 0; i < h; i++) {
    const row = half.subarray(i * n, (i + 1) * n);
    for (let j = 0; j < n; j++) out[j] += row[j] * row[j];
  }
  return [out];
}

/** (P Q)ᵀ for some rows of P, by blocks of reflectors (b × width) and what mixes them (b × b). @type {Kind} */
function rotations(memory, shared, { numbers: [m, h, ...shapes], operands: [rows] }) {
  const { elm_gemm_f64, elm_transpose_f64 } = memory.kernels;
  const out = memory.put(rows);
  const most = m * Math.max(...shapes.filter((_, i) => i % 2 === 0));
  const [first, second] = [memory.room(most), memory.room(most)];
  let [reflectors, mixed] = shared;
  for (let i = 0; i < shapes.length; i += 2) {
    const [b, width] = shapes.slice(i, i + 2);
    for (const part of [first, second]) memory.view(part, m * b).fill(0);
    elm_gemm_f64(m, b, width, 1, out, h, 1, reflectors, 1, width, first, b, 0);
    elm_gemm_f64(m, b, b, 1, first, b, 1, mixed, b, 1, second, b, 0);
    elm_gemm_f64(m, width, b, -1, second, b, 1, reflectors, width, 1, out, h, 0);
    reflectors += 8 * b * width;
    mixed += 8 * b * b;
  }
  const turned = memory.room(m * h);
  elm_transpose_f64(m, h, out, h, turned);
  return [memory.view(turned, m * h).slice()];
}

/** @type {Record<string, Kind>} */
export const KINDS = { hidden, moments, leverages, rotations };

/** @param {Float64Array} matrix @param {Float64Array} factors one a row */
function scaleRows(matrix, factors) {
  const width = matrix.length / factors.length;
  for (let i = 0, at = 0; i < factors.length; i++) {
    const factor = factors[i];
    for (const end = at + width; at < end; at++) matrix[at] *= factor;
  }
}

/** @param {Float64Array} sum @param {Float64Array} more */
function add(sum, more) {
  for (let i = 0; i < sum.length; i++) sum[i] += more[i];
}

/** @param {Float64Array} square @param {number} h */
function upperTriangle(square, h) {
  const out = new Float64Array((h * (h + 1)) / 2);
  for (let i = 0, at = 0; i < h; at += h - i, i++) {
    out.set(square.subarray(i * h + i, (i + 1) * h), at);
  }
  return out;
}
