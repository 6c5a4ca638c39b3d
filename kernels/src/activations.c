// exp, tanh and the sigmoid of f64 arrays, two lanes at a time, to 2 units in the last place, and what
// is made of them: see activations.inc. NaN stays NaN.
#include "activations.h"
#include "gemm.h"

static inline v128_t splat(double x) { return wasm_f64x2_splat(x); }

// eˣ = 2ᵏ eʳ, k = round(x / ln 2), |r| ≤ ln 2 / 2; eʳ = 1 + (r + r² q) by its Taylor series
// (rest < 5e-18), q from 1/13! down to 1/2!
// (and what rounding takes from the sum goes to `*rest`)
static inline v128_t exp_parts(v128_t x, v128_t *rest) {
  static const double series[] = {1.0 / 6227020800.0, 1.0 / 479001600.0, 1.0 / 39916800.0,
                                  1.0 / 3628800.0,    1.0 / 362880.0,    1.0 / 40320.0,
                                  1.0 / 5040.0,       1.0 / 720.0,       1.0 / 120.0,
                                  1.0 / 24.0,         1.0 / 6.0,         0.5};
  // beyond these the result is 0 or infinity all the same; min and max keep NaN
  x = wasm_f64x2_max(wasm_f64x2_min(x, splat(711.0)), splat(-747.0));
  const v128_t magic = splat(0x1.8p52);  // adding it rounds to a whole number
  const v128_t shifted = wasm_f64x2_add(wasm_f64x2_mul(x, splat(0x1.71547652b82fep0)), magic);
  const v128_t k = wasm_f64x2_sub(shifted, magic);
  // ln 2 in two parts: the first has 21 zero bits at its end, so k times it is exact
  const v128_t high = wasm_f64x2_sub(x, wasm_f64x2_mul(k, splat(0x1.62e42feep-1)));
  const v128_t low = wasm_f64x2_mul(k, splat(0x1.a39ef35793c76p-33));
  const v128_t r = wasm_f64x2_sub(high, low);
  const v128_t lost = wasm_f64x2_sub(wasm_f64x2_sub(high, r), low);  // by rounding r
  v128_t q = splat(series[0]);
  for (int i = 1; i < 12; i++) q = F64_MADD(q, r, splat(series[i]));
  const v128_t small = F64_MADD(wasm_f64x2_mul(r, r), q, lost);
  const v128_t t = wasm_f64x2_add(r, small);
  const v128_t p = wasm_f64x2_add(splat(1.0), t);
  const v128_t p_rest = wasm_f64x2_add(wasm_f64x2_sub(splat(1.0), p), t);
  // 2ᵏ in two factors, because k reaches beyond the exponents of f64
  const v128_t whole = wasm_i64x2_sub(shifted, magic);
  const v128_t half = wasm_i64x2_shr(whole, 1);
  const v128_t bias = wasm_i64x2_splat(1023);
  const v128_t first = wasm_i64x2_shl(wasm_i64x2_add(half, bias), 52);
  const v128_t second =
      wasm_i64x2_shl(wasm_i64x2_add(wasm_i64x2_sub(whole, half), bias), 52);
  *rest = wasm_f64x2_mul(wasm_f64x2_mul(p_rest, first), second);
  return wasm_f64x2_mul(wasm_f64x2_mul(p, first), second);
}

static inline v128_t exp_f64(v128_t x) {
  v128_t rest;
  return exp_parts(x, &rest);
}

static inline v128_t tanh_f64(v128_t x) {
  // (tanh √s / √s − 1) / s on [0, 0.4], Chebyshev fit of degree 11 (error < 6e-18)
  static const double fit[] = {0x1.aa6ebe737f310p-18,  -0x1.0373ca8c37f02p-15,
                               0x1.833fe526a5888p-14,  -0x1.f2016dc08c527p-13,
                               0x1.3521bec3ce8bdp-11,  -0x1.7d9eea8bdd598p-10,
                               0x1.d6d39261e7f7cp-9,   -0x1.226e344877d0ep-7,
                               0x1.664f487d0930bp-6,   -0x1.ba1ba1ba0c07bp-5,
                               0x1.111111111108bp-3,   -0x1.5555555555555p-2};
  const v128_t s = wasm_f64x2_mul(x, x);
  v128_t q = splat(fit[0]);
  for (int i = 1; i < 12; i++) q = F64_MADD(q, s, splat(fit[i]));
  const v128_t near_zero = F64_MADD(wasm_f64x2_mul(x, s), q, x);
  const v128_t size = wasm_f64x2_abs(x);
  const v128_t e = exp_f64(wasm_f64x2_add(size, size));
  const v128_t far = wasm_f64x2_sub(
      splat(1.0), wasm_f64x2_div(splat(2.0), wasm_f64x2_add(e, splat(1.0))));
  const v128_t sign = wasm_v128_and(x, splat(-0.0));  // also that of −0, which near_zero loses
  const v128_t out = wasm_v128_bitselect(near_zero, far, wasm_f64x2_lt(s, splat(0.4)));
  return wasm_v128_or(out, sign);
}

// 1 / (1 + e⁻ˣ), and eˣ where that is the same to rounding: further down e⁻ˣ overflows
static inline v128_t sigmoid_f64(v128_t x) {
  const v128_t low = wasm_f64x2_lt(x, splat(-40.0));
  v128_t rest;
  const v128_t e = exp_parts(wasm_v128_bitselect(x, wasm_f64x2_neg(x), low), &rest);
  // the reciprocal of 1 + e + rest, to first order in what 1 + e loses (Knuth's two-sum)
  const v128_t one = splat(1.0), sum = wasm_f64x2_add(one, e), part = wasm_f64x2_sub(sum, one);
  const v128_t lost = wasm_f64x2_add(wasm_f64x2_sub(one, wasm_f64x2_sub(sum, part)),
                                     wasm_f64x2_add(wasm_f64x2_sub(e, part), rest));
  const v128_t q = wasm_f64x2_div(one, sum);
  const v128_t ratio = wasm_f64x2_sub(q, wasm_f64x2_mul(wasm_f64x2_mul(q, q), lost));
  return wasm_v128_bitselect(e, ratio, low);
}

#define REAL double
#define LANES 2
#define SPLAT wasm_f64x2_splat
#define ADD wasm_f64x2_add
#define MUL wasm_f64x2_mul
#define MAX wasm_f64x2_max
#define LANE wasm_f64x2_extract_lane
#define GEMM elm_gemm_f64
#define NAME(f) f##_f64
#include "activations.inc"
