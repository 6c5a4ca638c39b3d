// Y = D^(−1/2) L⁻¹ B for T = L D Lᵀ tridiagonal: y_i = s_i (b_i − l_i y_{i−1}), rows of m numbers.
#include "vec.h"

#define SWEEP(name, REAL, LANES, SPLAT, MADD, MUL)                                            \
  EXPORT void name(index_t n, index_t m, const REAL *l, const REAL *s, const REAL *b, REAL *y) { \
    for (index_t i = 0; i < n; i++) {                                                         \
      const REAL *from = b + i * m, *above = y + (i - 1) * m;                                 \
      REAL *to = y + i * m;                                                                   \
      const REAL factor = i ? -l[i] : 0, scale = s[i];                                        \
      const v128_t f = SPLAT(factor), c = SPLAT(scale);                                       \
      index_t j = 0;                                                                          \
      for (; j + LANES <= m; j += LANES) {                                                    \
        v128_t x = wasm_v128_load(from + j);                                                  \
        if (i) x = MADD(f, wasm_v128_load(above + j), x);                                     \
        wasm_v128_store(to + j, MUL(c, x));                                                   \
      }                                                                                       \
      for (; j < m; j++) to[j] = scale * (from[j] + (i ? factor * above[j] : 0));             \
    }                                                                                         \
  }

SWEEP(elm_sweep_f64, double, 2, wasm_f64x2_splat, F64_MADD, wasm_f64x2_mul)
SWEEP(elm_sweep_f32, float, 4, wasm_f32x4_splat, F32_MADD, wasm_f32x4_mul)
