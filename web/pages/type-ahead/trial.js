// Typing sentences it has not read, key by key: how many keys the suggestions save, and how fast they are.
// @ts-check
import { fitted } from './caret.js';

/** @import { Suggestion } from './caret.js' */

/** Suggestions that a writer looks at. */
const SEEN = 3;
/** Fewer sentences are too few to hold some out. */
const LEAST = 30;

/**
 * A word is taken as soon as it is among the first suggestions, which costs one key and brings its
 * space.
 *
 * @param {string} text
 * @param {(before: string) => Promise<Suggestion[]>} suggest
 * @param {{ onProgress?: (share: number) => void, most?: number }} [options] `most` characters
 */
export async function trial(text, suggest, { onProgress, most = 600 } = {}) {
  const cut = text.length > most ? text.slice(0, most).replace(/\S*$/, '') : text; // no half word
  const whole = cut.replace(/\s+/g, ' ').trim();
  /** @type {number[]} */
  const times = [];
  let keys = 0;
  let at = 0;
  while (at < whole.length) {
    const before = whole.slice(0, at);
    const start = performance.now();
    const offered = await suggest(before);
    times.push(performance.now() - start);
    keys++;
    at =
      taken(
        whole,
        at,
        offered.slice(0, SEEN).map((one) => fitted(before, one)),
      ) ?? at + 1;
    onProgress?.(at / whole.length);
  }
  return { keys, characters: whole.length, times };
}

/**
 * Of the texts of a person every tenth sentence to try, the others to learn from.
 *
 * @param {string[]} texts
 */
export function heldOut(texts) {
  const sentences = texts.flatMap((text) => text.match(/[^.!?\n]+[.!?\n]*\s*/g) ?? []);
  const long = sentences.filter((sentence) => /\s\S+\s/.test(sentence.trim()));
  if (long.length < LEAST) return undefined;
  const held = new Set(long.filter((_, i) => i % 10 === 9));
  return {
    learnt: sentences.filter((sentence) => !held.has(sentence)).join(''),
    unread: [...held].map((sentence) => sentence.trim()).join(' '),
  };
}

/** Where the cursor is after a suggestion that is right, if one is. */
/** @param {string} whole @param {number} at @param {Suggestion[]} offered */
export function taken(whole, at, offered) {
  const rest = (/[\p{L}\p{N}\p{M}'’-]+/uy.exec(whole.slice(at)) ?? [''])[0];
  const begins = at === 0 || /\s/.test(whole[at - 1]);
  const started = !begins;
  const right = offered.find((one) => one.rest === rest && started === (one.rest !== one.word));
  if (!rest || !right) return undefined;
  const end = at + rest.length;
  return whole[end] === ' ' ? end + 1 : end;
}
