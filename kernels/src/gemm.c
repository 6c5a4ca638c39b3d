// Matrix products of f64 and f32, those of f32 also with totals in f64.
#include "gemm.h"

// Both types pack into one buffer, lent by the caller: static arrays of this size would stand as
// a megabyte of zeros in the file.
static void *workspace;

enum { WORKSPACE_BYTES = (64 + 256) * 256 * sizeof(double) };

EXPORT index_t elm_workspace_bytes(void) { return WORKSPACE_BYTES; }

// `memory` must stay valid, WORKSPACE_BYTES long, until the next call of this function
EXPORT void elm_lend_workspace(void *memory) { workspace = memory; }

#define REAL double
#define TOTAL double
#define LANES 2
#define SPLAT wasm_f64x2_splat
#define LOAD_SPLAT wasm_v128_load64_splat
#define MADD F64_MADD
#define ADD_TO(place, v) wasm_v128_store(place, wasm_f64x2_add(wasm_v128_load(place), v))
#define NAME(f) f##_f64
#include "gemm.inc"
#undef REAL
#undef TOTAL
#undef LANES
#undef SPLAT
#undef LOAD_SPLAT
#undef MADD
#undef ADD_TO
#undef NAME

#define REAL float
#define TOTAL float
#define LANES 4
#define SPLAT wasm_f32x4_splat
#define LOAD_SPLAT wasm_v128_load32_splat
#define MADD F32_MADD
#define ADD_TO(place, v) wasm_v128_store(place, wasm_f32x4_add(wasm_v128_load(place), v))
#define NAME(f) f##_f32
#include "gemm.inc"
#undef TOTAL
#undef ADD_TO
#undef NAME

static inline void add_to_wide(double *place, v128_t v) {
  const v128_t high = wasm_i32x4_shuffle(v, v, 2, 3, 2, 3);
  wasm_v128_store(place, wasm_f64x2_add(wasm_v128_load(place), wasm_f64x2_promote_low_f32x4(v)));
  wasm_v128_store(place + 2, wasm_f64x2_add(wasm_v128_load(place + 2), wasm_f64x2_promote_low_f32x4(high)));
}

#define TOTAL double
#define ADD_TO add_to_wide
#define NAME(f) f##_f32_to_f64
#include "gemm.inc"

EXPORT void elm_gemm_f64(index_t m, index_t n, index_t k, double s, const double *a, index_t a_row,
                         index_t a_column, const double *b, index_t b_row, index_t b_column,
                         double *c, index_t step, int upper) {
  gemm_f64(m, n, k, s, a, a_row, a_column, b, b_row, b_column, c, step, upper);
}

EXPORT void elm_gemm_f32(index_t m, index_t n, index_t k, float s, const float *a, index_t a_row,
                         index_t a_column, const float *b, index_t b_row, index_t b_column,
                         float *c, index_t step, int upper) {
  gemm_f32(m, n, k, s, a, a_row, a_column, b, b_row, b_column, c, step, upper);
}

// the same into f64, to which the sums of KC terms each are added
EXPORT void elm_gemm_f32_to_f64(index_t m, index_t n, index_t k, float s, const float *a,
                                index_t a_row, index_t a_column, const float *b, index_t b_row,
                                index_t b_column, double *c, index_t step, int upper) {
  gemm_f32_to_f64(m, n, k, s, a, a_row, a_column, b, b_row, b_column, c, step, upper);
}
