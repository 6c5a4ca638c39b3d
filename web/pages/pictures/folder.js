// Files of a folder by class: each folder in it is one.
// @ts-check
import { pathOf } from '../../ui/files/dropzone.js';

/** What is taken of a folder. */
export const ENDING = /\.(png|jpe?g|gif|webp|avif|bmp)$/i;

/**
 * @param {File[]} files
 * @returns {[name: string, files: File[]][]} by the folder that each lies in
 */
export function byFolder(files) {
  /** @type {Map<string, File[]>} */
  const classes = new Map();
  for (const file of files) {
    const name = (pathOf(file).split('/').at(-2) ?? 'Class 1').slice(0, 80);
    const those = classes.get(name);
    if (those) those.push(file);
    else classes.set(name, [file]);
  }
  return [...classes];
}
