// Distances of all pairs of rows, and kernels of them; NaN stays NaN.
#include "activations.h"
#include "gemm.h"

enum { BLOCK = 64 };

static inline v128_t splat(double x) { return wasm_f64x2_splat(x); }

// x ← max(x, 0); NaN stays NaN
static void clip(index_t n, double *x) {
  index_t i = 0;
  for (; i + 2 <= n; i += 2)
    wasm_v128_store(x + i, wasm_f64x2_max(wasm_v128_load(x + i), splat(0.0)));
  if (i < n && x[i] < 0) x[i] = 0;
}

// x ← exp(−γ x)
static void decay(index_t n, double gamma, double *x) {
  const v128_t factor = splat(-gamma);
  index_t i = 0;
  for (; i + 2 <= n; i += 2)
    wasm_v128_store(x + i, wasm_f64x2_mul(wasm_v128_load(x + i), factor));
  if (i < n) x[i] *= -gamma;
  elm_activate_f64(ACTIVATION_EXP, n, x);
}

// D (m × n, contiguous) = ‖aᵢ‖² + ‖bⱼ‖² − 2 aᵢᵀbⱼ, never negative, from the squared lengths;
// with γ ≥ 0: exp(−γ D). In blocks of rows that stay in the cache.
EXPORT void elm_sq_distances_f64(index_t m, index_t n, index_t d, const double *a, index_t a_row,
                                 index_t a_column, const double *b, index_t b_row,
                                 index_t b_column, const double *a_length, const double *b_length,
                                 double gamma, double *out) {
  for (index_t i0 = 0; i0 < m; i0 += BLOCK) {
    const index_t rows = m - i0 < BLOCK ? m - i0 : BLOCK;
    double *part = out + i0 * n;
    for (index_t i = 0; i < rows; i++)
      for (index_t j = 0; j < n; j++) part[i * n + j] = a_length[i0 + i] + b_length[j];
    elm_gemm_f64(rows, n, d, -2.0, a + i0 * a_row, a_row, a_column, b, b_column, b_row, part, n, 0);
    clip(rows * n, part);
    if (gamma >= 0) decay(rows * n, gamma, part);
  }
}

static inline double sum(v128_t x) {
  return wasm_f64x2_extract_lane(x, 0) + wasm_f64x2_extract_lane(x, 1);
}

// ‖x − z‖₁ of four rows z, `d` numbers each, that follow one another
static void l1_of_four(index_t d, const double *x, const double *z, double *out) {
  v128_t s0 = splat(0), s1 = s0, s2 = s0, s3 = s0;
  index_t k = 0;
  for (; k + 2 <= d; k += 2) {
    const v128_t v = wasm_v128_load(x + k);
    s0 = wasm_f64x2_add(s0, wasm_f64x2_abs(wasm_f64x2_sub(v, wasm_v128_load(z + k))));
    s1 = wasm_f64x2_add(s1, wasm_f64x2_abs(wasm_f64x2_sub(v, wasm_v128_load(z + d + k))));
    s2 = wasm_f64x2_add(s2, wasm_f64x2_abs(wasm_f64x2_sub(v, wasm_v128_load(z + 2 * d + k))));
    s3 = wasm_f64x2_add(s3, wasm_f64x2_abs(wasm_f64x2_sub(v, wasm_v128_load(z + 3 * d + k))));
  }
  out[0] = sum(s0), out[1] = sum(s1), out[2] = sum(s2), out[3] = sum(s3);
  if (k < d)
    for (int j = 0; j < 4; j++) out[j] += __builtin_fabs(x[k] - z[j * d + k]);
}

static double l1_of_one(index_t d, const double *x, const double *z) {
  double total = 0;
  for (index_t k = 0; k < d; k++) total += __builtin_fabs(x[k] - z[k]);
  return total;
}

// D (m × n) = ‖aᵢ − bⱼ‖₁, all contiguous; with γ ≥ 0: exp(−γ D)
EXPORT void elm_l1_distances_f64(index_t m, index_t n, index_t d, const double *a, const double *b,
                                 double gamma, double *out) {
  for (index_t j0 = 0; j0 < n; j0 += BLOCK) {  // these rows of b stay in the cache
    const index_t end = n - j0 < BLOCK ? n : j0 + BLOCK;
    for (index_t i = 0; i < m; i++) {
      index_t j = j0;
      for (; j + 4 <= end; j += 4) l1_of_four(d, a + i * d, b + j * d, out + i * n + j);
      for (; j < end; j++) out[i * n + j] = l1_of_one(d, a + i * d, b + j * d);
    }
  }
  if (gamma >= 0) decay(m * n, gamma, out);
}
