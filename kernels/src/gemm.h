// C (m × n, rows `step` apart) += s · A (m × k) B (k × n), A and B with any strides (in elements).
#pragma once
#include "vec.h"

EXPORT void elm_gemm_f64(index_t m, index_t n, index_t k, double s, const double *a, index_t a_row,
                         index_t a_column, const double *b, index_t b_row, index_t b_column,
                         double *c, index_t step, int upper);
EXPORT void elm_gemm_f32(index_t m, index_t n, index_t k, float s, const float *a, index_t a_row,
                         index_t a_column, const float *b, index_t b_row, index_t b_column,
                         float *c, index_t step, int upper);
EXPORT void elm_gemm_f32_to_f64(index_t m, index_t n, index_t k, float s, const float *a,
                                index_t a_row, index_t a_column, const float *b, index_t b_row,
                                index_t b_column, double *c, index_t step, int upper);
