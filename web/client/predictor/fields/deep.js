// Made by scripts/predictor_fields.py from elm_core/specs: do not edit.
// @ts-check
/** @type {Record<string, import('../specs.js').Fields>} */
export const FIELDS = {
  DeepELMClassifier: {
    learned: {
      n_features_in_: 'whole >=1 =d',
      'feature_names_in_?': 'names[d]',
      n_samples_seen_: 'count',
      seed_: 'seed',
      head_: 'model ELMClassifier',
      encoders_: 'list[k+] {encoder}',
    },
    params: {
      n_hidden: ['count', 1500],
      activation: ['activation | function', 'relu'],
      alpha: ['alpha', 'loo'],
      hidden: ['distribution', 'normal'],
      weight_scale: ['number >0 <=1e6', 1.0],
      bias_scale: ['number >=0 <=1e6', 0.5],
      layers: ['list[k:100] count', [100, 100]],
      layer_activation: ['activation', 'tanh'],
      l1: ['number >=0 <=1e100', 0.001],
      layer_alpha: ['number >=0 <=1e100', 1.0],
      standardize: ['flag', false],
      random_state: ['random_state', null],
      class_weight: ['class_weight', null],
    },
  },
  DeepELMRegressor: {
    learned: {
      n_features_in_: 'whole >=1 =d',
      'feature_names_in_?': 'names[d]',
      n_samples_seen_: 'count',
      seed_: 'seed',
      head_: 'model ELMRegressor',
      encoders_: 'list[k+] {encoder}',
    },
    params: {
      n_hidden: ['count', 1500],
      activation: ['activation | function', 'relu'],
      alpha: ['alpha', 'loo'],
      hidden: ['distribution', 'normal'],
      weight_scale: ['number >0 <=1e6', 1.0],
      bias_scale: ['number >=0 <=1e6', 0.5],
      layers: ['list[k:100] count', [100, 100]],
      layer_activation: ['activation', 'tanh'],
      l1: ['number >=0 <=1e100', 0.001],
      layer_alpha: ['number >=0 <=1e100', 1.0],
      standardize: ['flag', false],
      random_state: ['random_state', null],
    },
  },
  ELMAutoencoder: {
    learned: {
      n_features_in_: 'whole >=1 =d',
      'feature_names_in_?': 'names[d]',
      n_samples_seen_: 'count',
      seed_: 'seed',
      layer_: '{autoencoder_layer}',
      mean_: 'floats[d]',
      scale_: 'floats[d] >0',
      beta_: 'floats[h,d]',
      n_iter_: 'count',
      'statistics_?': 'null | {autoencoder_statistics}',
    },
    params: {
      n_hidden: ['count', 64],
      activation: ['activation', 'tanh'],
      output_activation: ["'linear' | 'tanh' | 'sigmoid' | 'leaky_relu'", 'linear'],
      alpha: ['number >=0 <=1e100', 1.0],
      l1: ['number >=0 <=1e100', 0.0],
      max_iter: ['whole >=1 <=1000000', 200],
      bias_scale: ['number >=0 <=1e6', 0.5],
      standardize: ['flag', false],
      random_state: ['random_state', null],
    },
  },
};
/** @type {Record<string, Record<string, string>>} */
export const RECORDS = {
  autoencoder_layer: {
    n_hidden: 'whole >=1 =h',
    activation: 'activation',
    bias_scale: 'number >=0 <=1e6',
  },
  autoencoder_statistics: { weight: 'number >0', gram: 'floats[h,h]', cross: 'floats[h,d]' },
  encoder: { offset: 'floats[*]', scale: 'floats[*] >0', beta: 'floats[*,*]' },
};
