import type { Label } from './data.js';
import type { LearnOptions, Options } from './options.js';

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
  /** The first of the hundred years that two digits stand for; 1969 where nothing is said. */
  years_from?: number;
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
  code:
    | 'decimal'
    | 'date-order'
    | 'years'
    | 'unit'
    | 'sentinel'
    | 'spellings'
    | 'label'
    | 'codes'
    | 'kind'
    | 'row-number';
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
  /** Of numbers, and of dates in days since 1970. */
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

export interface ReadOptions extends Options {
  task: 'classification' | 'regression';
  kind?: Reading;
}

export interface ReadTargets {
  y: Float64Array | { codes: Int32Array; values: Label[] };
  /** The rows that have a target. */
  rows: Int32Array;
  reading: Reading;
}
