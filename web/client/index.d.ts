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

/** What comes back is of 64-bit numbers. */
export interface FloatMatrix extends Matrix {
  data: Float64Array;
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

/** Rows of numbers, the same for bars of drums or pictures (bars × steps × drums). */
export type Rows = number[][] | number[][][] | NumberArray[];

/**
 * `Float32Array[]` of unequal lengths, or `{ clips }`, are clips of sound; typed arrays of one
 * length are rows.
 */
export type Samples = Matrix | Rows | string[] | Table | { clips: NumberArray[] };
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

/** What a model has to tell of the samples it was given; see `Options.onWarnings`. */
export interface Told {
  code: 'unreadable-cells' | 'scarce-data' | 'ill-conditioned' | 'data-conversion' | 'warning';
  message: string;
  /**
   * Of cells that cannot be read as what their column holds and are taken as missing, one for each
   * column: how many there are, the first of them and its row, and what they should be. `target`:
   * it is the column to predict, and their rows are left out.
   */
  details: {
    column?: string;
    kind?: ColumnKind;
    cells?: number;
    text?: string;
    row?: number;
    target?: boolean;
  };
}

export interface Options {
  /** Aborting it cancels the request: the promise rejects with code 'cancelled'. */
  signal?: AbortSignal;
  /**
   * Called before the answer comes, and before long work where that is known then, if the model has
   * something to tell; else the console is told.
   */
  onWarnings?: (warnings: Told[]) => void;
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

export interface Block {
  X: Matrix | number[][];
  y: Targets;
}

/** Blocks of rows, asked for no faster than they are learnt. */
export type Blocks = AsyncIterable<Block> | Iterable<Block> | ReadableStream<Block>;

/** How a column writes its numbers. */
export interface NumberFormat {
  decimal?: string;
  /** Between groups of digits: '', ',', '.', ' ' (any blank) or an apostrophe. */
  group?: string;
  /** What stands before or behind all numbers. */
  unit?: string | null;
  /** Whether k, M, B and the like multiply. */
  magnitudes?: boolean;
  trailing_minus?: boolean;
}

export interface CsvOptions {
  /** The column to learn. */
  target: string;
  /** The columns to learn from; all others where nothing is said. */
  columns?: string[];
  /** Rows of a block, 2,048; fewer where there are thousands of columns. */
  rows?: number;
  /** The target is a number, not a label. */
  numeric?: boolean;
  /** What stands between cells, ' ' for any white space; found where nothing is said. */
  delimiter?: string;
  /** Whether the first line holds names; found where nothing is said. Else: column 1, column 2, … */
  header?: boolean;
  /** Found where nothing is said: UTF-8, UTF-16 or Windows-1252. */
  encoding?: string;
  /** What a comma or point is that may be either; decided by the first rows where nothing is said. */
  decimal?: '.' | ',';
  /**
   * What becomes of a row in which a number is missing or cannot be read: an error, which names
   * row, column and cell, or it is left out and counted.
   */
  missing?: 'error' | 'skip';
  /** Rows of another width are errors; else short ones are filled, others left out, and counted. */
  strict?: boolean;
  /** Called with what is seen in the first rows, and at the end. */
  onSeen?: (seen: CsvSeen) => void;
}

/** What was found out about a CSV, and done with it. */
export interface CsvSeen {
  names: string[];
  /** Whether the names come from the file. */
  header: boolean;
  delimiter: string;
  /** The units of columns, from a row of units. */
  units: Record<string, string>;
  /** How the columns of numbers are read. */
  readings: Record<string, NumberFormat>;
  /** Rows in the blocks so far. */
  rows: number;
  /** Rows that were left out: without a target, without a number, of another width. */
  left: { target: number; missing: number; width: number };
  /** What was guessed, filled, cut or left out, in sentences. */
  notes: string[];
}

/**
 * Blocks of a large CSV of numbers, for `model.fit`: read no faster than they are learnt, and
 * nothing of it stays. Delimiter, names, encoding and decimal commas are found as the pages find
 * them. Errors name the row and the column.
 */
export function csvBlocks(
  source: Blob | Response | ReadableStream<Uint8Array>,
  options: CsvOptions,
): AsyncGenerator<Block, CsvSeen>;

export interface StreamOptions extends Options {
  /** All labels, where the first blocks may not have each of them. */
  classes?: Label[];
  onProgress?: (share: undefined, done: { blocks: number }) => void;
}

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
  /** Leave-one-out score of the model that was trained on the other rows, where it has one. */
  loo?: number;
};

export interface CrossValidateOptions extends LearnOptions {
  /**
   * Folds (5), stratified for classifiers; fewer where there are not so many rows, or groups. A
   * share in (0, 1): so many rows are held out, once.
   */
  cv?: number;
  /** Rows of a group (texts or whole numbers) are held out together. */
  groups?: Targets;
  /** Places of the rows that are judged, if not all; others are left out with their group. */
  testRows?: NumberArray | number[];
  /** Copies of the model as it is learn the other folds on top (`partialFit`). */
  warmStart?: boolean;
  /** false: rows go round the folds in their order. */
  shuffle?: boolean;
  /** Of the folds: 0. */
  seed?: number;
}

/** Of all held-out rows; the counts of a class that has rows in one group alone are not among them. */
export type CrossValidateReport = Report & {
  /** Which rows were judged, and the fold that each was held out with. */
  rows: Int32Array;
  folds: Int32Array;
  /** Of each judged row: what a model said that had not learnt from it. */
  predictions: Label[] | Float64Array | Matrix;
  /** Of classifiers, row by row. */
  probabilities?: FloatMatrix & { classes: Label[] };
  /** Accuracy, or R², of each fold. */
  scores: number[];
  /** Of all trainings and predictions. */
  seconds: number;
};

export interface EmbedOptions extends LearnOptions {
  /** Of its `transform`; without, `X` holds numbers. */
  model?: Model;
  /** So many rows, evenly spread over all. */
  maxRows?: number;
  /** 2. */
  nComponents?: number;
}

export interface SilhouetteOptions extends LearnOptions {
  /** A `Chain`: of what its last step gets to see; without, `X` holds numbers. */
  model?: Model;
  /** Random rows that are compared with each other, where there are more: 2,000. */
  sampleSize?: number;
  /** Columns to mean 0 and standard deviation 1. */
  standardize?: boolean;
  seed?: number;
}

export interface FitResult {
  summary: Summary;
  holdout?: HoldoutReport;
  warnings?: Told[];
}

export type ColumnKind = 'number' | 'category' | 'boolean' | 'date' | 'time' | 'text';

/** How the cells of a column are read. A part of it, in `kinds`, is what is not to be decided. */
export interface Reading {
  kind?: ColumnKind | 'identifier' | 'constant' | 'empty' | 'ignored' | 'ignore';
  /** Of numbers. */
  decimal?: '.' | ',';
  group?: '' | ',' | '.' | ' ' | "'";
  unit?: string | null;
  /** k, M and the like multiply. */
  magnitudes?: boolean;
  /** A minus sign may stand behind a number. */
  trailing_minus?: boolean;
  /** The cells are durations; they become seconds. */
  duration?: boolean;
  /** Of dates: which part comes first, and whether times of day are used. */
  order?: 'ymd' | 'dmy' | 'mdy';
  times?: boolean;
  /** More texts that stand for a missing value, and such that do not. */
  missing?: string[];
  labels?: string[];
  /** Case and blanks make no difference. */
  join_spellings?: boolean;
  /** Of texts: words of any script; otherwise, in older files, runs of letters and digits. */
  words?: 'unicode';
}

/** What is known of columns, by their names: kinds, or parts of readings. */
export type Kinds = Record<string, ColumnKind | 'ignore' | Reading>;

/** What else may be meant by a column. */
export interface Hint {
  code: 'decimal' | 'date-order' | 'sentinel' | 'spellings' | 'label' | 'codes';
  text: string;
  /** The part of a reading that makes it so. */
  change: Reading;
}

export interface ColumnInfo {
  name: string;
  kind: ColumnKind | 'identifier' | 'constant' | 'empty' | 'ignored';
  /** Whether it is learnt from; `why` not. */
  used: boolean;
  why: string | null;
  /** Can be given back, as the entry of `kinds`. */
  reading: Reading;
  unit: string | null;
  missing: number;
  /** The texts found in it that stand for a missing value. */
  missing_texts: string[];
  /** Cells that cannot be read as what the column is; they count as missing. */
  unread: number;
  unread_example: { text: string; row: number } | null;
  unique: number;
  examples: string[];
  min?: number;
  max?: number;
  mean?: number;
  categories?: string[];
  hints: Hint[];
  /** The kinds that it may be given. */
  alternatives: (ColumnKind | 'ignore')[];
  /** What the column would be as a target. */
  target: 'classification' | 'regression' | null;
  /** How likely it is the target, 0 for one that cannot be, and why. */
  target_likely: number;
  target_why: string | null;
}

export interface InspectOptions extends LearnOptions {
  kinds?: Kinds;
  /** What a comma or a point is that could be either. */
  decimal?: '.' | ',';
  /** Of the file: where it is a semicolon, such a comma is a decimal comma. */
  delimiter?: string;
  units?: Record<string, string>;
  /** The name of the file, which may name the target. */
  title?: string;
}

export interface ReadTargets {
  y: Float64Array | { codes: Int32Array; values: Label[] };
  /** The rows that have a target. */
  rows: Int32Array;
  reading: Reading;
}

export class ElmError extends Error {
  constructor(code: ErrorCode, message: string, details?: Record<string, unknown>);
  readonly code: ErrorCode;
  /** Where it helps: parameter, row, column, asset. */
  readonly details: Record<string, unknown>;
}

export interface SetOptions extends Options {
  /** Share of new rows whose set or interval holds the truth; 0.9 where nothing is said. */
  coverage?: number;
}

export interface ExplainOptions extends Options {
  /** Rows that say what is usual; a text needs none. */
  background?: Samples;
  /** The class whose probability is explained (the most probable one), or the output. */
  target?: Label;
  /**
   * Where the words of a text stand, for `text.slice`. Otherwise they are cut at blanks, and where
   * a script has none by `Intl.Segmenter`, or pairs of characters stand for words.
   */
  words?: { start: number; end: number }[];
  /** Random orders of the columns; more are more exact. */
  nOrders?: number;
  seed?: number;
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

export interface DocumentOptions extends LearnOptions {
  ids?: (string | number)[];
  /** Plain JSON for each document, for `where`. */
  metadata?: Record<string, unknown>[];
}

export interface SearchOptions extends Options {
  k?: number;
  /** Only documents whose metadata have these values. */
  where?: Record<string, unknown>;
  /** 0 to 1: how much unlikeness to the hits before counts. */
  diversity?: number;
  /** Whether the query is being typed: its last word may go on. */
  complete?: boolean;
  /** False: without what was learnt from clicks. */
  rerank?: boolean;
}

export interface Hit {
  id: string;
  text: string;
  score: number;
  metadata: Record<string, unknown>;
  /** Where words of the query stand, for `text.slice`; none if it is near in meaning alone. */
  marks: { start: number; end: number }[];
}

/** A word of a query, and what is looked for in its place. */
export interface QueryWord {
  word: string;
  /**
   * `exact`: documents have it, but for case, accents and width; `begun`: it begins words of theirs;
   * `corrected`: a typing error or another ending makes words of theirs of it.
   */
  how: 'exact' | 'begun' | 'corrected' | 'unknown';
  /** Words of the documents. */
  terms: string[];
}

export interface Suggestion {
  word: string;
  /** What is missing of the word that was begun. */
  rest: string;
  probability: number;
}

export interface GenerateOptions extends Options {
  bars?: number;
  seed?: number;
  /** 0 plays the most likely hits alone, 1 as often as was learnt, more is wilder. */
  temperature?: number;
  /** Velocities 1 to 127 instead of 1. */
  velocity?: boolean;
  /** What was played before. */
  start?: Matrix | number[][] | number[][][];
}

export interface RecommendOptions extends Options {
  user?: Label;
  n?: number;
  /** Whether items that the user has rated may come too. */
  rated?: boolean;
  /** What a user who is not known has rated. */
  items?: Label[];
  ratings?: NumberArray | number[];
}

export interface Heard {
  /** The words that ended in these samples. */
  words: { label: Label; probability: number; seconds: number }[];
  /** Whether a word is under way. */
  speaking: boolean;
}

/** A new model: a class and its parameters, which may be such models too. */
export interface ModelSpec {
  class: string;
  params?: Record<string, unknown>;
}

/**
 * A model of any class. What its class cannot do rejects with code 'unsupported'; the methods
 * are described in README.md, "Model kinds in JavaScript".
 */
export class Model {
  private constructor();
  readonly id: number;
  readonly className: string;
  readonly params: Record<string, unknown>;
  readonly metadata: Record<string, unknown>;
  readonly summary: Summary;
  /** The name under which this browser keeps it: see `ElmToolkit.keep`. */
  readonly keptAs: string | undefined;
  /** Without `y` (undefined or null) for models that need none. */
  fit(X: Samples, y?: Targets | null, options?: FitOptions): Promise<FitResult>;
  /** Trains on a stream: block by block, each thrown away once it is used. */
  fit(blocks: Blocks, options?: StreamOptions): Promise<FitResult>;
  /** Trains a clusterer or an outlier detector, and returns the label of each row. */
  fitPredict(X: Samples, options?: LearnOptions): Promise<Float64Array>;
  partialFit(
    X: Samples,
    y?: Targets | null,
    options?: LearnOptions & { classes?: Label[] },
  ): Promise<FitResult>;
  /** Takes rows out of an online model, exactly. */
  unlearn(
    X: Samples,
    y: Targets,
    options?: LearnOptions & { sampleWeight?: NumberArray | number[] },
  ): Promise<FitResult>;
  /** A model with the same hidden layer and scaling; trained on other rows it can be merged. */
  cloneUntrained(): Promise<Model>;
  /** Adds what the other model has learnt: then this is the model of the rows of both. */
  merge(other: Model, options?: LearnOptions): Promise<FitResult>;
  /** Takes what the other model has learnt out again. */
  forget(other: Model, options?: LearnOptions): Promise<FitResult>;
  /** The same as `fit` on a stream. */
  fitStream(blocks: Blocks, options?: StreamOptions): Promise<FitResult>;
  /** Labels of a classifier, null where no probability reaches `threshold`. */
  predict(X: Samples, options: Options & { threshold: number }): Promise<(Label | null)[]>;
  /**
   * Labels of a classifier; numbers (or a matrix, for several outputs) of a regressor; clusters;
   * 1 and −1 (novel) of an outlier detector.
   */
  predict(X: Samples, options?: Options): Promise<Label[] | Float64Array | Matrix>;
  /** The labels in the set of each row, of a `ConformalClassifier`. */
  predictSet(X: Samples, options?: SetOptions & { allowEmpty?: boolean }): Promise<Label[][]>;
  /** Low and high end for each row, of a `ConformalRegressor`: (rows, 2). */
  predictInterval(X: Samples, options?: SetOptions): Promise<FloatMatrix>;
  /**
   * The lower, the more novel. null: of the rows the model was trained on, each as if it had not
   * been there, as `fitPredict` judges them (a model from a file does not know these).
   */
  scoreSamples(X: Samples | null, options?: Options): Promise<Float64Array>;
  /** `sampleRate`: of clips of sound. */
  transform(X: Samples, options?: Options & { sampleRate?: number }): Promise<FloatMatrix>;
  inverseTransform(X: Samples, options?: Options): Promise<FloatMatrix>;
  /** How much each word moved the probability. */
  explain(text: string, options?: ExplainOptions): Promise<TextExplanation>;
  /** How much each column moved the answer for one row, away from that of a usual row. */
  explain(
    row: number[] | NumberArray | Matrix | Table,
    options: ExplainOptions & { background: Samples },
  ): Promise<RowExplanation>;
  predictProba(X: Samples, options?: Options): Promise<FloatMatrix & { classes: Label[] }>;
  /**
   * How good such a model is on rows that it has not learnt from, and what is said of each: one is
   * trained for each fold, on the others. The model itself stays as it is, trained or not.
   */
  crossValidate(
    X: Samples,
    y: Targets,
    options?: CrossValidateOptions,
  ): Promise<CrossValidateReport>;
  decisionFunction(X: Samples, options?: Options): Promise<FloatMatrix>;
  /** Accuracy, R², or the measure of the task. */
  score(X: Samples, y?: Targets | null, options?: Options): Promise<number>;
  evaluate(X: Samples, y: Targets, options?: Options): Promise<Report>;
  /** Adds documents to a `SearchIndex`; an id that is there already is an error. */
  add(texts: string[], options?: DocumentOptions): Promise<FitResult>;
  /** Adds documents; those whose id is there already take its place. */
  upsert(
    texts: string[],
    options: DocumentOptions & { ids: (string | number)[] },
  ): Promise<FitResult>;
  remove(ids: (string | number)[], options?: LearnOptions): Promise<FitResult>;
  /** Documents of a `SearchIndex`, the best first; none where nothing fits. */
  search(query: string, options?: SearchOptions): Promise<Hit[]>;
  /** What `search` looks for: one typing error in a word is forgiven. */
  expandQuery(query: string, options?: Options & { complete?: boolean }): Promise<QueryWord[]>;
  /** All documents, in the order they came. */
  documents(
    options?: Options,
  ): Promise<{ id: string; text: string; metadata: Record<string, unknown> }[]>;
  /** Learns which of the documents shown for a query were opened. */
  learnClicks(
    query: string,
    about: LearnOptions & {
      clicked: (string | number)[];
      shown: (string | number)[];
      complete?: boolean;
    },
  ): Promise<FitResult>;
  /** Likely words after a text, of an `Autocomplete`. */
  suggest(text: string, options?: Options & { k?: number }): Promise<Suggestion[]>;
  /** Learns that a word was chosen after a text. */
  accept(text: string, word: string, options?: LearnOptions): Promise<FitResult>;
  /** New bars of a `DrumMachine`: (bars, 16, 9). */
  generate(options?: GenerateOptions): Promise<FloatMatrix>;
  recommend(options: RecommendOptions): Promise<{ item: Label; rating: number }[]>;
  /** Takes samples of a stream, in order; `restart` begins a new one. */
  listen(
    samples: NumberArray,
    options?: Options & { sampleRate?: number; restart?: boolean },
  ): Promise<Heard>;
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

/** What a toolkit tells: `elm.addEventListener('restored', ({ detail }) => …)`. */
export interface ToolkitEvents {
  /** The worker is gone; requests under way reject with 'worker-lost', later ones wait. */
  lost: CustomEvent<{ reason: ElmError }>;
  /**
   * Another worker has taken over. Each model is as it was after its last change that was kept,
   * usually a tenth of a second after the change. Those in `reduced` can predict, not learn
   * further (they are too large to be kept whole); those in `failed` are gone.
   */
  restored: CustomEvent<{
    models: number[];
    reduced: number[];
    failed: number[];
    seconds: number;
  }>;
  /** The worker had grown and was replaced; `before` are the bytes of its heap. */
  recycled: CustomEvent<{ before: number }>;
  /** A model that is kept was saved, or could not be. */
  kept: CustomEvent<{ model: number; name: string; error?: ElmError }>;
}

/** A model file that this browser keeps. */
export interface ShelfEntry {
  name: string;
  revision: string;
  /** Milliseconds since 1970. */
  saved: number;
  bytes: number;
  about: { summary: Summary; metadata: Record<string, unknown> };
}

/**
 * The model files that this browser keeps for this origin. A save is whole or has not happened,
 * whatever comes in between. Dispatches 'change', also for changes in other tabs.
 */
export class Shelf extends EventTarget {
  private constructor();
  static open(name?: string): Promise<Shelf>;
  /** The newest first. */
  list(): Promise<ShelfEntry[]>;
  get(name: string): Promise<ShelfEntry & { json: Blob }>;
  /** Under another name, 'name (2)', where a model that is not `seen` has that name. */
  put(
    name: string,
    json: string | Blob,
    options?: { about?: unknown; seen?: string; replace?: boolean; saved?: number },
  ): Promise<ShelfEntry>;
  /**
   * For a page that is about to go: keeps a text in the place of whatever is there. All is asked of
   * the browser before it returns, and nothing is heard of it.
   */
  putNow(name: string, text: string, options?: { about?: unknown }): void;
  /** Returns the name it has now. */
  rename(from: string, to: string): Promise<string>;
  /** Returns what was there; `put` it again to undo. */
  remove(name: string): Promise<ShelfEntry & { json: Blob }>;
  close(): void;
}

export interface StartOptions extends Options {
  onProgress?: (progress: BootProgress) => void;
  /** A worker of one's own making, or ours as a TrustedScriptURL where trusted types are required. */
  workerUrl?: string | URL;
  /**
   * Address of the folder with `manifest.json` and the Python runtime. It is found without saying
   * so where the folders are as the build made them; an app that bundles the modules copies the
   * folder `assets` of the package to where it serves files, and names it here.
   */
  assets?: string | URL;
  snapshot?: boolean;
  /** Bytes that one fit may take; more is refused before it begins. 2 GiB. */
  memoryBudget?: number;
  /** Bytes of heap above which the worker is replaced when it has nothing to do. 768 MiB. */
  recycleAbove?: number;
  /** Seconds without an answer after which the worker counts as lost. 60. */
  patience?: number;
}

/**
 * A file holds seeds, which may stand for far more than they take: beyond `maxBytes` (60 MB and 16
 * bytes for each character unless said) `load` rejects with code 'costly-model', and `details` say
 * what it would take: `{ needs, limit }`.
 */
export interface LoadOptions extends Pick<LearnOptions, 'signal' | 'onProgress'> {
  maxBytes?: number;
}

export class ElmToolkit extends EventTarget {
  private constructor();
  addEventListener<K extends keyof ToolkitEvents>(
    type: K,
    listener: (event: ToolkitEvents[K]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | AddEventListenerOptions,
  ): void;
  /**
   * Starts the worker. After a first visit it starts from a snapshot that is kept in the origin's
   * private file system, unless `snapshot` is false. A worker that is lost is replaced, and the
   * models are brought back.
   */
  static start(options?: StartOptions): Promise<ElmToolkit>;
  readonly version: string;
  /** Parameters may hold models: `{ class, params }` (see `ModelSpec`), also in lists. */
  create(className: string, params?: Record<string, unknown>): Promise<Model>;
  /**
   * A model that `save` or `elm_core.dumps` wrote. What it may take beyond its file is bounded: see
   * `LoadOptions`.
   */
  load(json: string | Blob, options?: LoadOptions): Promise<Model>;
  /** What each column of a table is, how it is read, and what was guessed. */
  inspectTable(table: Table, options?: InspectOptions): Promise<ColumnInfo[]>;
  /** Reads a table of one column as targets, without the rows that have none. */
  readTargets(
    table: Table,
    options: Options & { task: 'classification' | 'regression'; kind?: Reading },
  ): Promise<ReadTargets>;
  /**
   * A picture of rows: their coordinates along the axes in which they differ most (PCA), and which
   * rows these are.
   */
  embed(X: Samples, options?: EmbedOptions): Promise<FloatMatrix & { rows: Int32Array }>;
  /** The mean silhouette of groups of rows: 1 is far apart, 0 is no groups at all. */
  silhouette(X: Samples, labels: Targets, options?: SilhouetteOptions): Promise<number>;
  shelf(): Promise<Shelf>;
  /**
   * Saves a model in this browser, now and after each change. Returns the name it has: another one
   * than was asked for where that name is taken, unless `replace` is true.
   *
   * A change is done when it is saved: after `await model.partialFit(…)` neither `dispose` nor a
   * closed tab loses it. With `wait: false` it is saved a moment later, which suits a model that
   * learns many times a second: `kept` waits for it.
   */
  keep(
    model: Model,
    name: string,
    options?: { replace?: boolean; wait?: boolean },
  ): Promise<string>;
  /** Resolves with its name when all that a kept model has learnt is saved. */
  kept(model: Model): Promise<string>;
  /** Saves the model no further; what is saved stays. */
  unkeep(model: Model): void;
  /** Loads a model that is kept, and goes on keeping it. */
  open(name: string): Promise<Model>;
  info(): Promise<Info>;
  /**
   * Ends the worker; requests under way reject with code 'disposed'. Resolves when what was learnt by
   * models that are kept is saved, which is so at once unless they are kept with `wait: false`.
   */
  dispose(): Promise<void>;
}
