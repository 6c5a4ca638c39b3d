import type { ElmError, Heard, Label, Matrix, NumberArray, Suggestion, Table } from '../index.js';
import type { WordVectors } from './vectors.js';

export { ElmError } from '../index.js';

/**
 * A model file that is damaged, hostile, or of a kind that is not known here; `code` is
 * 'model-format', or 'costly-model' for one that takes more than it may unasked, with
 * `details: { needs, limit }` in bytes.
 */
export class ModelFormatError extends ElmError {}

/** A row of a table: a cell for each column, null for a missing one. */
export type Row = Record<string, string | number | boolean | null>;

/** A row of numbers, a text, a row of a table, a clip of sound. */
export type Sample = number[] | NumberArray | string | Row;

export type Samples = Matrix | number[][] | NumberArray[] | string[] | Row[] | Table;

/** A cell of a table that cannot be read as its column is, which counts as missing. */
export interface Unread {
  column: string;
  row: number;
  text: string;
}

/** Predictions of a saved model in plain JavaScript: at once, on any thread, in Node too. */
export class Predictor {
  private constructor();
  /**
   * @param json what `model.save()` or `elm_core.dumps` made, or the object in it (in which less
   *   can be checked)
   * @param options `maxBytes`: what the model may take beyond the file; 60 MB and 16 bytes for each
   *   of its characters unless said
   * @throws {ModelFormatError}
   */
  static from(
    json: string | object,
    options?: { vectors?: WordVectors; maxBytes?: number },
  ): Predictor;
  readonly className: string;
  readonly metadata: Record<string, unknown>;
  /** Labels of a classifier. */
  readonly classes?: Label[];
  /** The cells of tables in the last call that could not be read, at most 100. */
  readonly unread: Unread[];
  /** A label, or a number (several outputs: several numbers); of several samples, as many. */
  predict(sample: Sample): Label | number | Float64Array;
  predict(samples: Samples): Label[] | Float64Array | Matrix;
  /** Probabilities of `classes`. */
  predictProba(sample: Sample): Float64Array;
  predictProba(samples: Samples): Matrix & { classes: Label[] };
  /** Scores of `classes`; of two, the second's less the first's. */
  decisionFunction(sample: Sample): number | Float64Array;
  decisionFunction(samples: Samples): Matrix;
  /** What an encoder makes of samples. */
  transform(sample: Sample): Float64Array;
  transform(samples: Samples): Matrix;
  /** Words that may follow a text, the likeliest first: of an `Autocomplete`, which completes a word that was begun. */
  suggest(text: string, options?: { k?: number }): Suggestion[];
  /**
   * The words that ended in the next samples of a stream, of `VoiceCommands`. What was heard of one
   * that is not over is kept, unless `restart`. `sampleRate` in hertz: the model's own unless said.
   */
  listen(
    samples: NumberArray | number[],
    options?: { sampleRate?: number; restart?: boolean },
  ): Heard;
}
