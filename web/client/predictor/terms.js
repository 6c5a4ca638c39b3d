// Text to terms: words and character n-grams of any script. See elm_core/features/analysis.py.
// @ts-check
import { casefold } from '../reading/unicode.js';

export const WORD = 'word:';

/** Scripts written without spaces between words. */
const UNSPACED =
  /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]+/gu;

/** @param {string} text */
export function words(text) {
  return casefold(text.normalize('NFKC'))
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/\p{S}/gu, ' $& ')
    .replace(/[^\p{L}\p{M}\p{N}\p{S}]+/gu, ' ')
    .split(' ')
    .filter(Boolean);
}

/** @param {string[]} tokens @param {number[]} ngrams */
export function wordTerms(tokens, [low, high]) {
  const units = tokens.flatMap((token) =>
    token.replace(UNSPACED, pairs).split('\n').filter(Boolean),
  );
  const terms = [];
  for (let n = low; n <= high; n++) {
    for (let i = 0; i + n <= units.length; i++) terms.push(WORD + units.slice(i, i + n).join(' '));
  }
  return terms;
}

/** @param {string} run */
function pairs(run) {
  const all = [...run];
  const both = all.length === 1 ? all : all.slice(1).map((c, i) => all[i] + c);
  return `\n${both.join('\n')}\n`;
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
