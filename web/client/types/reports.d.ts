import type { FloatMatrix, Label, Matrix } from './data.js';
import type { Told } from './errors.js';
import type { ColumnKind, Reading } from './tables.js';

export interface Summary {
  class: string;
  /** What the model is for; a chain is what its last step is. */
  kind: 'classifier' | 'regressor' | 'clusterer' | 'outlier_detector' | 'transformer' | 'task';
  fitted: boolean;
  n_samples?: number;
  n_features?: number;
  n_hidden?: number;
  alpha?: number;
  classes?: Label[];
  /** Leave-one-out score, of models that have one in closed form. */
  loo?: { metric: 'accuracy' | 'r2' | 'micro_f1'; value: number };
  /** Of online models: how they did on rows that they had not learnt yet, and whether that drifts. */
  watch?: {
    rows: number;
    /** Accuracy or R², once a row was tested. */
    score?: number;
    level: 'stable' | 'warning' | 'drift';
    drifts: number;
  };
  /** Of chains: what each step took in the last training, and holds. */
  stages?: {
    step: string;
    class: string;
    fit_seconds: number;
    transform_seconds: number;
    /** Columns that it gives; none of the last step. */
    columns?: number;
    bytes: number;
  }[];
  /** Of table models: the columns in use, with what a form needs to ask for a value. */
  columns?: {
    name: string;
    kind: ColumnKind;
    usual?: number | string;
    values?: string[];
    reading: Reading;
  }[];
  /** Of table models: the names of columns that are left out. */
  ignored?: string[];
  /** Of automatic models: what was tried, best first; loss and score are leave-one-out. */
  leaderboard?: {
    model: string;
    params: Record<string, unknown>;
    rows: number;
    loss: number;
    score: number;
    seconds: number;
  }[];
  /** Of automatic models: how far the search came, in seconds of processor time, and why it ended. */
  search?: { tried: number; on_all_rows: number; seconds: number; ended: string };
  /** Of classifiers that decide for balanced accuracy: the parameter. */
  decide?: 'balanced';
  /** Whether a regressor has learnt the logarithm of its targets. */
  log_target?: boolean;
  /** Time the training took in the worker. */
  seconds?: number;
}

export interface ClassificationReport {
  task: 'classification';
  n: number;
  accuracy: number;
  balanced_accuracy: number;
  macro_f1: number;
  log_loss: number;
  /** Expected calibration error. */
  ece: number;
  classes: Label[];
  /** Rows are true classes, columns predicted ones. */
  confusion: Matrix;
  per_class: { label: Label; precision: number; recall: number; f1: number; support: number }[];
  calibration: { from: number; to: number; confidence: number; accuracy: number; count: number }[];
  worst: { row: number; truth: Label; predicted: Label; probability: number }[];
  /** Of models that have `decide`: how right each way to decide is on these rows. */
  decisions?: Record<'probable' | 'balanced', { accuracy: number; balanced_accuracy: number }>;
}

export interface RegressionReport {
  task: 'regression';
  n: number;
  r2: number;
  mae: number;
  rmse: number;
  actual: Float64Array;
  predicted: Float64Array;
  worst: { row: number; truth: number; predicted: number; residual: number }[];
}

export type Report = ClassificationReport | RegressionReport;

export type HoldoutReport<R extends Report = Report> = R & {
  /** Which rows were held out. */
  rows: Int32Array;
  n_train: number;
  seconds: number;
  /** Leave-one-out score of the model that was trained on the other rows, where it has one. */
  loo?: number;
  /** Where it was asked for. */
  importances?: Importances;
};

/**
 * How much accuracy, or R², falls when the cells of a column change places among the held-out rows:
 * mean and standard deviation of three times.
 */
export interface Importances {
  columns: (string | number)[];
  mean: Float64Array;
  std: Float64Array;
}

/** Of all held-out rows; the counts of a class that has rows in one group alone are not among them. */
export type CrossValidateReport<
  R extends Report = Report,
  P = Label[] | Float64Array | FloatMatrix,
> = R & {
  /** Which rows were judged, and the fold that each was held out with. */
  rows: Int32Array;
  folds: Int32Array;
  /** Of each judged row: what a model said that had not learnt from it. */
  predictions: P;
  /** Of classifiers, row by row. */
  probabilities?: FloatMatrix & { classes: Label[] };
  /** Accuracy, or R², of each fold. */
  scores: number[];
  /** Of all trainings and predictions. */
  seconds: number;
};

export interface FitResult<R extends Report = Report> {
  summary: Summary;
  holdout?: HoldoutReport<R>;
  warnings?: Told[];
}

/** base + the sum of contributions = value. */
export interface RowExplanation {
  columns: (string | number)[];
  contributions: Float64Array;
  base: number;
  value: number;
  target?: Label;
}

export interface TextExplanation {
  /** `word` is `text.slice(start, end)`. */
  words: { word: string; start: number; end: number; contribution: number }[];
  /** Probability with no words at all. */
  base: number;
  value: number;
  target: Label;
}
