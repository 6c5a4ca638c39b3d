import type { FloatMatrix, Label, Matrix, NumberArray, Samples, Table, Targets } from './data.js';
import type { KeptModel, Model } from './model.js';
import type {
  Blocks,
  CrossValidateOptions,
  ExplainOptions,
  FitOptions,
  LearnOptions,
  Options,
  SetOptions,
  StreamOptions,
} from './options.js';
import type {
  CrossValidateReport,
  FitResult,
  HoldoutReport,
  Report,
  RowExplanation,
  TextExplanation,
} from './reports.js';
import type {
  DocumentOptions,
  GenerateOptions,
  Heard,
  Hit,
  QueryWord,
  RecommendOptions,
  SearchOptions,
  Suggestion,
} from './tasks.js';

/**
 * What models can be asked; which class has which of it stands in `Classes`. `S` are its samples,
 * `R` its reports, `P` what it predicts.
 */
export interface Methods<
  S = Samples,
  R extends Report = Report,
  P = Label[] | Float64Array | FloatMatrix,
> {
  /** With rows that are held out, and a report on these. */
  fit(
    X: S,
    y: Targets,
    options: FitOptions & { holdout: number },
  ): Promise<FitResult<R> & { holdout: HoldoutReport<R> }>;
  /** Without `y` (undefined or null) for models that need none. */
  fit(X: S, y?: Targets | null, options?: FitOptions): Promise<FitResult<R>>;
  /** Trains on a stream: block by block, each thrown away once it is used. */
  fit(blocks: Blocks, options?: StreamOptions): Promise<FitResult<R>>;
  /** Trains a clusterer or an outlier detector, and returns the label of each row. */
  fitPredict(X: S, options?: LearnOptions): Promise<Float64Array>;
  partialFit(
    X: S,
    y?: Targets | null,
    options?: LearnOptions & { classes?: Label[] },
  ): Promise<FitResult<R>>;
  /** Takes rows out of an online model, exactly. */
  unlearn(
    X: S,
    y: Targets,
    options?: LearnOptions & { sampleWeight?: NumberArray | number[] },
  ): Promise<FitResult<R>>;
  /** A model with the same hidden layer and scaling; trained on other rows it can be merged. */
  cloneUntrained(): Promise<Model>;
  /** Adds what the other model has learnt: then this is the model of the rows of both. */
  merge(other: KeptModel, options?: LearnOptions): Promise<FitResult<R>>;
  /** Takes what the other model has learnt out again. */
  forget(other: KeptModel, options?: LearnOptions): Promise<FitResult<R>>;
  /** The same as `fit` on a stream. */
  fitStream(blocks: Blocks, options?: StreamOptions): Promise<FitResult<R>>;
  /** Labels of a classifier, null where no probability reaches `threshold`. */
  predict(
    X: S,
    options: P extends Label[] ? Options & { threshold: number } : never,
  ): Promise<(Label | null)[]>;
  /**
   * Labels of a classifier; numbers (or a matrix, for several outputs) of a regressor; clusters;
   * 1 and −1 (novel) of an outlier detector. null: of the texts that a `TextClassifier` was trained
   * on, each by a model without it (a model from a file, or of landmarks, does not know these).
   */
  predict(X: S | null, options?: Options): Promise<P>;
  /** The labels in the set of each row, of a `ConformalClassifier`. */
  predictSet(X: S, options?: SetOptions & { allowEmpty?: boolean }): Promise<Label[][]>;
  /** Low and high end for each row, of a `ConformalRegressor`: (rows, 2). */
  predictInterval(X: S, options?: SetOptions): Promise<FloatMatrix>;
  /**
   * The lower, the more novel. null: of the rows the model was trained on, each as if it had not
   * been there, as `fitPredict` judges them (a model from a file does not know these).
   */
  scoreSamples(X: S | null, options?: Options): Promise<Float64Array>;
  /** `sampleRate`: of clips of sound. */
  transform(X: S, options?: Options & { sampleRate?: number }): Promise<FloatMatrix>;
  inverseTransform(X: S, options?: Options): Promise<FloatMatrix>;
  /** How much each word moved the probability. */
  explain(text: string, options?: ExplainOptions): Promise<TextExplanation>;
  /** How much each column moved the answer for one row, away from that of a usual row. */
  explain(
    row: number[] | NumberArray | Matrix | Table,
    options: ExplainOptions & { background: S },
  ): Promise<RowExplanation>;
  predictProba(X: S, options?: Options): Promise<FloatMatrix & { classes: Label[] }>;
  /**
   * How good such a model is on rows that it has not learnt from, and what is said of each: one is
   * trained for each fold, on the others. The model itself stays as it is, trained or not.
   */
  crossValidate(
    X: S,
    y: Targets,
    options?: CrossValidateOptions,
  ): Promise<CrossValidateReport<R, P>>;
  decisionFunction(X: S, options?: Options): Promise<FloatMatrix>;
  /** Accuracy, R², or the measure of the task. */
  score(X: S, y?: Targets | null, options?: Options): Promise<number>;
  evaluate(X: S, y: Targets, options?: Options): Promise<R>;
  /** Adds documents to a `SearchIndex`; an id that is there already is an error. */
  add(texts: string[], options?: DocumentOptions): Promise<FitResult<R>>;
  /** Adds documents; those whose id is there already take its place. */
  upsert(
    texts: string[],
    options: DocumentOptions & { ids: (string | number)[] },
  ): Promise<FitResult<R>>;
  remove(ids: (string | number)[], options?: LearnOptions): Promise<FitResult<R>>;
  /** Documents of a `SearchIndex`, the best first; none where nothing fits. */
  search(query: string, options?: SearchOptions): Promise<Hit[]>;
  /** What `search` looks for: one typing error in a word is forgiven. */
  expandQuery(
    query: string,
    options?: Options & { complete?: boolean; correct?: boolean },
  ): Promise<QueryWord[]>;
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
      correct?: boolean;
    },
  ): Promise<FitResult<R>>;
  /** Likely words after a text, of an `Autocomplete`. */
  suggest(text: string, options?: Options & { k?: number }): Promise<Suggestion[]>;
  /** Learns that a word was chosen after a text. */
  accept(text: string, word: string, options?: LearnOptions): Promise<FitResult<R>>;
  /** New bars of a `DrumMachine`: (bars, 16, 9). */
  generate(options?: GenerateOptions): Promise<FloatMatrix>;
  recommend(options: RecommendOptions): Promise<{ item: Label; rating: number }[]>;
  /** Takes samples of a stream, in order; `restart` begins a new one. */
  listen(
    samples: NumberArray,
    options?: Options & { sampleRate?: number; restart?: boolean },
  ): Promise<Heard>;
}
