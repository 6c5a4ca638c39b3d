// Where something may be suggested, and what the text becomes when it is accepted.
// @ts-check

/** @typedef {{ word: string, rest: string, probability: number }} Suggestion */

const LETTER = /[\p{L}\p{N}\p{M}]/u;
/** What stands further back says nothing of the next word. */
const CONTEXT = 400;

/** The text before the cursor, or undefined within a word. */
/** @param {string} text @param {number} start @param {number} end of the selection */
export function contextAt(text, start, end) {
  if (start !== end || LETTER.test(text.charAt(start))) return undefined;
  const before = text.slice(Math.max(0, start - CONTEXT), start);
  if (start <= CONTEXT) return before;
  const space = before.search(/\s/); // not half a word
  return space < 0 ? before : before.slice(space);
}

/** Begins a sentence with a capital letter. @param {string} before @param {Suggestion} suggestion */
export function fitted(before, { word, rest, probability }) {
  const begins = rest === word && /(^|[.!?\n])\s*$/.test(before);
  if (!begins) return { word, rest, probability };
  const upper = word.charAt(0).toUpperCase() + word.slice(1);
  return { word: upper, rest: upper, probability };
}

/**
 * The text and the cursor once a suggestion is accepted: a space follows, as one is typed anyway.
 *
 * @param {string} text @param {number} caret @param {Suggestion} suggestion
 */
export function accepted(text, caret, { word, rest }) {
  const before = text.slice(0, caret);
  const after = text.slice(caret);
  const needsSpace = rest === word && before !== '' && !/\s$/.test(before);
  const spaced = /^\s/.test(after) ? '' : ' ';
  const put = `${needsSpace ? ' ' : ''}${rest}${spaced}`;
  return { text: before + put + after, caret: caret + put.length + (spaced ? 0 : 1), put };
}

/** The sentence that was finished by the last key, if one was. */
/** @param {string} text @param {number} caret */
export function finishedSentence(text, caret) {
  const before = text.slice(0, caret);
  const [sentence] = /[^.!?\n]*[.!?\n]$/.exec(before) ?? [];
  return sentence && /\p{L}.*\s.*\p{L}/u.test(sentence) ? sentence.trim() : undefined;
}

/** @param {number[]} values @param {number} q 0 to 1 */
export function quantile(values, q) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.length ? sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] : 0;
}
