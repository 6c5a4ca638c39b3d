// Made by scripts/predictor_fields.py from elm_core/specs: do not edit.
// @ts-check
/** @type {Record<string, import('../specs.js').Fields>} */
export const FIELDS = {
  ConvELMClassifier: {
    learned: {
      n_features_in_: 'whole >=1 =d',
      'feature_names_in_?': 'names[d]',
      n_samples_seen_: 'count',
      seed_: 'seed',
      head_: 'model ELMClassifier',
      image_shape_: 'height_width_channels',
      filters_: 'floats[*,*,*,k+]',
      'contrast_?': 'flag',
      low_: 'number >=-1e101 <=1e101',
      high_: 'number >=-1e101 <=1e101',
      pool_: 'height_width',
      stride_: 'height_width',
    },
    params: {
      n_filters: ['whole >=1 <=4096', 16],
      filter_size: ['count', 4],
      filters: ["'random' | 'kmeans'", 'random'],
      pool_size: ['null | count', null],
      stride: ['null | count', null],
      image_shape: ['null | height_width | height_width_channels', null],
      n_hidden: ['count', 800],
      activation: ['activation | function', 'relu'],
      alpha: ['alpha', 'loo'],
      hidden: ['distribution', 'normal'],
      weight_scale: ['number >0 <=1e6', 1.0],
      bias_scale: ['number >=0 <=1e6', 0.5],
      class_weight: ['class_weight', null],
      random_state: ['random_state', null],
    },
  },
};
/** @type {Record<string, Record<string, string>>} */
export const RECORDS = {};
