import type { Label, Matrix, NumberArray, Samples, Targets } from './data.js';
import type { Told } from './errors.js';
import type { KeptModel } from './model.js';

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
  /** Whether that report says what each column is worth, of up to 100. */
  importances?: boolean;
  /** Seed of the held-out split. */
  seed?: number;
}

export interface StreamOptions extends Options {
  /** All labels, where the first blocks may not have each of them. */
  classes?: Label[];
  onProgress?: (share: undefined, done: { blocks: number }) => void;
}

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

export interface EmbedOptions extends LearnOptions {
  /** Of its `transform`; without, `X` holds numbers. */
  model?: KeptModel;
  /** So many rows, evenly spread over all. */
  maxRows?: number;
  /** 2. */
  nComponents?: number;
}

export interface SilhouetteOptions extends LearnOptions {
  /** A `Chain`: of what its last step gets to see; without, `X` holds numbers. */
  model?: KeptModel;
  /** Random rows that are compared with each other, where there are more: 2,000. */
  sampleSize?: number;
  /** Columns to mean 0 and standard deviation 1. */
  standardize?: boolean;
  seed?: number;
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

export interface Block {
  X: Matrix | number[][];
  y: Targets;
}

/** Blocks of rows, asked for no faster than they are learnt. */
export type Blocks = AsyncIterable<Block> | Iterable<Block> | ReadableStream<Block>;

/**
 * `statistics`: also what further training needs. `precision` of the matrices in the file: a shorter
 * one is rounded (docs/model-file.md says what that loses).
 */
export interface SaveOptions extends Options {
  metadata?: Record<string, unknown>;
  statistics?: boolean;
  precision?: 'float64' | 'float32' | 'float16';
}
