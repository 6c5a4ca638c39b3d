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
  const taken = words.filter(({ how }) => how === 'corrected');
  const unknown = words.filter(({ how, word }) => how === 'unknown' && /[\p{L}\p{N}]/u.test(word));
  const known = words.some(({ how }) => how !== 'unknown');
  const found = taken.map(({ terms }) => listed(terms, 'or')).join(' and ');
  const lacking = listed(known ? [...taken, ...unknown].map(({ word }) => word) : [], 'or');
  return [
    found && `Showing results for ${found}.`,
    lacking && `No document has ${lacking}.`,
    words.length > 0 && !known && 'No document has these words.',
    near && 'These are near in meaning.',
  ]
    .filter(Boolean)
    .join(' ');
}

/** @param {string[]} words @param {string} last what stands before the last one */
function listed(words, last) {
  const quoted = [...new Set(words)].map((word) => apart`“${word}”`);
  const end = quoted.pop() ?? '';
  return quoted.length ? `${quoted.join(', ')} ${last} ${end}` : end;
}
