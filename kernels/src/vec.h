// Two or four lanes of a v128 under one name, so that a kernel is written once for f64 and f32.
#pragma once
#include <stddef.h>
#include <stdint.h>
#include <wasm_simd128.h>

#define EXPORT __attribute__((visibility("default")))

typedef ptrdiff_t index_t;

#ifdef __wasm_relaxed_simd__
#define F64_MADD(a, b, c) wasm_f64x2_relaxed_madd(a, b, c)
#define F32_MADD(a, b, c) wasm_f32x4_relaxed_madd(a, b, c)
#else
#define F64_MADD(a, b, c) wasm_f64x2_add(wasm_f64x2_mul(a, b), c)
#define F32_MADD(a, b, c) wasm_f32x4_add(wasm_f32x4_mul(a, b), c)
#endif
