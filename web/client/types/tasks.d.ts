import type { Label, Matrix, NumberArray } from './data.js';
import type { LearnOptions, Options } from './options.js';

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
  /** False: a word that no document has stands for no word like it. */
  correct?: boolean;
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
   * `corrected`: a typing error, where it is no word itself, or another ending makes words of theirs
   * of it.
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
