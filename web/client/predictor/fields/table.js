// Made by scripts/predictor_fields.py from elm_core/specs: do not edit.
// @ts-check
/** @type {Record<string, import('../specs.js').Fields>} */
export const FIELDS = {
  TableClassifier: {
    learned: {
      classes_: 'labels[c]',
      n_samples_seen_: 'count',
      encoder_: 'model TableEncoder',
      loo_score_: 'number <=1',
      model_: 'model ELMClassifier KernelELMClassifier VotingELMClassifier',
    },
    params: {
      n_hidden: ['count', 512],
      activation: ['activation | function', 'relu'],
      alpha: ['alpha', 'loo'],
      direct_links: ['flag', true],
      features: ["'random' | features", 'learned'],
      n_landmarks: ['null | count', 256],
      kinds: ['kinds', null],
      random_state: ['random_state', null],
      class_weight: ['class_weight', null],
      decide: ["'probable' | 'balanced'", 'probable'],
    },
  },
  TableEncoder: {
    learned: { columns_: 'list[k+] dict', ignored_: 'list[*] text' },
    params: { max_categories: ['count', 50], max_words: ['count', 100], kinds: ['kinds', null] },
  },
  TableRegressor: {
    learned: {
      n_samples_seen_: 'count',
      encoder_: 'model TableEncoder',
      loo_score_: 'number <=1',
      model_: 'model ELMRegressor KernelELMRegressor VotingELMRegressor',
      'target_range_?': 'null | floats[2]',
      'log_target_?': 'flag',
    },
    params: {
      n_hidden: ['count', 512],
      activation: ['activation | function', 'relu'],
      alpha: ['alpha', 'loo'],
      direct_links: ['flag', true],
      features: ["'random' | features", 'learned'],
      n_landmarks: ['null | count', 256],
      kinds: ['kinds', null],
      random_state: ['random_state', null],
      target: ["'auto' | 'plain' | 'log'", 'auto'],
      clip: ['flag', true],
    },
  },
};
/** @type {Record<string, Record<string, string>>} */
export const RECORDS = {};
