// Made by scripts/predictor_fields.py from elm_core/specs: do not edit.
// @ts-check
/** @type {Record<string, import('../specs.js').Fields>} */
export const FIELDS = {
  AutoELMClassifier: {
    learned: {
      classes_: 'labels[c]',
      'class_prior_?': 'floats[c] >=0 <=1',
      n_features_in_: 'whole >=1 =d',
      'feature_names_in_?': 'names[d]',
      n_samples_seen_: 'count',
      loo_score_: 'number <=1',
      leaderboard_: 'list[*] dict',
      'search_?': 'dict',
      model_: 'model ELMClassifier KernelELMClassifier VotingELMClassifier',
    },
    params: {
      time_budget: ['null | number >0 <=1e6', 2.0],
      max_trials: ['null | whole >=1 <=1000000', null],
      n_models: ['whole >=1 <=100', 5],
      random_state: ['random_state', null],
      class_weight: ['class_weight', null],
      decide: ["'probable' | 'balanced'", 'probable'],
    },
  },
  AutoELMRegressor: {
    learned: {
      'target_range_?': 'null | floats[2]',
      'log_target_?': 'flag',
      n_features_in_: 'whole >=1 =d',
      'feature_names_in_?': 'names[d]',
      n_samples_seen_: 'count',
      loo_score_: 'number <=1',
      leaderboard_: 'list[*] dict',
      'search_?': 'dict',
      model_: 'model ELMRegressor KernelELMRegressor VotingELMRegressor',
    },
    params: {
      time_budget: ['null | number >0 <=1e6', 2.0],
      max_trials: ['null | whole >=1 <=1000000', null],
      n_models: ['whole >=1 <=100', 5],
      random_state: ['random_state', null],
      target: ["'auto' | 'plain' | 'log'", 'auto'],
      clip: ['flag', true],
    },
  },
  Chain: {
    learned: { n_samples_seen_: 'count', trained_: 'list[k+] null | model' },
    params: { steps: ['parts', null] },
  },
  Combine: {
    learned: {
      n_samples_seen_: 'count',
      encoders_: 'list[k+] model',
      widths_: 'list[k] whole >=0',
    },
    params: { encoders: ['parts', null] },
  },
  ConformalClassifier: {
    learned: {
      classes_: 'labels[c]',
      n_samples_seen_: 'count',
      'n_features_in_?': 'whole >=1 =d',
      'feature_names_in_?': 'names[d]',
      estimator_: 'model',
      seed_: 'seed',
      calibration_proba_: 'floats[m+,c]',
      calibration_codes_: 'ints[m] >=0 <c',
    },
    params: {
      estimator: ['part', null],
      cv: ['whole >=2', 5],
      random_state: ['random_state', null],
      method: ["'lac' | 'aps'", 'aps'],
    },
  },
  ConformalRegressor: {
    learned: {
      n_samples_seen_: 'count',
      'n_features_in_?': 'whole >=1 =d',
      'feature_names_in_?': 'names[d]',
      estimator_: 'model',
      seed_: 'seed',
      target_ndim_: 'whole >=1 <=2',
      residuals_: 'floats[m+,c+] >=0',
      'log_residuals_?': 'flag',
    },
    params: {
      estimator: ['part', null],
      cv: ['whole >=2', 5],
      random_state: ['random_state', null],
    },
  },
};
/** @type {Record<string, Record<string, string>>} */
export const RECORDS = {};
