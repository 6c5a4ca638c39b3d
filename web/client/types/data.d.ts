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
