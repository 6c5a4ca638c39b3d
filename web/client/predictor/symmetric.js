// Symmetric matrices as files hold them. See elm_core/maths/symmetric.py.
// @ts-check

/** @param {ArrayLike<number>} upper the upper triangle, row by row @param {number} n */
export function unpack(upper, n) {
  const out = new Float64Array(n * n);
  for (let i = 0, at = 0; i < n; i++) {
    for (let j = i; j < n; j++, at++) out[i * n + j] = out[j * n + i] = upper[at];
  }
  return out;
}
