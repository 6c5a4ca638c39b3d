// An ELM as it is usually written in JavaScript, after AsterMind-ELM's published design: arrays of
// arrays, the normal equations, and a matrix that is inverted by elimination.

/**
 * @param {number[][]} rows
 * @param {number[][]} targets one-hot
 * @param {number} hidden
 * @returns {(row: number[]) => number[]} scores of the classes
 */
export function train(rows, targets, hidden) {
  const d = rows[0].length;
  const weights = grid(hidden, d, uniform);
  const bias = Array.from({ length: hidden }, uniform);
  const layer = (row) =>
    weights.map((w, j) => {
      let sum = bias[j];
      for (let k = 0; k < d; k++) sum += w[k] * row[k];
      return Math.max(0, sum);
    });
  const H = rows.map(layer);
  const gram = productOfColumns(H, H);
  for (let i = 0; i < hidden; i++) gram[i][i] += 1e-2;
  const beta = product(inverse(gram), productOfColumns(H, targets));
  return (row) => product([layer(row)], beta)[0];
}

const uniform = () => 2 * Math.random() - 1;

function grid(n, m, value) {
  return Array.from({ length: n }, () => Array.from({ length: m }, value));
}

/** AᵀB. */
function productOfColumns(A, B) {
  const out = grid(A[0].length, B[0].length, () => 0);
  for (let r = 0; r < A.length; r++) {
    for (let i = 0; i < out.length; i++) {
      const a = A[r][i];
      for (let j = 0; j < out[i].length; j++) out[i][j] += a * B[r][j];
    }
  }
  return out;
}

function product(A, B) {
  const out = grid(A.length, B[0].length, () => 0);
  for (let i = 0; i < A.length; i++) {
    for (let k = 0; k < B.length; k++) {
      const a = A[i][k];
      for (let j = 0; j < B[0].length; j++) out[i][j] += a * B[k][j];
    }
  }
  return out;
}

/** By Gauss and Jordan, with the largest pivot of each column. */
function inverse(A) {
  const n = A.length;
  const left = A.map((row) => [...row]);
  const right = grid(n, n, () => 0);
  for (let i = 0; i < n; i++) right[i][i] = 1;
  for (let c = 0; c < n; c++) {
    let pivot = c;
    for (let r = c + 1; r < n; r++) {
      if (Math.abs(left[r][c]) > Math.abs(left[pivot][c])) pivot = r;
    }
    for (const half of [left, right]) [half[c], half[pivot]] = [half[pivot], half[c]];
    const scale = left[c][c];
    for (const half of [left, right]) {
      for (let j = 0; j < n; j++) half[c][j] /= scale;
    }
    for (let r = 0; r < n; r++) {
      const factor = left[r][c];
      if (r === c || factor === 0) continue;
      for (const half of [left, right]) {
        const [to, from] = [half[r], half[c]];
        for (let j = 0; j < n; j++) to[j] -= factor * from[j];
      }
    }
  }
  return right;
}
