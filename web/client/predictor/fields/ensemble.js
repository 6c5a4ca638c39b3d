// Made by scripts/predictor_fields.py from elm_core/specs: do not edit.
// @ts-check
/** @type {Record<string, import('../specs.js').Fields>} */
export const FIELDS = {
  BaggingELMClassifier: {
    learned: {
      classes_: 'labels[c]',
      n_samples_seen_: 'count',
      members_: 'list[k+] model',
      'oob_score_?': 'number <=1',
    },
    params: {
      estimator: ['part', null],
      n_estimators: ['whole >=1 <=10000', 10],
      max_samples: ['number >0 <=1', 1.0],
      bootstrap: ['flag', true],
      random_state: ['random_state', null],
    },
  },
  BaggingELMRegressor: {
    learned: {
      target_ndim_: 'whole >=1 <=2',
      n_samples_seen_: 'count',
      members_: 'list[k+] model',
      'oob_score_?': 'number <=1',
    },
    params: {
      estimator: ['part', null],
      n_estimators: ['whole >=1 <=10000', 10],
      max_samples: ['number >0 <=1', 1.0],
      bootstrap: ['flag', true],
      random_state: ['random_state', null],
    },
  },
  StackingELMClassifier: {
    learned: {
      classes_: 'labels[c]',
      inverse_temperature_: 'number >=0 <=1e6',
      'score_offset_?': 'floats[c] >-1e9 <1e9',
      n_samples_seen_: 'count',
      members_: 'list[k+] model',
      loo_score_: 'number <=1',
      intercept_: 'floats[c+]',
      coef_: 'floats[*,c]',
      alpha_: 'number >=0',
    },
    params: {
      estimators: ['parts', null],
      alpha: ['alpha', 'loo'],
      n_splits: ['whole >=2 <=1000', 5],
      random_state: ['random_state', null],
    },
  },
  StackingELMRegressor: {
    learned: {
      target_offset_: 'floats[c]',
      target_scale_: 'floats[c] >0',
      target_ndim_: 'whole >=1 <=2',
      n_samples_seen_: 'count',
      members_: 'list[k+] model',
      loo_score_: 'number <=1',
      intercept_: 'floats[c+]',
      coef_: 'floats[*,c]',
      alpha_: 'number >=0',
    },
    params: {
      estimators: ['parts', null],
      alpha: ['alpha', 'loo'],
      n_splits: ['whole >=2 <=1000', 5],
      random_state: ['random_state', null],
    },
  },
  VotingELMClassifier: {
    learned: {
      classes_: 'labels[c]',
      n_samples_seen_: 'count',
      members_: 'list[k+] model',
      weights_: 'floats[k] >=0 <=1',
      'loo_score_?': 'number <=1',
    },
    params: {
      estimators: ['parts', null],
      weights: ['shares', null],
      random_state: ['random_state', null],
    },
  },
  VotingELMRegressor: {
    learned: {
      target_ndim_: 'whole >=1 <=2',
      n_samples_seen_: 'count',
      members_: 'list[k+] model',
      weights_: 'floats[k] >=0 <=1',
      'loo_score_?': 'number <=1',
    },
    params: {
      estimators: ['parts', null],
      weights: ['shares', null],
      random_state: ['random_state', null],
    },
  },
};
/** @type {Record<string, Record<string, string>>} */
export const RECORDS = {};
