// What the page begins with: the nine words of other speakers, nothing, or a model that was opened.
// @ts-check
import { byId, replace } from '../../ui/dom/dom.js';
import { galleryFile } from '../../ui/models/gallery-files.js';

/** @import { Base } from './learn.js' */

const choice = byId('base', HTMLSelectElement);

/** @type {Promise<string> | undefined} */
let fetching;

/** The file of the nine words, fetched once. */
export function starter() {
  fetching ??= galleryFile('voice_starter.json');
  fetching.catch(() => {
    fetching = undefined;
  });
  return fetching;
}

/** @type {Base} */
let opened = { name: '', json: null };

/** @returns {Promise<Base>} */
export async function base() {
  if (choice.value === 'nine') return { name: 'Nine spoken words', json: await starter() };
  return choice.value === 'file' ? opened : { name: '', json: null };
}

/**
 * @param {string} kind 'nine', 'none' or 'file'
 * @param {Base} [model] of a file
 * @returns {() => void} takes it back
 */
export function chooseBase(kind, model) {
  const [before, had] = [choice.value, opened];
  if (model) {
    opened = model;
    byId('base-file').hidden = false;
    replace(byId('base-file'), model.name);
  }
  choice.value = kind;
  return () => {
    opened = had;
    choice.value = before;
  };
}

export const baseKind = () => choice.value;
