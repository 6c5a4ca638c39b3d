// Made by scripts/predictor_fields.py from elm_core/specs: do not edit.
// @ts-check
/** @type {Record<string, import('../specs.js').Fields>} */
export const FIELDS = {
  ELMClusterer: {
    learned: {
      n_features_in_: 'whole >=1 =d',
      'feature_names_in_?': 'names[d]',
      n_samples_seen_: 'count',
      layer_: '{map_layer}',
      seed_: 'seed',
      mean_: 'floats[d]',
      scale_: 'floats[d] >0',
      coef_: 'floats[h,k+]',
      cluster_centers_: 'floats[m+,k] >=-1e100 <=1e100',
      inertia_: 'number',
    },
    params: {
      n_hidden: ['whole >=2', 256],
      activation: ['activation | function', 'tanh'],
      random_state: ['random_state', null],
      n_clusters: ['whole >=1 =g', 8],
      n_neighbors: ['count', 15],
      n_starts: ['count', 10],
      max_rows: ['whole >=2 <=50000 >=g', 5000],
      n_components: ['null | count', null],
      smoothness: ['number >=0 <=1e6', 10.0],
    },
  },
  OneClassELM: {
    learned: {
      n_features_in_: 'whole >=1 =d',
      'feature_names_in_?': 'names[d]',
      n_samples_seen_: 'count',
      layer_: '{map_layer}',
      seed_: 'seed',
      mean_: 'floats[d]',
      scale_: 'floats[d] >0',
      coef_: 'floats[h,h]',
      hidden_mean_: 'floats[h]',
      offset_: 'number <=0',
      alpha_: 'number',
    },
    params: {
      n_hidden: ['whole >=2', 256],
      activation: ['activation | function', 'relu'],
      random_state: ['random_state', null],
      nu: ['number >0 <=1', 0.1],
      alpha: ['number >=1e-10 <=1e6', 0.1],
    },
  },
};
/** @type {Record<string, Record<string, string>>} */
export const RECORDS = {
  map_layer: {
    n_hidden: 'whole >=2 =h',
    activation: 'activation',
    weight_scale: 'number >=0 <=1e6',
    hidden: 'distribution',
    bias_scale: 'number >=0 <=1e6',
  },
};
