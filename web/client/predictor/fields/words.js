// Made by scripts/predictor_fields.py from elm_core/specs: do not edit.
// @ts-check
/** @type {Record<string, string>} */
export const TYPES = {
  count: 'whole >=1',
  seed: 'whole >=0 <=4294967295',
  alpha: "'loo' | number >=0 <=1e100",
  activation: "'linear' | 'relu' | 'leaky_relu' | 'tanh' | 'sigmoid' | 'gelu' | 'sine' | 'rbf'",
  distribution: "'normal' | 'uniform' | 'sparse' | 'orthogonal'",
  features: "'learned' | 'full' | 'diagonal'",
  of_cosine: "'rbf' | 'cosine' | 'arc_cosine_0' | 'arc_cosine'",
  kernel:
    "'rbf' | 'laplacian' | 'polynomial' | 'linear' | 'cosine' | 'arc_cosine_0' | 'arc_cosine' | 'precomputed'",
  side: 'whole >=1 <=2147483648',
  height_width: 'list[2] side',
  height_width_channels: 'list[3] side',
  ngrams: 'null | range >=1 <=16',
  class_weight: "null | 'balanced' | dict",
  random_state: 'null | seed | generator',
  vectors: "null | 'auto'",
  kinds: 'null | dict',
  part: 'any',
  parts: 'any',
  shares: 'any',
};
/** @type {Record<string, number>} */
export const COSTS = { unasked: 60000000, unasked_per_character: 16, value: 64, container: 128 };
