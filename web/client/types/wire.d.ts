// What the worker answers to each verb, and what is asked of it: inside of the client only.
import type { WorkerMessage } from '../../worker/protocol.js';
import type { FloatMatrix, Label, Matrix, NumberArray, Samples, Table, Targets } from './data.js';
import type { Told } from './errors.js';
import type { Methods } from './methods.js';
import type { KeptModel } from './model.js';
import type {
  EmbedOptions,
  ExplainOptions,
  FitOptions,
  LearnOptions,
  Options,
  SilhouetteOptions,
} from './options.js';
import type {
  ClassificationReport,
  CrossValidateReport,
  FitResult,
  RegressionReport,
  RowExplanation,
  Summary,
  TextExplanation,
} from './reports.js';
import type { ColumnInfo, ReadTargets } from './tables.js';
import type { Heard, Hit, QueryWord, Suggestion } from './tasks.js';
import type { Info } from './toolkit.js';

export interface Labels {
  codes: Int32Array;
  values: Label[];
}

/** A model that was made, or is described. */
export interface About {
  model: number;
  summary: Summary;
  params?: Record<string, unknown>;
  metadata?: Record<string, unknown>;
}

/** Places are pairs of a start and an end, in characters. */
export type WireHit = Omit<Hit, 'marks'> & { marks: [start: number, end: number][] };

export type WireHeldOut = Omit<CrossValidateReport, 'predictions'> & {
  predictions: Labels | FloatMatrix;
};

export interface Results {
  start: { version: string; heap: number; start: Info['start'] };
  flush: { heap: number };
  info: Info;
  create: About;
  load: About;
  clone_untrained: About;
  describe: Required<Omit<About, 'model'>>;
  save: { json: string };
  dispose: object;
  fit: FitResult;
  partial_fit: FitResult;
  unlearn: FitResult;
  merge: FitResult;
  forget: FitResult;
  add: FitResult;
  upsert: FitResult;
  remove: FitResult;
  learn_clicks: FitResult;
  accept: FitResult;
  fit_predict: FitResult & { labels: FloatMatrix };
  predict: Labels | FloatMatrix;
  predict_proba: FloatMatrix & { classes: Label[] };
  decision_function: FloatMatrix;
  predict_set: Labels & { lengths: Int32Array };
  predict_interval: FloatMatrix;
  score_samples: FloatMatrix;
  transform: FloatMatrix;
  inverse_transform: FloatMatrix;
  explain: RowExplanation | TextExplanation;
  score: { score: number };
  evaluate: ClassificationReport | RegressionReport;
  cross_validate: WireHeldOut;
  embed: FloatMatrix & { rows: Int32Array };
  silhouette: { silhouette: number };
  inspect_table: { columns: ColumnInfo[] };
  read_targets: Omit<ReadTargets, 'y'> & { y: FloatMatrix | Labels; warnings?: Told[] };
  search: { hits: WireHit[] };
  expand_query: { words: QueryWord[] };
  documents: { documents: Omit<Hit, 'score' | 'marks'>[] };
  suggest: { suggestions: Suggestion[] };
  generate: FloatMatrix;
  recommend: { items: Label[]; ratings: Float64Array };
  listen: Heard;
}

export type Verb = keyof Results;

/** What the answer to any verb may tell beside. */
export type Answer<V extends Verb> = Results[V] & { warnings?: Told[] };

export type Args = Record<string, unknown>;
export type Progress = Extract<WorkerMessage, { kind: 'progress' }>;

/** One call of a method. */
export interface Request {
  verb: Verb;
  args: Args;
  options: LearnOptions & { model?: KeptModel };
  unpack(result: Results[Verb]): unknown;
}

/** The methods of models that are one request each; of several forms, all of them in one. */
export type Calls = {
  [M in Exclude<
    keyof Methods,
    'cloneUntrained' | 'explain' | 'fit' | 'fitStream' | 'forget' | 'merge' | 'predict'
  >]: (...given: Parameters<Methods[M]>) => Request;
} & {
  fit(X: Samples, y?: Targets | null, options?: FitOptions): Request;
  predict(X: Samples | null, options?: Options & { threshold?: number }): Request;
  explain(
    sample: string | number[] | NumberArray | Matrix | Table,
    options?: ExplainOptions,
  ): Request;
};

/** Those of the toolkit. */
export type Looks = {
  embed(X: Samples, options?: EmbedOptions): Request;
  silhouette(X: Samples, labels: Targets, options?: SilhouetteOptions): Request;
};
