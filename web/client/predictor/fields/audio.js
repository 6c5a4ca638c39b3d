// Made by scripts/predictor_fields.py from elm_core/specs: do not edit.
// @ts-check
/** @type {Record<string, import('../specs.js').Fields>} */
export const FIELDS = {
  LogMel: {
    learned: { n_features_out_: 'count' },
    params: {
      sample_rate: ['number >=2000 <=384000', 16000],
      n_mels: ['whole >=1 <=256 =m', 40],
      frames: ['whole >=1 <=1024 =f', 32],
      trim: ['null | number >0 <=1', 0.92],
      n_frequency: ['null | whole >=1 <=m', null],
      n_time: ['null | whole >=1 <=f', null],
    },
  },
  VoiceCommands: {
    learned: {
      classes_: 'labels[c]',
      inverse_temperature_: 'number >=0 <=1e6',
      'score_offset_?': 'floats[c] >-1e9 <1e9',
      model_: 'model KernelELMClassifier',
      pictures_: 'bytes[n+,280] | bytes[n+,320]',
      groups_: 'ints[n]',
      seed_: 'seed',
      loo_score_: 'number >=0 <=1',
      n_samples_seen_: 'whole >=1 <=2147483648',
    },
    params: {
      sample_rate: ['number >=2000 <=384000', 16000],
      background: ['null | name', 'background'],
      threshold: ['number >=0 <=1', 0.5],
      copies: ['whole >=0 <=20', 0],
      gamma: ['number >=1e-3 <=1e3', 1.0],
      alpha: ['number >=1e-6 <=1e6', 0.03],
      random_state: ['random_state', null],
    },
  },
};
/** @type {Record<string, Record<string, string>>} */
export const RECORDS = {};
