// A text file, whatever its encoding, of a bounded size.
// @ts-check

import { decode } from '../../client/files/decode.js';
import { apart } from '../text/bidi.js';
import { MAX_BYTES } from './table.js';

/** @param {File} file @param {number} [most] bytes */
export async function readText(file, most = MAX_BYTES) {
  if (file.size > most) {
    const size = Math.ceil(file.size / 2 ** 20);
    throw new Error(
      apart`The file ${file.name} has ${size} MB; at most ${Math.floor(most / 2 ** 20)} MB can be read.`,
    );
  }
  const { text } = decode(new Uint8Array(await file.arrayBuffer()));
  if (text.includes('\0')) throw new Error(apart`The file ${file.name} is not a text file.`);
  if (!text.trim()) throw new Error(apart`The file ${file.name} is empty.`);
  return text.replace(/^\ufeff/, '');
}

/** @param {string} text */
export const linesOf = (text) =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean);
