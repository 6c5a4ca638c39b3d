// exp, tanh and the sigmoid of f32 arrays, four lanes at a time, to 4 units in the last place, and what
// is made of them: see activations.inc. NaN stays NaN.
#include "activations.h"
#include "gemm.h"

static inline v128_t splat(float x) { return wasm_f32x4_splat(x); }

// eˣ = 2ᵏ eʳ, k = round(x / ln 2), |r| ≤ ln 2 / 2, by its Taylor series (rest < 6e-9)
static inline v128_t exp_f32(v128_t x) {
  static const float series[] = {1.0f / 720.0f, 1.0f / 120.0f, 1.0f / 24.0f, 1.0f / 6.0f, 0.5f};
  // beyond these the result is 0 or infinity all the same; min and max keep NaN
  x = wasm_f32x4_max(wasm_f32x4_min(x, splat(90.0f)), splat(-105.0f));
  const v128_t magic = splat(0x1.8p23f);  // adding it rounds to a whole number
  const v128_t shifted = wasm_f32x4_add(wasm_f32x4_mul(x, splat(0x1.715476p0f)), magic);
  const v128_t k = wasm_f32x4_sub(shifted, magic);
  // ln 2 in two parts: the first has nine zero bits at its end, so k times it is exact
  const v128_t high = wasm_f32x4_sub(x, wasm_f32x4_mul(k, splat(0x1.62e4p-1f)));
  const v128_t r = wasm_f32x4_sub(high, wasm_f32x4_mul(k, splat(0x1.7f7d1cp-20f)));
  v128_t q = splat(1.0f / 5040.0f);
  for (int i = 0; i < 5; i++) q = F32_MADD(q, r, splat(series[i]));
  const v128_t small = F32_MADD(wasm_f32x4_mul(r, r), q, r);
  const v128_t p = wasm_f32x4_add(splat(1.0f), small);
  // 2ᵏ in two factors, because k reaches beyond the exponents of f32
  const v128_t whole = wasm_i32x4_sub(shifted, magic);
  const v128_t half = wasm_i32x4_shr(whole, 1);
  const v128_t bias = wasm_i32x4_splat(127);
  const v128_t first = wasm_i32x4_shl(wasm_i32x4_add(half, bias), 23);
  const v128_t second = wasm_i32x4_shl(wasm_i32x4_add(wasm_i32x4_sub(whole, half), bias), 23);
  return wasm_f32x4_mul(wasm_f32x4_mul(p, first), second);
}

static inline v128_t tanh_f32(v128_t x) {
  // (tanh √s / √s − 1) / s on [0, 0.4], Chebyshev fit of degree 5 (error < 2e-9)
  static const float fit[] = {0x1.2977d8p-9f,  -0x1.10bbf4p-7f, 0x1.648e8ep-6f,
                              -0x1.ba0718p-5f, 0x1.1110e4p-3f,  -0x1.555556p-2f};
  const v128_t s = wasm_f32x4_mul(x, x);
  v128_t q = splat(fit[0]);
  for (int i = 1; i < 6; i++) q = F32_MADD(q, s, splat(fit[i]));
  const v128_t near_zero = F32_MADD(wasm_f32x4_mul(x, s), q, x);
  const v128_t size = wasm_f32x4_abs(x);
  const v128_t e = exp_f32(wasm_f32x4_add(size, size));
  const v128_t far =
      wasm_f32x4_sub(splat(1.0f), wasm_f32x4_div(splat(2.0f), wasm_f32x4_add(e, splat(1.0f))));
  const v128_t sign = wasm_v128_and(x, splat(-0.0f));  // also that of −0, which near_zero loses
  const v128_t out = wasm_v128_bitselect(near_zero, far, wasm_f32x4_lt(s, splat(0.4f)));
  return wasm_v128_or(out, sign);
}

// 1 / (1 + e⁻ˣ), and eˣ where that is the same to rounding: further down e⁻ˣ overflows
static inline v128_t sigmoid_f32(v128_t x) {
  const v128_t low = wasm_f32x4_lt(x, splat(-20.0f));
  const v128_t e = exp_f32(wasm_v128_bitselect(x, wasm_f32x4_neg(x), low));
  const v128_t ratio = wasm_f32x4_div(splat(1.0f), wasm_f32x4_add(splat(1.0f), e));
  return wasm_v128_bitselect(e, ratio, low);
}

#define REAL float
#define LANES 4
#define SPLAT wasm_f32x4_splat
#define ADD wasm_f32x4_add
#define MUL wasm_f32x4_mul
#define MAX wasm_f32x4_max
#define LANE wasm_f32x4_extract_lane
#define GEMM elm_gemm_f32
#define NAME(f) f##_f32
#include "activations.inc"
