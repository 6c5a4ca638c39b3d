// Householder reduction of a symmetric matrix to tridiagonal form (Golub & Van Loan, alg. 8.3.1),
// from the last row upwards: what is left to do is a leading block, whose rows are contiguous.
// Each pass over that block applies the update of one reflector and multiplies by the next.
#include "vec.h"

static double dot(index_t n, const double *x, const double *y) {
  v128_t sum = wasm_f64x2_splat(0);
  index_t j = 0;
  for (; j + 2 <= n; j += 2) sum = F64_MADD(wasm_v128_load(x + j), wasm_v128_load(y + j), sum);
  double out = wasm_f64x2_extract_lane(sum, 0) + wasm_f64x2_extract_lane(sum, 1);
  if (j < n) out += x[j] * y[j];
  return out;
}

// one row: A[i][j] -= v_i w_j + w_i v_j for j < m
static void update_row(index_t m, double *row, double vi, double wi, const double *v,
                       const double *w) {
  const v128_t a = wasm_f64x2_splat(-vi), b = wasm_f64x2_splat(-wi);
  index_t j = 0;
  for (; j + 2 <= m; j += 2) {
    v128_t r = F64_MADD(a, wasm_v128_load(w + j), wasm_v128_load(row + j));
    wasm_v128_store(row + j, F64_MADD(b, wasm_v128_load(v + j), r));
  }
  if (j < m) row[j] -= vi * w[j] + wi * v[j];
}

// y += A x over the part of the lower triangle in rows [from, to) and columns [start, row]
static void multiply_corner(index_t from, index_t to, index_t start, const double *a, index_t step,
                            const double *x, double *y) {
  for (index_t i = from; i < to; i++) {
    const double *row = a + i * step;
    for (index_t j = start; j < i; j++) {
      y[i] += row[j] * x[j];
      y[j] += row[j] * x[i];
    }
    y[i] += row[i] * x[i];
  }
}

// A -= v wᵀ + w vᵀ, then y = A x: lower triangle of the leading n × n block, four rows at a time
static void update_and_multiply(index_t n, double *a, index_t step, const double *v,
                                const double *w, const double *x, double *y) {
  for (index_t i = 0; i < n; i++) y[i] = 0;
  index_t i = 0;
  for (; i + 4 <= n; i += 4) {
    double *row = a + i * step;
    v128_t vi[4], wi[4], xi[4], sum[4];
    for (int r = 0; r < 4; r++) {
      vi[r] = wasm_f64x2_splat(-v[i + r]);
      wi[r] = wasm_f64x2_splat(-w[i + r]);
      xi[r] = wasm_f64x2_splat(x[i + r]);
      sum[r] = wasm_f64x2_splat(0);
    }
    for (index_t j = 0; j < i; j += 2) {  // i is a multiple of four
      const v128_t vj = wasm_v128_load(v + j), wj = wasm_v128_load(w + j);
      const v128_t xj = wasm_v128_load(x + j);
      v128_t yj = wasm_v128_load(y + j);
#pragma clang loop unroll(full)
      for (int r = 0; r < 4; r++) {
        double *place = row + r * step + j;
        const v128_t entry = F64_MADD(wi[r], vj, F64_MADD(vi[r], wj, wasm_v128_load(place)));
        wasm_v128_store(place, entry);
        sum[r] = F64_MADD(entry, xj, sum[r]);
        yj = F64_MADD(entry, xi[r], yj);
      }
      wasm_v128_store(y + j, yj);
    }
    for (int r = 0; r < 4; r++) {
      y[i + r] += wasm_f64x2_extract_lane(sum[r], 0) + wasm_f64x2_extract_lane(sum[r], 1);
      double *end = row + r * step;
      for (index_t j = i; j <= i + r; j++) end[j] -= v[i + r] * w[j] + w[i + r] * v[j];
    }
    multiply_corner(i, i + 4, i, a, step, x, y);
  }
  for (index_t rest = i; rest < n; rest++) update_row(rest + 1, a + rest * step, v[rest], w[rest], v, w);
  multiply_corner(i, n, 0, a, step, x, y);
}

// A (n × n, rows `step` apart, lower triangle) becomes T with diagonal d (n) and off-diagonal e
// (n − 1). Row k of A is left holding the k entries of v, with H_k = I − tau_k v vᵀ on the first k
// coordinates; A = H_{n−1} … H_1 T H_1 … H_{n−1}. A call does the rows from `top` down to `bottom`
// (n > top ≥ bottom ≥ 0), the first call from n − 1, each later one from the row below the last;
// `scratch` holds 3 n numbers, zeros at first, that stay as they are between the calls.
EXPORT void elm_tridiagonal_f64(index_t n, double *a, index_t step, double *d, double *e,
                                double *tau, double *scratch, index_t top, index_t bottom) {
  const double *zero = scratch + 2 * n;
  for (index_t k = top; k >= bottom && k > 0; k--) {
    const index_t turn = (n - 1 - k) & 1;
    double *w = scratch + turn * n, *next = scratch + (1 - turn) * n;
    const double *before = k == n - 1 ? zero : a + (k + 1) * step;
    double *v = a + k * step;
    d[k] = v[k];
    double largest = 0;
    for (index_t j = 0; j < k - 1; j++) largest = largest > __builtin_fabs(v[j]) ? largest : __builtin_fabs(v[j]);
    const double last = v[k - 1];
    tau[k] = 0;
    e[k - 1] = last;
    if (largest > 0) {
      if (largest < __builtin_fabs(last)) largest = __builtin_fabs(last);
      for (index_t j = 0; j < k; j++) v[j] /= largest;  // squares neither overflow nor vanish
      const double rest = dot(k - 1, v, v);
      const double norm = __builtin_sqrt(rest + v[k - 1] * v[k - 1]);
      const double beta = v[k - 1] > 0 ? -norm : norm;
      e[k - 1] = beta * largest;
      v[k - 1] -= beta;
      tau[k] = 2 / (rest + v[k - 1] * v[k - 1]);
    }
    update_and_multiply(k, a, step, before, w, v, next);
    const double t = tau[k], shift = t * t * dot(k, next, v) / 2;
    for (index_t j = 0; j < k; j++) next[j] = t * next[j] - shift * v[j];
    update_row(k, a + (k - 1) * step, v[k - 1], next[k - 1], v, next);
  }
  if (bottom == 0) d[0] = a[0];
}
