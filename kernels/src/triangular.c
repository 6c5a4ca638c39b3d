// Triangular solves of f64 and f32, and Cholesky factors of f64, by recursive halving: see solve.inc.
#include "gemm.h"

enum { SMALL = 24 };

#define REAL double
#define LANES 2
#define SPLAT wasm_f64x2_splat
#define MADD F64_MADD
#define GEMM elm_gemm_f64
#define NAME(f) f##_f64
#include "solve.inc"
#undef REAL
#undef LANES
#undef SPLAT
#undef MADD
#undef GEMM
#undef NAME

#define REAL float
#define LANES 4
#define SPLAT wasm_f32x4_splat
#define MADD F32_MADD
#define GEMM elm_gemm_f32
#define NAME(f) f##_f32
#include "solve.inc"

// A ← U with UᵀU = A, in the upper triangle (rows `step` apart); what is below it is not touched.
// Returns 0, or 1 + the row in which a pivot was not positive.
EXPORT index_t elm_cholesky_f64(index_t n, double *a, index_t step) {
  if (n <= SMALL) {
    for (index_t i = 0; i < n; i++) {
      double *row = a + i * step;
      for (index_t p = 0; p < i; p++)
        subtract_f64(n - i, a[p * step + i], a + p * step + i, row + i);
      if (row[i] <= 0) return i + 1;  // NaN stays NaN, as with LAPACK
      const double root = __builtin_sqrt(row[i]);
      divide_f64(n - i, root, row + i);
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
