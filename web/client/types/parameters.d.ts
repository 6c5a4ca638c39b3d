// Made by scripts/parameter_types.py from elm_core/specs: do not edit.
import type { ModelSpec } from './model.js';
import type { Kinds } from './tables.js';
export type Activation =
  | 'linear'
  | 'relu'
  | 'leaky_relu'
  | 'tanh'
  | 'sigmoid'
  | 'gelu'
  | 'sine'
  | 'rbf';
export type Alpha = 'loo' | number;
export type Distribution = 'normal' | 'uniform' | 'sparse' | 'orthogonal';
export type Features = 'learned' | 'full' | 'diagonal';
export type Kernel =
  | 'rbf'
  | 'laplacian'
  | 'polynomial'
  | 'linear'
  | 'cosine'
  | 'arc_cosine_0'
  | 'arc_cosine'
  | 'precomputed';
export type Ngrams = null | [least: number, most: number];
export type OfCosine = 'rbf' | 'cosine' | 'arc_cosine_0' | 'arc_cosine';
export type Vectors = null | 'auto';
export interface AutoELMClassifierParameters {
  /** Default 2: null or a number > 0 and <= 1e6. */
  time_budget?: null | number;
  /** Default null: null or a whole number >= 1 and <= 1000000. */
  max_trials?: null | number;
  /** Default 5: a whole number >= 1 and <= 100. */
  n_models?: number;
  /** Default null. */
  class_weight?: null | 'balanced' | Record<string, number>;
  /** Default "probable". */
  decide?: 'probable' | 'balanced';
  /** Default null. */
  random_state?: null | number;
}
export interface AutoELMRegressorParameters {
  /** Default 2: null or a number > 0 and <= 1e6. */
  time_budget?: null | number;
  /** Default null: null or a whole number >= 1 and <= 1000000. */
  max_trials?: null | number;
  /** Default 5: a whole number >= 1 and <= 100. */
  n_models?: number;
  /** Default "auto". */
  target?: 'auto' | 'plain' | 'log';
  /** Default true. */
  clip?: boolean;
  /** Default null. */
  random_state?: null | number;
}
export interface AutocompleteParameters {
  /** Default 256: a whole number >= 0. */
  n_hidden?: number;
  /** Default 0.3: a number >= 0 and <= 1. */
  elm_share?: number;
  /** Default "auto". */
  vectors?: Vectors;
  /** Default 0. */
  random_state?: null | number;
}
export interface BaggingELMClassifierParameters {
  /** Default null. */
  estimator?: null | ModelSpec;
  /** Default 10: a whole number >= 1 and <= 10000. */
  n_estimators?: number;
  /** Default 1: a number > 0 and <= 1. */
  max_samples?: number;
  /** Default true. */
  bootstrap?: boolean;
  /** Default null. */
  random_state?: null | number;
}
export interface BaggingELMRegressorParameters {
  /** Default null. */
  estimator?: null | ModelSpec;
  /** Default 10: a whole number >= 1 and <= 10000. */
  n_estimators?: number;
  /** Default 1: a number > 0 and <= 1. */
  max_samples?: number;
  /** Default true. */
  bootstrap?: boolean;
  /** Default null. */
  random_state?: null | number;
}
export interface ChainParameters {
  /** Default null. */
  steps?: null | (ModelSpec | [name: string, model: ModelSpec])[];
}
export interface CombineParameters {
  /** Default null. */
  encoders?: null | (ModelSpec | [name: string, model: ModelSpec])[];
}
export interface ConformalClassifierParameters {
  /** Default null. */
  estimator?: null | ModelSpec;
  /** Default "aps". */
  method?: 'lac' | 'aps';
  /** Default 5: a whole number >= 2. */
  cv?: number;
  /** Default null. */
  random_state?: null | number;
}
export interface ConformalRegressorParameters {
  /** Default null. */
  estimator?: null | ModelSpec;
  /** Default 5: a whole number >= 2. */
  cv?: number;
  /** Default null. */
  random_state?: null | number;
}
export interface ConvELMClassifierParameters {
  /** Default 16: a whole number >= 1 and <= 4096. */
  n_filters?: number;
  /** Default 4: a whole number >= 1. */
  filter_size?: number;
  /** Default "random". */
  filters?: 'random' | 'kmeans';
  /** Default null: null or a whole number >= 1. */
  pool_size?: null | number;
  /** Default null: null or a whole number >= 1. */
  stride?: null | number;
  /** Default null: null, (height, width) or (height, width, channels), whole numbers from 1. */
  image_shape?: null | [number, number] | [number, number, number];
  /** Default 800: a whole number >= 1. */
  n_hidden?: number;
  /** Default "relu". */
  activation?: Activation;
  /** Default "loo": 'loo' or a number >= 0 and <= 1e100. */
  alpha?: Alpha;
  /** Default "normal". */
  hidden?: Distribution;
  /** Default 1: a number > 0 and <= 1e6. */
  weight_scale?: number;
  /** Default 0.5: a number >= 0 and <= 1e6. */
  bias_scale?: number;
  /** Default null. */
  class_weight?: null | 'balanced' | Record<string, number>;
  /** Default null. */
  random_state?: null | number;
}
export interface DeepELMClassifierParameters {
  /** Default [100, 100]: a list of 1 to 100 whole numbers >= 1. */
  layers?: number[];
  /** Default 1500: a whole number >= 1. */
  n_hidden?: number;
  /** Default "tanh". */
  layer_activation?: Activation;
  /** Default 0.001: a number >= 0 and <= 1e100. */
  l1?: number;
  /** Default 1: a number >= 0 and <= 1e100. */
  layer_alpha?: number;
  /** Default "relu". */
  activation?: Activation;
  /** Default "loo": 'loo' or a number >= 0 and <= 1e100. */
  alpha?: Alpha;
  /** Default "normal". */
  hidden?: Distribution;
  /** Default 1: a number > 0 and <= 1e6. */
  weight_scale?: number;
  /** Default 0.5: a number >= 0 and <= 1e6. */
  bias_scale?: number;
  /** Default null. */
  class_weight?: null | 'balanced' | Record<string, number>;
  /** Default false. */
  standardize?: boolean;
  /** Default null. */
  random_state?: null | number;
}
export interface DeepELMRegressorParameters {
  /** Default [100, 100]: a list of 1 to 100 whole numbers >= 1. */
  layers?: number[];
  /** Default 1500: a whole number >= 1. */
  n_hidden?: number;
  /** Default "tanh". */
  layer_activation?: Activation;
  /** Default 0.001: a number >= 0 and <= 1e100. */
  l1?: number;
  /** Default 1: a number >= 0 and <= 1e100. */
  layer_alpha?: number;
  /** Default "relu". */
  activation?: Activation;
  /** Default "loo": 'loo' or a number >= 0 and <= 1e100. */
  alpha?: Alpha;
  /** Default "normal". */
  hidden?: Distribution;
  /** Default 1: a number > 0 and <= 1e6. */
  weight_scale?: number;
  /** Default 0.5: a number >= 0 and <= 1e6. */
  bias_scale?: number;
  /** Default false. */
  standardize?: boolean;
  /** Default null. */
  random_state?: null | number;
}
export interface DrumMachineParameters {
  /** Default 512: a whole number >= 1. */
  n_hidden?: number;
  /** Default "tanh". */
  activation?: Activation;
  /** Default "loo": 'loo' or a number >= 0 and <= 1e100. */
  alpha?: Alpha;
  /** Default null. */
  random_state?: null | number;
}
export interface ELMAutoencoderParameters {
  /** Default 64: a whole number >= 1. */
  n_hidden?: number;
  /** Default "tanh". */
  activation?: Activation;
  /** Default "linear". */
  output_activation?: 'linear' | 'tanh' | 'sigmoid' | 'leaky_relu';
  /** Default 1: a number >= 0 and <= 1e100. */
  alpha?: number;
  /** Default 0: a number >= 0 and <= 1e100. */
  l1?: number;
  /** Default 200: a whole number >= 1 and <= 1000000. */
  max_iter?: number;
  /** Default 0.5: a number >= 0 and <= 1e6. */
  bias_scale?: number;
  /** Default false. */
  standardize?: boolean;
  /** Default null. */
  random_state?: null | number;
}
export interface ELMClassifierParameters {
  /** Default 256: a whole number >= 1. */
  n_hidden?: number;
  /** Default "relu". */
  activation?: Activation;
  /** Default "loo": 'loo' or a number >= 0 and <= 1e100. */
  alpha?: Alpha;
  /** Default "normal". */
  hidden?: Distribution;
  /** Default 1: a number > 0 and <= 1e6. */
  weight_scale?: number;
  /** Default 0.5: a number >= 0 and <= 1e6. */
  bias_scale?: number;
  /** Default null. */
  class_weight?: null | 'balanced' | Record<string, number>;
  /** Default "probable". */
  decide?: 'probable' | 'balanced';
  /** Default true: true, false or a pair (mean, scale), one number a column each. */
  standardize?: boolean | [mean: number[], scale: number[]];
  /** Default false. */
  direct_links?: boolean;
  /** Default "random". */
  features?: 'random' | Features;
  /** Default "double". */
  precision?: 'double' | 'single';
  /** Default null. */
  random_state?: null | number;
}
export interface ELMClustererParameters {
  /** Default 8: a whole number >= 1. */
  n_clusters?: number;
  /** Default 256: a whole number >= 2. */
  n_hidden?: number;
  /** Default "tanh". */
  activation?: Activation;
  /** Default 10: a number >= 0 and <= 1e6. */
  smoothness?: number;
  /** Default 15: a whole number >= 1. */
  n_neighbors?: number;
  /** Default null: null or a whole number >= 1. */
  n_components?: null | number;
  /** Default 10: a whole number >= 1. */
  n_starts?: number;
  /** Default 5000: a whole number >= 2 and <= 50000 and >= n_clusters. */
  max_rows?: number;
  /** Default null. */
  random_state?: null | number;
}
export interface ELMRegressorParameters {
  /** Default 256: a whole number >= 1. */
  n_hidden?: number;
  /** Default "relu". */
  activation?: Activation;
  /** Default "loo": 'loo' or a number >= 0 and <= 1e100. */
  alpha?: Alpha;
  /** Default "normal". */
  hidden?: Distribution;
  /** Default 1: a number > 0 and <= 1e6. */
  weight_scale?: number;
  /** Default 0.5: a number >= 0 and <= 1e6. */
  bias_scale?: number;
  /** Default true: true, false or a pair (mean, scale), one number a column each. */
  standardize?: boolean | [mean: number[], scale: number[]];
  /** Default false. */
  direct_links?: boolean;
  /** Default "random". */
  features?: 'random' | Features;
  /** Default "double". */
  precision?: 'double' | 'single';
  /** Default null. */
  random_state?: null | number;
}
export interface FrozenParameters {
  /** Default null. */
  estimator?: null | ModelSpec;
}
export interface ImageVectorizerParameters {
  /** Default 28: a whole number >= 1 and <= 4096. */
  height?: number;
  /** Default 28: a whole number >= 1 and <= 4096. */
  width?: number;
  /** Default true. */
  grey?: boolean;
  /** Default false. */
  invert?: boolean;
  /** Default false. */
  crop?: boolean;
  /** Default false. */
  centre?: boolean;
  /** Default null: null or a number > 0 and <= 1e100. */
  maximum?: null | number;
}
export interface IntentClassifierParameters {
  /** Default "out of scope". */
  outside?: string;
  /** Default 0.9: a number > 0 and <= 1. */
  keep?: number;
  /** Default [1, 1]: null or two whole numbers (least, most) >= 1 and <= 16. */
  word_ngrams?: Ngrams;
  /** Default [3, 5]: null or two whole numbers (least, most) >= 1 and <= 16. */
  char_ngrams?: Ngrams;
  /** Default 0.4: a number >= 0 and <= 1. */
  word_weight?: number;
  /** Default "auto". */
  vectors?: Vectors;
  /** Default 0.3: a number >= 0 and <= 1. */
  vector_share?: number;
  /** Default "loo". */
  kernel?: 'loo' | OfCosine;
  /** Default "loo": 'loo' or a number >= 0 and <= 1e100. */
  alpha?: Alpha;
  /** Default "auto": null, 'auto' or a whole number >= 1. */
  n_landmarks?: null | 'auto' | number;
  /** Default null. */
  class_weight?: null | 'balanced' | Record<string, number>;
  /** Default null. */
  random_state?: null | number;
}
export interface KernelELMClassifierParameters {
  /** Default "rbf". */
  kernel?: Kernel;
  /** Default null: null, 'scale' or a number > 0 and <= 1e100. */
  gamma?: null | 'scale' | number;
  /** Default 3: a whole number >= 1 and <= 100. */
  degree?: number;
  /** Default 1: a number >= 0 and <= 1e100. */
  coef0?: number;
  /** Default "loo": 'loo' or a number >= 0 and <= 1e100. */
  alpha?: Alpha;
  /** Default null: null or a whole number >= 1. */
  n_landmarks?: null | number;
  /** Default "kmeans++": one of kmeans++, uniform, leverage or rows of numbers. */
  landmarks?: 'kmeans++' | 'uniform' | 'leverage' | number[][];
  /** Default null. */
  class_weight?: null | 'balanced' | Record<string, number>;
  /** Default "probable". */
  decide?: 'probable' | 'balanced';
  /** Default true. */
  standardize?: boolean;
  /** Default "plain". */
  features?: 'plain' | 'diagonal';
  /** Default null. */
  random_state?: null | number;
}
export interface KernelELMRegressorParameters {
  /** Default "rbf". */
  kernel?: Kernel;
  /** Default null: null, 'scale' or a number > 0 and <= 1e100. */
  gamma?: null | 'scale' | number;
  /** Default 3: a whole number >= 1 and <= 100. */
  degree?: number;
  /** Default 1: a number >= 0 and <= 1e100. */
  coef0?: number;
  /** Default "loo": 'loo' or a number >= 0 and <= 1e100. */
  alpha?: Alpha;
  /** Default null: null or a whole number >= 1. */
  n_landmarks?: null | number;
  /** Default "kmeans++": one of kmeans++, uniform, leverage or rows of numbers. */
  landmarks?: 'kmeans++' | 'uniform' | 'leverage' | number[][];
  /** Default true. */
  standardize?: boolean;
  /** Default "plain". */
  features?: 'plain' | 'diagonal';
  /** Default null. */
  random_state?: null | number;
}
export interface LanguageClassifierParameters {
  /** Default [1, 4]: null or two whole numbers (least, most) >= 1 and <= 16. */
  char_ngrams?: Ngrams;
  /** Default "arc_cosine". */
  kernel?: 'loo' | OfCosine;
  /** Default "loo": 'loo' or a number >= 0 and <= 1e100. */
  alpha?: Alpha;
  /** Default "auto": null, 'auto' or a whole number >= 1. */
  n_landmarks?: null | 'auto' | number;
  /** Default null. */
  class_weight?: null | 'balanced' | Record<string, number>;
  /** Default null. */
  random_state?: null | number;
}
export interface LogMelParameters {
  /** Default 16000: a number >= 2000 and <= 384000. */
  sample_rate?: number;
  /** Default 40: a whole number >= 1 and <= 256. */
  n_mels?: number;
  /** Default 32: a whole number >= 1 and <= 1024. */
  frames?: number;
  /** Default 0.92: null or a number > 0 and <= 1. */
  trim?: null | number;
  /** Default null: null or a whole number >= 1 and <= n_mels. */
  n_frequency?: null | number;
  /** Default null: null or a whole number >= 1 and <= frames. */
  n_time?: null | number;
}
export interface OneClassELMParameters {
  /** Default 256: a whole number >= 2. */
  n_hidden?: number;
  /** Default "relu". */
  activation?: Activation;
  /** Default 0.1: a number > 0 and <= 1. */
  nu?: number;
  /** Default 0.1: a number >= 1e-10 and <= 1e6. */
  alpha?: number;
  /** Default null. */
  random_state?: null | number;
}
export interface OnlineELMClassifierParameters {
  /** Default 256: a whole number >= 1. */
  n_hidden?: number;
  /** Default "tanh". */
  activation?: Activation;
  /** Default 1: a number >= 1e-8 and <= 1e100. */
  alpha?: number;
  /** Default 1: a number > 0 and <= 1. */
  forgetting_factor?: number;
  /** Default 100: a whole number >= 1. */
  warm_up?: number;
  /** Default "watch". */
  on_drift?: 'watch' | 'forget';
  /** Default "normal". */
  hidden?: Distribution;
  /** Default 1: a number > 0 and <= 1e6. */
  weight_scale?: number;
  /** Default 0.5: a number >= 0 and <= 1e6. */
  bias_scale?: number;
  /** Default true: true, false or a pair (mean, scale), one number a column each. */
  standardize?: boolean | [mean: number[], scale: number[]];
  /** Default null. */
  random_state?: null | number;
}
export interface OnlineELMRegressorParameters {
  /** Default 256: a whole number >= 1. */
  n_hidden?: number;
  /** Default "tanh". */
  activation?: Activation;
  /** Default 0.1: a number >= 1e-8 and <= 1e100. */
  alpha?: number;
  /** Default 1: a number > 0 and <= 1. */
  forgetting_factor?: number;
  /** Default 100: a whole number >= 1. */
  warm_up?: number;
  /** Default "watch". */
  on_drift?: 'watch' | 'forget';
  /** Default "normal". */
  hidden?: Distribution;
  /** Default 1: a number > 0 and <= 1e6. */
  weight_scale?: number;
  /** Default 0.5: a number >= 0 and <= 1e6. */
  bias_scale?: number;
  /** Default true: true, false or a pair (mean, scale), one number a column each. */
  standardize?: boolean | [mean: number[], scale: number[]];
  /** Default null. */
  random_state?: null | number;
}
export interface RecommenderParameters {
  /** Default 16: a whole number >= 1 and <= 512. */
  n_factors?: number;
  /** Default 3: a number >= 1e-6 and <= 1e6. */
  alpha?: number;
  /** Default 15: a whole number >= 1 and <= 1000. */
  sweeps?: number;
  /** Default null. */
  random_state?: null | number;
}
export interface RerankerParameters {
  /** Default 64: a whole number >= 1. */
  n_hidden?: number;
}
export interface SearchIndexParameters {
  /** Default "hybrid". */
  method?: 'hybrid' | 'bm25' | 'embedding';
  /** Default "cosine". */
  metric?: 'cosine' | 'dot' | 'euclidean' | 'manhattan';
  /** Default 128: a whole number >= 1. */
  n_components?: number;
  /** Default "auto". */
  vectors?: Vectors;
  /** Default 1.2: a number >= 0. */
  k1?: number;
  /** Default 0.75: a number >= 0 and <= 1. */
  b?: number;
}
export interface SemiSupervisedELMClassifierParameters {
  /** Default 256: a whole number >= 2. */
  n_hidden?: number;
  /** Default "tanh". */
  activation?: Activation;
  /** Default "loo": 'loo' or a number > 0 and <= 1e6. */
  alpha?: 'loo' | number;
  /** Default 1: 'loo' or a number >= 0 and <= 1e6. */
  smoothness?: 'loo' | number;
  /** Default 10: a whole number >= 1. */
  n_neighbors?: number;
  /** Default 5000: a whole number >= 2 and <= 50000. */
  max_rows?: number;
  /** Default null. */
  random_state?: null | number;
}
export interface StackingELMClassifierParameters {
  /** Default null. */
  estimators?: null | (ModelSpec | [name: string, model: ModelSpec])[];
  /** Default "loo": 'loo' or a number >= 0 and <= 1e100. */
  alpha?: Alpha;
  /** Default 5: a whole number >= 2 and <= 1000. */
  n_splits?: number;
  /** Default null. */
  random_state?: null | number;
}
export interface StackingELMRegressorParameters {
  /** Default null. */
  estimators?: null | (ModelSpec | [name: string, model: ModelSpec])[];
  /** Default "loo": 'loo' or a number >= 0 and <= 1e100. */
  alpha?: Alpha;
  /** Default 5: a whole number >= 2 and <= 1000. */
  n_splits?: number;
  /** Default null. */
  random_state?: null | number;
}
export interface TableClassifierParameters {
  /** Default 512: a whole number >= 1. */
  n_hidden?: number;
  /** Default "relu". */
  activation?: Activation;
  /** Default "loo": 'loo' or a number >= 0 and <= 1e100. */
  alpha?: Alpha;
  /** Default true. */
  direct_links?: boolean;
  /** Default "learned". */
  features?: 'random' | Features;
  /** Default 256: null or a whole number >= 1. */
  n_landmarks?: null | number;
  /** Default null. */
  class_weight?: null | 'balanced' | Record<string, number>;
  /** Default "probable". */
  decide?: 'probable' | 'balanced';
  /** Default null. */
  random_state?: null | number;
  /** Default null. */
  kinds?: null | Kinds;
}
export interface TableEncoderParameters {
  /** Default 50: a whole number >= 1. */
  max_categories?: number;
  /** Default 100: a whole number >= 1. */
  max_words?: number;
  /** Default null. */
  kinds?: null | Kinds;
}
export interface TableRegressorParameters {
  /** Default 512: a whole number >= 1. */
  n_hidden?: number;
  /** Default "relu". */
  activation?: Activation;
  /** Default "loo": 'loo' or a number >= 0 and <= 1e100. */
  alpha?: Alpha;
  /** Default true. */
  direct_links?: boolean;
  /** Default "learned". */
  features?: 'random' | Features;
  /** Default 256: null or a whole number >= 1. */
  n_landmarks?: null | number;
  /** Default "auto". */
  target?: 'auto' | 'plain' | 'log';
  /** Default true. */
  clip?: boolean;
  /** Default null. */
  random_state?: null | number;
  /** Default null. */
  kinds?: null | Kinds;
}
export interface TextClassifierParameters {
  /** Default [1, 1]: null or two whole numbers (least, most) >= 1 and <= 16. */
  word_ngrams?: Ngrams;
  /** Default [3, 5]: null or two whole numbers (least, most) >= 1 and <= 16. */
  char_ngrams?: Ngrams;
  /** Default 0.4: a number >= 0 and <= 1. */
  word_weight?: number;
  /** Default "auto". */
  vectors?: Vectors;
  /** Default 0.3: a number >= 0 and <= 1. */
  vector_share?: number;
  /** Default "loo". */
  kernel?: 'loo' | OfCosine;
  /** Default "loo": 'loo' or a number >= 0 and <= 1e100. */
  alpha?: Alpha;
  /** Default "auto": null, 'auto' or a whole number >= 1. */
  n_landmarks?: null | 'auto' | number;
  /** Default null. */
  class_weight?: null | 'balanced' | Record<string, number>;
  /** Default null. */
  random_state?: null | number;
}
export interface TextVectorizerParameters {
  /** Default [1, 1]: null or two whole numbers (least, most) >= 1 and <= 16. */
  word_ngrams?: Ngrams;
  /** Default [3, 5]: null or two whole numbers (least, most) >= 1 and <= 16. */
  char_ngrams?: Ngrams;
  /** Default false. */
  across_words?: boolean;
  /** Default 0.4: a number >= 0 and <= 1. */
  word_weight?: number;
  /** Default true. */
  sublinear_tf?: boolean;
  /** Default true. */
  use_idf?: boolean;
  /** Default true. */
  open_vocabulary?: boolean;
  /** Default 1: a whole number >= 1. */
  min_df?: number;
  /** Default null: null or a whole number >= 1 and <= 16777216. */
  max_features?: null | number;
  /** Default null: null or a whole number >= 1024 and <= 16777216. */
  n_hashes?: null | number;
}
export interface VoiceCommandsParameters {
  /** Default 16000: a number >= 2000 and <= 384000. */
  sample_rate?: number;
  /** Default "background". */
  background?: null | string;
  /** Default 0.5: a number >= 0 and <= 1. */
  threshold?: number;
  /** Default 0: a whole number >= 0 and <= 20. */
  copies?: number;
  /** Default 1: a number >= 1e-3 and <= 1e3. */
  gamma?: number;
  /** Default 0.03: a number >= 1e-6 and <= 1e6. */
  alpha?: number;
  /** Default null. */
  random_state?: null | number;
}
export interface VotingELMClassifierParameters {
  /** Default null. */
  estimators?: null | (ModelSpec | [name: string, model: ModelSpec])[];
  /** Default null. */
  weights?: null | number[];
  /** Default null. */
  random_state?: null | number;
}
export interface VotingELMRegressorParameters {
  /** Default null. */
  estimators?: null | (ModelSpec | [name: string, model: ModelSpec])[];
  /** Default null. */
  weights?: null | number[];
  /** Default null. */
  random_state?: null | number;
}
/** Of each class: its parameters, what it is for, what its samples are, its methods. */
export interface Classes {
  AutoELMClassifier: {
    parameters: AutoELMClassifierParameters;
    kind: 'classifier';
    takes: 'numbers';
    methods:
      | 'fit'
      | 'predict'
      | 'predictProba'
      | 'decisionFunction'
      | 'score'
      | 'evaluate'
      | 'crossValidate'
      | 'explain';
  };
  AutoELMRegressor: {
    parameters: AutoELMRegressorParameters;
    kind: 'regressor';
    takes: 'numbers';
    methods: 'fit' | 'predict' | 'score' | 'evaluate' | 'crossValidate' | 'explain';
  };
  Autocomplete: {
    parameters: AutocompleteParameters;
    kind: 'task';
    takes: 'texts';
    methods: 'fit' | 'partialFit' | 'suggest' | 'accept';
  };
  BaggingELMClassifier: {
    parameters: BaggingELMClassifierParameters;
    kind: 'classifier';
    takes: 'parts';
    methods:
      | 'fit'
      | 'predict'
      | 'predictProba'
      | 'decisionFunction'
      | 'score'
      | 'evaluate'
      | 'crossValidate'
      | 'explain';
  };
  BaggingELMRegressor: {
    parameters: BaggingELMRegressorParameters;
    kind: 'regressor';
    takes: 'parts';
    methods: 'fit' | 'predict' | 'score' | 'evaluate' | 'crossValidate' | 'explain';
  };
  Chain: {
    parameters: ChainParameters;
    kind: 'classifier' | 'regressor' | 'clusterer' | 'outlier_detector' | 'transformer' | 'task';
    takes: 'parts';
    methods:
      | 'fit'
      | 'fitPredict'
      | 'partialFit'
      | 'unlearn'
      | 'predict'
      | 'predictProba'
      | 'decisionFunction'
      | 'predictSet'
      | 'predictInterval'
      | 'scoreSamples'
      | 'transform'
      | 'inverseTransform'
      | 'score'
      | 'evaluate'
      | 'crossValidate'
      | 'explain';
  };
  Combine: {
    parameters: CombineParameters;
    kind: 'transformer';
    takes: 'parts';
    methods: 'fit' | 'transform';
  };
  ConformalClassifier: {
    parameters: ConformalClassifierParameters;
    kind: 'classifier';
    takes: 'parts';
    methods:
      | 'fit'
      | 'predict'
      | 'predictProba'
      | 'decisionFunction'
      | 'predictSet'
      | 'score'
      | 'evaluate'
      | 'crossValidate'
      | 'explain';
  };
  ConformalRegressor: {
    parameters: ConformalRegressorParameters;
    kind: 'regressor';
    takes: 'parts';
    methods:
      | 'fit'
      | 'predict'
      | 'predictInterval'
      | 'score'
      | 'evaluate'
      | 'crossValidate'
      | 'explain';
  };
  ConvELMClassifier: {
    parameters: ConvELMClassifierParameters;
    kind: 'classifier';
    takes: 'numbers';
    methods:
      | 'fit'
      | 'partialFit'
      | 'predict'
      | 'predictProba'
      | 'decisionFunction'
      | 'transform'
      | 'score'
      | 'evaluate'
      | 'crossValidate'
      | 'explain';
  };
  DeepELMClassifier: {
    parameters: DeepELMClassifierParameters;
    kind: 'classifier';
    takes: 'numbers';
    methods:
      | 'fit'
      | 'partialFit'
      | 'predict'
      | 'predictProba'
      | 'decisionFunction'
      | 'transform'
      | 'score'
      | 'evaluate'
      | 'crossValidate'
      | 'explain';
  };
  DeepELMRegressor: {
    parameters: DeepELMRegressorParameters;
    kind: 'regressor';
    takes: 'numbers';
    methods:
      | 'fit'
      | 'partialFit'
      | 'predict'
      | 'transform'
      | 'score'
      | 'evaluate'
      | 'crossValidate'
      | 'explain';
  };
  DrumMachine: {
    parameters: DrumMachineParameters;
    kind: 'task';
    takes: 'bars';
    methods: 'fit' | 'partialFit' | 'predict' | 'score' | 'generate';
  };
  ELMAutoencoder: {
    parameters: ELMAutoencoderParameters;
    kind: 'transformer';
    takes: 'numbers';
    methods: 'fit' | 'partialFit' | 'transform' | 'inverseTransform';
  };
  ELMClassifier: {
    parameters: ELMClassifierParameters;
    kind: 'classifier';
    takes: 'numbers';
    methods:
      | 'fit'
      | 'fitStream'
      | 'partialFit'
      | 'merge'
      | 'forget'
      | 'cloneUntrained'
      | 'predict'
      | 'predictProba'
      | 'decisionFunction'
      | 'score'
      | 'evaluate'
      | 'crossValidate'
      | 'explain';
  };
  ELMClusterer: {
    parameters: ELMClustererParameters;
    kind: 'clusterer';
    takes: 'numbers';
    methods: 'fit' | 'fitPredict' | 'predict' | 'transform';
  };
  ELMRegressor: {
    parameters: ELMRegressorParameters;
    kind: 'regressor';
    takes: 'numbers';
    methods:
      | 'fit'
      | 'fitStream'
      | 'partialFit'
      | 'merge'
      | 'forget'
      | 'cloneUntrained'
      | 'predict'
      | 'score'
      | 'evaluate'
      | 'crossValidate'
      | 'explain';
  };
  Frozen: {
    parameters: FrozenParameters;
    kind: 'classifier' | 'regressor' | 'clusterer' | 'outlier_detector' | 'transformer' | 'task';
    takes: 'parts';
    methods:
      | 'fit'
      | 'predict'
      | 'predictProba'
      | 'decisionFunction'
      | 'predictSet'
      | 'predictInterval'
      | 'scoreSamples'
      | 'transform'
      | 'inverseTransform'
      | 'score'
      | 'evaluate'
      | 'crossValidate'
      | 'explain';
  };
  ImageVectorizer: {
    parameters: ImageVectorizerParameters;
    kind: 'transformer';
    takes: 'pictures';
    methods: 'fit' | 'transform';
  };
  IntentClassifier: {
    parameters: IntentClassifierParameters;
    kind: 'classifier';
    takes: 'texts';
    methods:
      | 'fit'
      | 'partialFit'
      | 'predict'
      | 'predictProba'
      | 'decisionFunction'
      | 'score'
      | 'evaluate'
      | 'crossValidate'
      | 'explain';
  };
  KernelELMClassifier: {
    parameters: KernelELMClassifierParameters;
    kind: 'classifier';
    takes: 'numbers';
    methods:
      | 'fit'
      | 'partialFit'
      | 'predict'
      | 'predictProba'
      | 'decisionFunction'
      | 'score'
      | 'evaluate'
      | 'crossValidate'
      | 'explain';
  };
  KernelELMRegressor: {
    parameters: KernelELMRegressorParameters;
    kind: 'regressor';
    takes: 'numbers';
    methods: 'fit' | 'partialFit' | 'predict' | 'score' | 'evaluate' | 'crossValidate' | 'explain';
  };
  LanguageClassifier: {
    parameters: LanguageClassifierParameters;
    kind: 'classifier';
    takes: 'texts';
    methods:
      | 'fit'
      | 'partialFit'
      | 'predict'
      | 'predictProba'
      | 'decisionFunction'
      | 'score'
      | 'evaluate'
      | 'crossValidate'
      | 'explain';
  };
  LogMel: {
    parameters: LogMelParameters;
    kind: 'transformer';
    takes: 'sounds';
    methods: 'fit' | 'transform';
  };
  OneClassELM: {
    parameters: OneClassELMParameters;
    kind: 'outlier_detector';
    takes: 'numbers';
    methods: 'fit' | 'fitPredict' | 'predict' | 'decisionFunction' | 'scoreSamples';
  };
  OnlineELMClassifier: {
    parameters: OnlineELMClassifierParameters;
    kind: 'classifier';
    takes: 'numbers';
    methods:
      | 'fit'
      | 'fitStream'
      | 'partialFit'
      | 'unlearn'
      | 'merge'
      | 'forget'
      | 'cloneUntrained'
      | 'predict'
      | 'predictProba'
      | 'decisionFunction'
      | 'score'
      | 'evaluate'
      | 'crossValidate'
      | 'explain';
  };
  OnlineELMRegressor: {
    parameters: OnlineELMRegressorParameters;
    kind: 'regressor';
    takes: 'numbers';
    methods:
      | 'fit'
      | 'fitStream'
      | 'partialFit'
      | 'unlearn'
      | 'merge'
      | 'forget'
      | 'cloneUntrained'
      | 'predict'
      | 'score'
      | 'evaluate'
      | 'crossValidate'
      | 'explain';
  };
  Recommender: {
    parameters: RecommenderParameters;
    kind: 'regressor';
    takes: 'ratings';
    methods:
      | 'fit'
      | 'partialFit'
      | 'predict'
      | 'score'
      | 'recommend'
      | 'evaluate'
      | 'crossValidate'
      | 'explain';
  };
  Reranker: {
    parameters: RerankerParameters;
    kind: 'task';
    takes: 'numbers';
    methods: 'fit' | 'predict';
  };
  SearchIndex: {
    parameters: SearchIndexParameters;
    kind: 'task';
    takes: 'texts';
    methods:
      | 'fit'
      | 'add'
      | 'upsert'
      | 'remove'
      | 'search'
      | 'expandQuery'
      | 'documents'
      | 'learnClicks';
  };
  SemiSupervisedELMClassifier: {
    parameters: SemiSupervisedELMClassifierParameters;
    kind: 'classifier';
    takes: 'numbers';
    methods:
      | 'fit'
      | 'predict'
      | 'predictProba'
      | 'decisionFunction'
      | 'score'
      | 'evaluate'
      | 'crossValidate'
      | 'explain';
  };
  StackingELMClassifier: {
    parameters: StackingELMClassifierParameters;
    kind: 'classifier';
    takes: 'parts';
    methods:
      | 'fit'
      | 'predict'
      | 'predictProba'
      | 'decisionFunction'
      | 'score'
      | 'evaluate'
      | 'crossValidate'
      | 'explain';
  };
  StackingELMRegressor: {
    parameters: StackingELMRegressorParameters;
    kind: 'regressor';
    takes: 'parts';
    methods: 'fit' | 'predict' | 'score' | 'evaluate' | 'crossValidate' | 'explain';
  };
  TableClassifier: {
    parameters: TableClassifierParameters;
    kind: 'classifier';
    takes: 'table';
    methods:
      | 'fit'
      | 'partialFit'
      | 'predict'
      | 'predictProba'
      | 'decisionFunction'
      | 'score'
      | 'evaluate'
      | 'crossValidate'
      | 'explain';
  };
  TableEncoder: {
    parameters: TableEncoderParameters;
    kind: 'transformer';
    takes: 'table';
    methods: 'fit' | 'transform';
  };
  TableRegressor: {
    parameters: TableRegressorParameters;
    kind: 'regressor';
    takes: 'table';
    methods: 'fit' | 'partialFit' | 'predict' | 'score' | 'evaluate' | 'crossValidate' | 'explain';
  };
  TextClassifier: {
    parameters: TextClassifierParameters;
    kind: 'classifier';
    takes: 'texts';
    methods:
      | 'fit'
      | 'partialFit'
      | 'predict'
      | 'predictProba'
      | 'decisionFunction'
      | 'score'
      | 'evaluate'
      | 'crossValidate'
      | 'explain';
  };
  TextVectorizer: {
    parameters: TextVectorizerParameters;
    kind: 'transformer';
    takes: 'texts';
    methods: 'fit' | 'transform';
  };
  VoiceCommands: {
    parameters: VoiceCommandsParameters;
    kind: 'classifier';
    takes: 'sounds';
    methods:
      | 'fit'
      | 'partialFit'
      | 'predict'
      | 'predictProba'
      | 'decisionFunction'
      | 'score'
      | 'listen'
      | 'evaluate'
      | 'crossValidate'
      | 'explain';
  };
  VotingELMClassifier: {
    parameters: VotingELMClassifierParameters;
    kind: 'classifier';
    takes: 'parts';
    methods:
      | 'fit'
      | 'partialFit'
      | 'predict'
      | 'predictProba'
      | 'decisionFunction'
      | 'score'
      | 'evaluate'
      | 'crossValidate'
      | 'explain';
  };
  VotingELMRegressor: {
    parameters: VotingELMRegressorParameters;
    kind: 'regressor';
    takes: 'parts';
    methods: 'fit' | 'partialFit' | 'predict' | 'score' | 'evaluate' | 'crossValidate' | 'explain';
  };
}
