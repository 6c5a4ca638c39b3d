// Sound files as samples of words.
// @ts-check

import { decodeSound } from '../../ui/audio/decode-sound.js';
import { isolated } from '../../ui/text/bidi.js';
import { RATE } from './clips.js';
import { checkClip, newWordIn, wordIn } from './vocabulary.js';

/** @import { Sample } from './vocabulary.js' */

/** @param {File} file @throws {Error} for a file that holds no sound of a fit length */
export const clipOf = async (file) => checkClip(await decodeSound(file, RATE), file.name);

/**
 * Files that name no word that there is name new ones.
 *
 * @param {File[]} files
 * @param {{ word: string, words: string[] }} as the word of all of them; else each is named by its word
 */
export async function samplesIn(files, { word, words }) {
  /** @type {Sample[]} */
  const samples = [];
  const known = [...words];
  for (const file of files) {
    const said = word || wordIn(file, known) || newWordIn(file);
    if (!said) {
      throw new Error(
        `${isolated(file.name)} names no word: choose one beside “Files”, or call the file as its word.`,
      );
    }
    if (!known.includes(said)) known.push(said);
    samples.push({ word: said, clip: await clipOf(file) });
  }
  return samples;
}
