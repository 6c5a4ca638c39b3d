// Files of a folder by class: each folder in it is one.
// @ts-check
import { pathOf } from '../../ui/files/dropzone.js';
import { isFreeName } from '../../ui/samples/card-list.js';
import { isPainted } from './starter.js';

/** @import { SampleClass } from '../../ui/samples/sample-cards.js' */
/** @import { Picture } from './pixels.js' */

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

/**
 * The classes of a folder in place of the painted patterns, or beside one's own.
 *
 * @param {SampleClass<Picture>[]} classes there are @param {SampleClass<Picture>[]} found
 * @returns {SampleClass<Picture>[]}
 */
export function joinedWith(classes, found) {
  const own = classes.filter(({ name, samples }) =>
    samples.length ? !samples.every(isPainted) : !isFreeName(name),
  );
  const others = own.filter(({ name }) => !found.some((one) => one.name === name));
  const joined = found.map(({ name, samples }) => ({
    name,
    samples: [...(own.find((one) => one.name === name)?.samples ?? []), ...samples],
  }));
  return [...others, ...joined];
}
