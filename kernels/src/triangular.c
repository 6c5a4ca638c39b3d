// Cholesky factors and triangular solves of f64, by recursive halving: nearly all of the work is
// in matrix products. Gustavson (1997), "Recursion leads to automatic variable blocking for dense
// linear-algebra algorithms", IBM J. Res. Dev. 41(6).
#include "gemm.h"

enum { SMALL = 24 };

// row ← row − f · other, n numbers
static inline void subtract(index_t n, double f, const double *other, double *row) {
  const v128_t v = wasm_f64x2_splat(-f);
  index_t j = 0;
  for (; j + 2 <= n; j += 2)
    wasm_v128_store(row + j, F64_MADD(v, wasm_v128_load(other + j), wasm_v128_load(row + j)));
  if (j < n) row[j] -= f * other[j];
}

static inline void divide(index_t n, double by, double *row) {
  for (index_t j = 0; j < n; j++) row[j] /= by;
}

// B (n × k, rows `step` apart) ← T⁻¹ B, T triangular with any strides
EXPORT void elm_solve_f64(index_t n, index_t k, int lower, const double *t, index_t t_row,
                          index_t t_column, double *b, index_t step) {
  if (n <= SMALL) {
    for (index_t q = 0; q < n; q++) {
      const index_t i = lower ? q : n - 1 - q;
      for (index_t p = 0; p < q; p++) {
        const index_t j = lower ? p : n - 1 - p;
        subtract(k, t[i * t_row + j * t_column], b + j * step, b + i * step);
      }
      divide(k, t[i * (t_row + t_column)], b + i * step);
    }
    return;
  }
  const index_t half = n / 2, rest = n - half;
  const double *corner = t + half * (t_row + t_column);
  double *below = b + half * step;
  if (lower) {
    elm_solve_f64(half, k, lower, t, t_row, t_column, b, step);
    elm_gemm_f64(rest, k, half, -1.0, t + half * t_row, t_row, t_column, b, step, 1, below, step, 0);
    elm_solve_f64(rest, k, lower, corner, t_row, t_column, below, step);
  } else {
    elm_solve_f64(rest, k, lower, corner, t_row, t_column, below, step);
    elm_gemm_f64(half, k, rest, -1.0, t + half * t_column, t_row, t_column, below, step, 1, b, step,
                 0);
    elm_solve_f64(half, k, lower, t, t_row, t_column, b, step);
  }
}

// A ← U with UᵀU = A, in the upper triangle (rows `step` apart); what is below it is not touched.
// Returns 0, or 1 + the row in which a pivot was not positive.
EXPORT index_t elm_cholesky_f64(index_t n, double *a, index_t step) {
  if (n <= SMALL) {
    for (index_t i = 0; i < n; i++) {
      double *row = a + i * step;
      for (index_t p = 0; p < i; p++)
        subtract(n - i, a[p * step + i], a + p * step + i, row + i);
      if (row[i] <= 0) return i + 1;  // NaN stays NaN, as with LAPACK
      const double root = __builtin_sqrt(row[i]);
      divide(n - i, root, row + i);
      row[i] = root;
    }
    return 0;
  }
  const index_t half = n / 2, rest = n - half;
  double *right = a + half, *corner = a + half * (step + 1);
  index_t bad = elm_cholesky_f64(half, a, step);
  if (bad) return bad;
  elm_solve_f64(half, rest, 1, a, 1, step, right, step);  // U₁₂ = U₁₁⁻ᵀ A₁₂
  elm_gemm_f64(rest, rest, half, -1.0, right, 1, step, right, step, 1, corner, step, 1);
  bad = elm_cholesky_f64(rest, corner, step);
  return bad ? half + bad : 0;
}
