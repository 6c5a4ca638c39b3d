import type { FloatMatrix } from './data.js';
import type { Block } from './options.js';

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
  /** The columns to learn from; where nothing is said all others but those that count the rows. */
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

/** Rows of numbers, and what is to be predicted of them. */
export interface CsvBlock extends Block {
  X: FloatMatrix;
}

/**
 * Blocks of a large CSV of numbers, for `model.fit`: read no faster than they are learnt, and
 * nothing of it stays. Delimiter, names, encoding and decimal commas are found as the pages find
 * them. Errors name the row and the column.
 */
export function csvBlocks(
  source: Blob | Response | ReadableStream<Uint8Array>,
  options: CsvOptions,
): AsyncGenerator<CsvBlock, CsvSeen>;
