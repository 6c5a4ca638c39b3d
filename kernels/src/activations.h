#pragma once
#include "vec.h"

// the numbers of elm_kernels.ACTIVATIONS
enum {
  ACTIVATION_LINEAR,
  ACTIVATION_EXP,
  ACTIVATION_TANH,
  ACTIVATION_SIGMOID,
  ACTIVATION_RELU,
  ACTIVATION_LEAKY_RELU,
  ACTIVATION_GELU,
};

// x ← g(x), n numbers in a row
EXPORT void elm_activate_f64(int activation, index_t n, double *x);
EXPORT void elm_activate_f32(int activation, index_t n, float *x);
