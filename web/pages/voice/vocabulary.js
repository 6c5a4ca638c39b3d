// The words that are taught and their clips: a list that changes, is stored, and goes out and in.
// @ts-check
import { apart } from '../../ui/text/bidi.js';
import { fromText, LONGEST, RATE, toText } from './clips.js';

/** @typedef {{ word: string, clip: Float32Array }} Sample */

export const BACKGROUND = 'background';
const FORMAT = 'elm-toolkit-sounds';
const MOST_WORDS = 30;
const MOST_LETTERS = 40;

/** @param {string} name @param {string[]} words */
export function checkWord(name, words) {
  const word = name.trim();
  if (!word) throw new Error('A word needs a name.');
  if (word.length > MOST_LETTERS) throw new Error(`A name has at most ${MOST_LETTERS} letters.`);
  if (words.includes(word)) throw new Error(apart`There is a word “${word}” already.`);
  if (words.length >= MOST_WORDS) throw new Error(`There are at most ${MOST_WORDS} words.`);
  return word;
}

/** The words of samples that are not among some. @param {Sample[]} samples @param {string[]} words */
export function newWords(samples, words) {
  /** @type {string[]} */
  const found = [];
  for (const { word } of samples) {
    const all = [...words, ...found];
    if (word !== BACKGROUND && !all.includes(word)) found.push(checkWord(word, all));
  }
  return found;
}

/** @param {Float32Array} clip @param {string} name of where it is from */
export function checkClip(clip, name) {
  const seconds = clip.length / RATE;
  if (seconds > LONGEST) {
    throw new Error(
      apart`${name} lasts ${seconds.toFixed(1)} s; a sample is one word of at most ${LONGEST} s.`,
    );
  }
  if (!clip.some((sample) => Math.abs(sample) > 1e-4)) throw new Error(apart`${name} is silent.`);
  return clip;
}

/**
 * The word that the name of a file says, as in left-3.wav, or left/3.wav.
 *
 * @param {{ name: string, webkitRelativePath?: string }} file @param {string[]} words
 */
export function wordIn({ name, webkitRelativePath = '' }, words) {
  const parts = [...webkitRelativePath.split('/'), name].map((part) => part.toLowerCase());
  const found = words.filter((word) => {
    const letters = word.toLowerCase();
    return parts.some(
      (part) =>
        part === letters ||
        (part.startsWith(letters) && !/\p{L}/u.test(part.charAt(letters.length))),
    );
  });
  return found.sort((a, b) => b.length - a.length)[0];
}

/**
 * What a file is called without its number, or its folder: a word that may be a new one.
 *
 * @param {{ name: string, webkitRelativePath?: string }} file @returns {string | undefined} none without letters
 */
export function newWordIn({ name, webkitRelativePath = '' }) {
  const folder = webkitRelativePath.split('/').at(-2);
  const word = (folder ?? name.replace(/\.[^.]*$/, ''))
    .normalize('NFC')
    .replace(/[\s_.()-]*\d[\s_.()\d-]*$/, '')
    .replace(/[\s_]+/g, ' ')
    .trim();
  return /\p{L}/u.test(word) ? word : undefined;
}

/** Words with their clips, as plain data. @param {string[]} words @param {Sample[]} samples */
export function toData(words, samples) {
  const list = samples.map(({ word, clip }) => ({ word, pcm16: toText(clip) }));
  return { format: FORMAT, version: 1, rate: RATE, words, samples: list };
}

/** @param {string} text @returns {{ words: string[], samples: Sample[] }} */
export function fromFile(text) {
  let raw;
  try {
    raw = JSON.parse(text);
  } catch {
    throw new Error('This file is not JSON, so it holds no samples of this page.');
  }
  return fromData(raw);
}

/** @param {any} raw @returns {{ words: string[], samples: Sample[] }} @throws {Error} for what is not of toData */
export function fromData(raw) {
  if (raw?.format !== FORMAT || raw.rate !== RATE || !Array.isArray(raw.samples)) {
    throw new Error('This file holds no samples of this page.');
  }
  /** @type {string[]} */
  const words = [];
  for (const word of Array.isArray(raw.words) ? raw.words : []) {
    if (String(word) !== BACKGROUND) words.push(checkWord(String(word), words));
  }
  const samples = raw.samples.map((/** @type {any} */ entry, /** @type {number} */ i) => {
    const word = String(entry?.word);
    if (word !== BACKGROUND && !words.includes(word)) words.push(checkWord(word, words));
    try {
      return { word, clip: checkClip(fromText(String(entry?.pcm16)), `Sample ${i + 1}`) };
    } catch (error) {
      if (error instanceof DOMException) throw new Error(`Sample ${i + 1} is no sound.`);
      throw error;
    }
  });
  return { words, samples };
}
