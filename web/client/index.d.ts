import type { ErrorCode, Stage } from '../worker/protocol.js';

export { ModelFormatError, Predictor } from './predictor/index.js';
export type { ErrorCode, Stage };

/** A label: text, a number or a boolean. Labels come back as they went in. */
export type Label = string | number | boolean;

export type NumberArray =
  | Float64Array
  | Float32Array
  | Int32Array
  | Int16Array
  | Int8Array
  | Uint8Array
  | Uint16Array
  | Uint32Array;

/** Numbers row by row, with the shape beside them. */
export interface Matrix {
  data: NumberArray;
  shape: number[];
}

/**
 * A table: columns of texts (or texts and numbers, null for missing), of numbers (NaN for
 * missing), or of codes into a list of texts (-1 for missing).
 */
export interface Table {
  columns: (
    | { name: string; values: (string | number | null)[] }
    | { name: string; data: NumberArray }
    | { name: string; codes: Int32Array; values: string[] }
  )[];
}

export type Samples = Matrix | number[][] | string[] | Table;
/** `codes` are places in the list of distinct labels `values`. */
export type Targets =
  | Label[]
  | NumberArray
  | Matrix
  | number[][]
  | { codes: Int32Array; values: Label[] };

export interface BootProgress {
  stage: Stage;
  /** Bytes (or steps) done and in all, of this stage. */
  loaded: number;
  total: number;
}

export interface Options {
  /** Aborting it cancels the request: the promise rejects with code 'cancelled'. */
  signal?: AbortSignal;
}

export interface LearnOptions extends Options {
  /** Called with the share done, 0 to 1. */
  onProgress?: (share: number) => void;
}

export interface FitOptions extends LearnOptions {
  sampleWeight?: NumberArray | number[];
  /** Share of the rows, 0 to 1, to hold out: the report is of a model that never saw them. */
  holdout?: number;
  /** Seed of the held-out split. */
  seed?: number;
}

export interface Summary {
  class: string;
  kind: 'classifier' | 'regressor';
  fitted: boolean;
  n_samples?: number;
  n_features?: number;
  n_hidden?: number;
  alpha?: number;
  classes?: Label[];
  /** Leave-one-out accuracy or R². */
  loo?: { metric: 'accuracy' | 'r2'; value: number };
  /** Of table models: the columns in use, with what a form needs to ask for a value. */
  columns?: {
    name: string;
    kind: 'number' | 'category' | 'boolean' | 'date' | 'text';
    usual?: number | string;
    values?: string[];
  }[];
  /** Of table models: the names of columns that are left out. */
  ignored?: string[];
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

export type HoldoutReport = Report & {
  /** Which rows were held out. */
  rows: Int32Array;
  n_train: number;
  seconds: number;
  /** Leave-one-out score of the model that was trained on the other rows. */
  loo: number;
};

export interface FitResult {
  summary: Summary;
  holdout?: HoldoutReport;
}

export interface ColumnInfo {
  name: string;
  kind: 'number' | 'category' | 'boolean' | 'date' | 'text' | 'identifier' | 'constant' | 'empty';
  missing: number;
  /** The texts found in it that stand for a missing value. */
  missing_texts: string[];
  unique: number;
  examples: string[];
  min?: number;
  max?: number;
  mean?: number;
  categories?: string[];
  /** What the column would be as a target. */
  target?: 'classification' | 'regression';
}

export class ElmError extends Error {
  constructor(code: ErrorCode, message: string, details?: Record<string, unknown>);
  readonly code: ErrorCode;
  /** Where it helps: parameter, row, column, asset. */
  readonly details: Record<string, unknown>;
}

export class Model {
  private constructor();
  readonly id: number;
  readonly className: string;
  readonly params: Record<string, unknown>;
  readonly metadata: Record<string, unknown>;
  readonly summary: Summary;
  fit(X: Samples, y: Targets, options?: FitOptions): Promise<FitResult>;
  partialFit(
    X: Samples,
    y: Targets,
    options?: LearnOptions & { classes?: Label[] },
  ): Promise<FitResult>;
  fitStream(
    blocks:
      | AsyncIterable<{ X: Matrix | number[][]; y: Targets }>
      | Iterable<{ X: Matrix | number[][]; y: Targets }>,
    options?: Options & {
      classes?: Label[];
      onProgress?: (share: undefined, done: { blocks: number }) => void;
    },
  ): Promise<FitResult>;
  /** Labels of a classifier; numbers (or a matrix, for several outputs) of a regressor. */
  predict(X: Samples, options?: Options): Promise<Label[] | Float64Array | Matrix>;
  predictProba(
    X: Samples,
    options?: Options,
  ): Promise<{ data: Float64Array; shape: number[]; classes: Label[] }>;
  decisionFunction(X: Samples, options?: Options): Promise<{ data: Float64Array; shape: number[] }>;
  score(X: Samples, y: Targets, options?: Options): Promise<number>;
  evaluate(X: Samples, y: Targets, options?: Options): Promise<Report>;
  /** The model as JSON text, the same as `elm_core.dumps`; with `statistics` it can go on learning. */
  save(
    options?: Options & { metadata?: Record<string, unknown>; statistics?: boolean },
  ): Promise<string>;
  describe(): Promise<{
    summary: Summary;
    params: Record<string, unknown>;
    metadata: Record<string, unknown>;
  }>;
  dispose(): Promise<void>;
}

export interface Info {
  python: string;
  numpy: string;
  classes: string[];
  models: number;
  requests: number;
  /** How the interpreter was started: from a snapshot of an earlier visit, or not. */
  start: 'plain' | 'snapshot';
  /** Python objects held from JavaScript; 0 unless something leaks. */
  proxies: number;
  /** Bytes of the wasm heap, which never shrinks. */
  heap: number;
}

export class ElmToolkit {
  private constructor();
  /**
   * Starts the worker. After a first visit it starts from a snapshot that is kept in the origin's
   * private file system, unless `snapshot` is false.
   */
  static start(
    options?: Options & {
      onProgress?: (progress: BootProgress) => void;
      workerUrl?: string | URL;
      snapshot?: boolean;
    },
  ): Promise<ElmToolkit>;
  readonly version: string;
  create(className: string, params?: Record<string, unknown>): Promise<Model>;
  load(json: string): Promise<Model>;
  inspectTable(table: Table): Promise<ColumnInfo[]>;
  info(): Promise<Info>;
  /** Ends the worker; requests under way reject with code 'disposed'. */
  dispose(): void;
}
