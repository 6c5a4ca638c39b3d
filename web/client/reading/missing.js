// Texts that stand for a missing value. See elm_core/tables/missing.py.
// @ts-check
import { strip } from './unicode.js';

/** In lower case, without the blanks around them. */
export const MISSING = new Set([
  ...['', '?', '-', '--', '---', '–', '—', '.', '..', '...', '*', '**', '***'],
  ...['na', 'n/a', 'n.a.', 'n.a', 'n/d', 'n.d.', 'na()', '<na>', '(na)', 'nat'],
  ...['nan', '-nan', '+nan', 'nan()', 'null', '(null)', '[null]', '<null>', '\\n', 'none'],
  ...['no data', 'not available', 'not applicable', 'k.a.', 'k. a.', 'n.v.', 's/d', 'sin dato'],
  ...['nil', 'missing', '(missing)', '<missing>', '[missing]', '(blank)', '(empty)', '#n/a'],
  ...['#n/a n/a', '#na', '#null!', '#div/0!', '#value!', '#ref!', '#name?', '#num!', '#nv'],
  ...['#wert!', '#bezug!', '1.#ind', '-1.#ind', '1.#qnan', '-1.#qnan', '1.#inf', '-1.#inf'],
  ...['inf', '+inf', '-inf', 'infinity', '+infinity', '-infinity', '∞', '+∞', '-∞'],
]);

/** Those of them that people also use as a word: among frequent labels they are a label. */
export const WORDS = new Set(['none', 'nil', 'missing']);

/** @param {string} text */
export const isMissing = (text) => MISSING.has(strip(text).toLowerCase());
