// Transposition; work on one triangle of a symmetric matrix; for recursive least squares, the update for one row.
#include "vec.h"

// A[j][i] = A[i][j] for i < j (n × n, rows `step` apart), tile by tile
EXPORT void elm_mirror_f64(index_t n, double *a, index_t step) {
  const index_t tile = 32;
  for (index_t i0 = 0; i0 < n; i0 += tile)
    for (index_t j0 = i0; j0 < n; j0 += tile) {
      const index_t rows = i0 + tile < n ? i0 + tile : n, columns = j0 + tile < n ? j0 + tile : n;
      for (index_t j = j0; j < columns; j++)
        for (index_t i = i0; i < (rows < j ? rows : j); i++) a[j * step + i] = a[i * step + j];
    }
}

// B (n × m, contiguous) = Aᵀ for A (m × n, rows `step` apart), tile by tile
#define TRANSPOSE(name, REAL)                                                                 \
  EXPORT void name(index_t m, index_t n, const REAL *a, index_t step, REAL *b) {              \
    const index_t tile = 16;                                                                  \
    for (index_t i0 = 0; i0 < m; i0 += tile)                                                  \
      for (index_t j0 = 0; j0 < n; j0 += tile) {                                              \
        const index_t rows = i0 + tile < m ? i0 + tile : m;                                   \
        const index_t columns = j0 + tile < n ? j0 + tile : n;                                \
        for (index_t j = j0; j < columns; j++)                                                \
          for (index_t i = i0; i < rows; i++) b[j * m + i] = a[i * step + j];                 \
      }                                                                                       \
  }

TRANSPOSE(elm_transpose_f64, double)
TRANSPOSE(elm_transpose_f32, float)

// v = P x, P symmetric (n × n, rows `step` apart), only its upper triangle read
EXPORT void elm_symv_f64(index_t n, const double *p, index_t step, const double *x, double *v) {
  for (index_t i = 0; i < n; i++) v[i] = 0;
  for (index_t i = 0; i < n; i++) {
    const double *row = p + i * step;
    const v128_t xi = wasm_f64x2_splat(x[i]);
    v128_t sum = wasm_f64x2_splat(0);
    index_t j = i + 1;
    for (; j + 2 <= n; j += 2) {
      const v128_t entry = wasm_v128_load(row + j);
      sum = F64_MADD(entry, wasm_v128_load(x + j), sum);
      wasm_v128_store(v + j, F64_MADD(entry, xi, wasm_v128_load(v + j)));
    }
    double rest = 0;
    if (j < n) {
      rest = row[j] * x[j];
      v[j] += row[j] * x[i];
    }
    v[i] += row[i] * x[i] + rest + wasm_f64x2_extract_lane(sum, 0) + wasm_f64x2_extract_lane(sum, 1);
  }
}

// P ← s (P + f v vᵀ), upper triangle only
EXPORT void elm_syr_f64(index_t n, double s, double f, const double *v, double *p, index_t step) {
  const v128_t scale = wasm_f64x2_splat(s);
  for (index_t i = 0; i < n; i++) {
    double *row = p + i * step;
    const double factor = s * f * v[i];
    const v128_t c = wasm_f64x2_splat(factor);
    index_t j = i;
    for (; j + 2 <= n; j += 2) {
      const v128_t scaled = wasm_f64x2_mul(scale, wasm_v128_load(row + j));
      wasm_v128_store(row + j, F64_MADD(c, wasm_v128_load(v + j), scaled));
    }
    if (j < n) row[j] = s * row[j] + factor * v[j];
  }
}
