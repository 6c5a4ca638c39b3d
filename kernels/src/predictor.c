// The one kernel of the pages' Predictor (web/client/predictor/network.js): a layer of a network,
// out = g(A Bᵀ + bias), in a module of its own that is small enough to stand in its source.
#include "vec.h"

#define WIDTH 8  // outputs of a panel

// The module is optimised for size: only these loops are worth their room, for their sums then
// stay in registers.
#define UNROLLED(i, n) \
  _Pragma("clang loop unroll(full)") for (index_t i = 0; i < (n); i++)

static inline v128_t splat(double x) { return wasm_f64x2_splat(x); }

// B comes in panels of 8 outputs, d × 8 each: eight numbers that meet the same number of A lie
// beside each other. Rows of A are `row` numbers apart, rows of `out` `width`.
__attribute__((always_inline)) static inline void panel(const double *a, index_t d, index_t row,
                                                        index_t rows, const double *b,
                                                        const double *bias, double *out,
                                                        index_t width) {
  v128_t sum[2][WIDTH / 2];
  UNROLLED(i, rows)
    UNROLLED(j, WIDTH / 2) sum[i][j] = wasm_v128_load(bias + 2 * j);
  for (const double *end = b + d * WIDTH; b < end; a++, b += WIDTH)
    UNROLLED(i, rows) {
      const v128_t own = wasm_v128_load64_splat(a + i * row);
      UNROLLED(j, WIDTH / 2) sum[i][j] = F64_MADD(own, wasm_v128_load(b + 2 * j), sum[i][j]);
    }
  UNROLLED(i, rows)
    UNROLLED(j, WIDTH / 2) wasm_v128_store(out + i * width + 2 * j, sum[i][j]);
}

// tanh x = ±(1 − 2 / (e²ˣ + 1)) to 1e-14, with eʸ = 2ᵏ eʳ as in activations.c
static inline v128_t tanh_f64(v128_t x) {
  const v128_t magic = splat(0x1.8p52);  // adding it rounds to a whole number
  const v128_t y = wasm_f64x2_min(wasm_f64x2_mul(wasm_f64x2_abs(x), splat(2.0)), splat(80.0));
  const v128_t shifted = wasm_f64x2_add(wasm_f64x2_mul(y, splat(0x1.71547652b82fep0)), magic);
  const v128_t k = wasm_f64x2_sub(shifted, magic);
  const v128_t r = wasm_f64x2_sub(y, wasm_f64x2_mul(k, splat(0x1.62e42fefa39efp-1)));
  v128_t q = splat(0.0);
  double factor = 1.0 / 39916800.0;  // of rⁿ / n!, from n = 11 down: the rest is below 1e-14
  for (double n = 11.0; n >= 0.0; factor *= n, n -= 1.0) q = F64_MADD(q, r, splat(factor));
  const v128_t e = wasm_i64x2_add(q, wasm_i64x2_shl(shifted, 52));
  const v128_t far = wasm_f64x2_div(splat(2.0), wasm_f64x2_add(e, splat(1.0)));
  return wasm_v128_or(wasm_f64x2_sub(splat(1.0), far), wasm_v128_and(x, splat(-0.0)));
}

__attribute__((export_name("layer"))) void layer(const double *a, index_t n, index_t d,
                                                 index_t row, const double *b, index_t panels,
                                                 const double *bias, double *out, int activation) {
  const index_t width = panels * WIDTH;
  for (index_t p = 0; p < width; p += WIDTH, b += d * WIDTH) {
    index_t i = 0;
    for (; i + 2 <= n; i += 2) panel(a + i * row, d, row, 2, b, bias + p, out + i * width + p, width);
    if (i < n) panel(a + i * row, d, row, 1, b, bias + p, out + i * width + p, width);
  }
  for (double *z = out; z < out + n * width; z += 2) {
    if (activation == 1) wasm_v128_store(z, wasm_f64x2_max(wasm_v128_load(z), splat(0.0)));
    if (activation == 2) wasm_v128_store(z, tanh_f64(wasm_v128_load(z)));
  }
}
