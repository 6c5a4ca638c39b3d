// What a query was taken for, as a sentence: nothing is guessed in silence.
// @ts-check
import { apart } from '../../ui/text/bidi.js';

/** @import { QueryWord } from '../../client/index.js' */

/**
 * @param {QueryWord[]} words
 * @param {boolean} [near] whether what was found has none of the words
 * @returns {string} empty where every word was found as it was written
 */
export function queryInterpretation(words, near = false) {
  const taken = corrected(words);
  const unknown = words.filter(({ how, word }) => how === 'unknown' && /[\p{L}\p{N}]/u.test(word));
  const known = words.some(({ how }) => how !== 'unknown');
  const instead = taken.map(
    ({ word, terms }) => apart`${inQuotes(terms, 'or')} instead of “${word}”`,
  );
  const lacking = inQuotes(known ? unknown.map(({ word }) => word) : [], 'or');
  return [
    instead.length > 0 && `Searched for ${instead.join(' and for ')}.`,
    lacking && `No document has ${lacking}.`,
    words.length > 0 && !known && 'No document has these words.',
    near && 'These are near in meaning.',
  ]
    .filter(Boolean)
    .join(' ');
}

/** The words that were taken for others. @param {QueryWord[]} words */
export const corrected = (words) => words.filter(({ how }) => how === 'corrected');

/** @param {string[]} words @param {string} last what stands before the last one */
export function inQuotes(words, last) {
  const quoted = [...new Set(words)].map((word) => apart`“${word}”`);
  const end = quoted.pop() ?? '';
  return quoted.length ? `${quoted.join(', ')} ${last} ${end}` : end;
}
