// Text to terms: words and character n-grams of any script. See elm_core/features/analysis.py.
// @ts-check
import { unitsOf } from '../reading/words.js';

export { wordsOf as words } from '../reading/words.js';

export const WORD = 'word:';

/** @param {string[]} tokens @param {number[]} ngrams */
export function wordTerms(tokens, [low, high]) {
  const units = unitsOf(tokens);
  const terms = [];
  for (let n = low; n <= high; n++) {
    for (let i = 0; i + n <= units.length; i++) terms.push(WORD + units.slice(i, i + n).join(' '));
  }
  return terms;
}

/** @param {string} word @param {number[]} ngrams */
export function charTerms(word, [low, high]) {
  const padded = [' ', ...word, ' '];
  const terms = [];
  for (let n = low; n <= high; n++) {
    if (n >= padded.length) {
      terms.push(padded.join(''));
      break;
    }
    for (let i = 0; i + n <= padded.length; i++) terms.push(padded.slice(i, i + n).join(''));
  }
  return terms;
}

/** @param {string} term 32-bit FNV-1a of its UTF-8 bytes, mixed by the finaliser of MurmurHash3 */
export function hash(term) {
  let h = 2166136261;
  for (const byte of new TextEncoder().encode(term)) h = Math.imul(h ^ byte, 16777619);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
