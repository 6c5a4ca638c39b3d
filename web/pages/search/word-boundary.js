// Where a text may be cut: where a word begins, in any script, and never within a character.
// @ts-check

/** A word that is longer is cut. */
const LONG = 40;
/** What completes a character: marks, joiners, colours of skin. */
const COMPLETES = /^(?:\p{M}|\u200d|\p{Emoji_Modifier})/u;

/** @type {Intl.Segmenter | undefined} made when it is needed: it loads its dictionaries */
let segmenter;

/**
 * The last place at or before another one where a word begins.
 *
 * @param {string} text
 * @param {number} at
 */
export function wordStart(text, at) {
  if (at >= text.length) return text.length;
  if (at <= 0) return 0;
  const from = Math.max(0, at - LONG);
  const blank = /\s\S*$/.exec(text.slice(from, at + 1));
  if (blank) return from + blank.index + 1;
  return segmentStart(text, from, at) ?? characterStart(text, at);
}

/** @param {string} text @param {number} from @param {number} at */
function segmentStart(text, from, at) {
  if (!/[^\0-\u024f]/.test(text.slice(from, at + LONG))) return undefined;
  if (typeof Intl.Segmenter !== 'function') return undefined;
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'word' });
  const begin = characterStart(text, from);
  const found = segmenter.segment(text.slice(begin, at + LONG)).containing(at - begin);
  // a word that begins before this part of the text is a long one
  return found && (found.index > 0 || begin === 0) ? begin + found.index : undefined;
}

/** @param {string} text @param {number} at */
function characterStart(text, at) {
  let start = at;
  while (start > 0 && start > at - LONG && isWithin(text, start)) start--;
  return start;
}

/** @param {string} text @param {number} at */
const isWithin = (text, at) =>
  COMPLETES.test(text.slice(at, at + 2)) ||
  text.charAt(at - 1) === '\u200d' ||
  (text.codePointAt(at - 1) ?? 0) > 0xffff;
