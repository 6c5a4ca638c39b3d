// exp, tanh and the sigmoid of f32 arrays, four lanes at a time, to 4 units in the last place; and
// the hidden layer H = g(XW + b) in one pass. NaN stays NaN.
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

static inline v128_t relu_f32(v128_t x) { return wasm_f32x4_max(x, splat(0.0f)); }

static inline v128_t leaky_relu_f32(v128_t x) {
  return wasm_f32x4_max(x, wasm_f32x4_mul(x, splat(0.01f)));
}

// x Φ(x) in the tanh form of Hendrycks & Gimpel (2016)
static inline v128_t gelu_f32(v128_t x) {
  const v128_t cubic = wasm_f32x4_mul(wasm_f32x4_mul(wasm_f32x4_mul(x, x), x), splat(0.044715f));
  const v128_t inner = wasm_f32x4_mul(splat(0x1.988454p-1f), wasm_f32x4_add(x, cubic));  // √(2/π)
  return wasm_f32x4_mul(wasm_f32x4_mul(splat(0.5f), x),
                        wasm_f32x4_add(splat(1.0f), tanh_f32(inner)));
}

#define APPLY(name)                                                        \
  static void apply_##name(index_t n, float *x) {                          \
    index_t i = 0;                                                         \
    for (; i + 4 <= n; i += 4)                                             \
      wasm_v128_store(x + i, name##_f32(wasm_v128_load(x + i)));           \
    for (; i < n; i++) x[i] = wasm_f32x4_extract_lane(name##_f32(splat(x[i])), 0); \
  }

APPLY(exp)
APPLY(tanh)
APPLY(sigmoid)
APPLY(relu)
APPLY(leaky_relu)
APPLY(gelu)

EXPORT void elm_activate_f32(int activation, index_t n, float *x) {
  switch (activation) {
    case ACTIVATION_EXP: apply_exp(n, x); break;
    case ACTIVATION_TANH: apply_tanh(n, x); break;
    case ACTIVATION_SIGMOID: apply_sigmoid(n, x); break;
    case ACTIVATION_RELU: apply_relu(n, x); break;
    case ACTIVATION_LEAKY_RELU: apply_leaky_relu(n, x); break;
    case ACTIVATION_GELU: apply_gelu(n, x); break;
  }
}

// H (n × h, contiguous) = g(X W + b), in blocks of rows that stay in the cache
EXPORT void elm_hidden_f32(int activation, index_t n, index_t d, index_t h, const float *x,
                           index_t x_row, index_t x_column, const float *w, index_t w_row,
                           index_t w_column, const float *b, float *out) {
  const index_t block = 64;
  for (index_t i0 = 0; i0 < n; i0 += block) {
    const index_t rows = n - i0 < block ? n - i0 : block;
    float *part = out + i0 * h;
    for (index_t i = 0; i < rows; i++)
      for (index_t j = 0; j < h; j++) part[i * h + j] = b[j];
    elm_gemm_f32(rows, h, d, 1.0f, x + i0 * x_row, x_row, x_column, w, w_row, w_column, part, h, 0);
    elm_activate_f32(activation, rows * h, part);
  }
}
