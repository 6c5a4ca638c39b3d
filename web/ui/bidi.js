// Names and texts of others beside words of ours: one that runs from right to left turns round the
// numbers, colons and names beside it, unless it stands apart.
// Unicode Standard Annex #9, "Unicode Bidirectional Algorithm": isolates.
// @ts-check
import { h } from './dom.js';

/** @typedef {import('./dom.js').Child} Child */

/** Letters that run from right to left, and marks that set a direction. */
const TURNING =
  /[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const ISOLATES = /[\u2066-\u2069]/g;
const [APART, AGAIN] = ['\u2068', '\u2069'];

/** A name in an element of its own direction. @param {...(Child | Child[])} text */
export const named = (...text) => h('bdi', {}, ...text);

/**
 * A name within a sentence, where only text can stand (a title, a message, a choice of a list):
 * between isolates, if it needs them. Other names stay as they are, to be copied and looked for.
 *
 * @param {unknown} name
 */
export function isolated(name) {
  const text = String(name);
  return TURNING.test(text) ? APART + text.replace(ISOLATES, '') + AGAIN : text;
}
