// Texts to words of any script. See elm_core/features/analysis.py.
// @ts-check
import { casefold } from './unicode.js';

/** @import { WordsRule } from './cell.js' */

/** Scripts written without blanks between words. */
const UNSPACED =
  /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]+/gu;

/** @param {string} text */
export function wordsOf(text) {
  return casefold(text.normalize('NFKC'))
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/\p{S}/gu, ' $& ')
    .replace(/[^\p{L}\p{M}\p{N}\p{S}]+/gu, ' ')
    .split(' ')
    .filter(Boolean);
}

/** Words, or pairs of characters where a script has no blanks. @param {string[]} words */
export const unitsOf = (words) =>
  words.flatMap((word) => word.replace(UNSPACED, pairsOf).split('\n').filter(Boolean));

/** @param {string} run */
function pairsOf(run) {
  const all = [...run];
  const both = all.length === 1 ? all : all.slice(1).map((c, i) => all[i] + c);
  return `\n${both.join('\n')}\n`;
}

/** A text is its words. @returns {WordsRule} */
export const wordsRule = () => (text) => unitsOf(wordsOf(text));
