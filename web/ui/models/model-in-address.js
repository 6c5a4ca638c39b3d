// The model that the address of a page names: one of the gallery (?model=iris), one that this
// browser keeps (?kept=name), or one in a link.
// @ts-check

import { fromFragment } from '../../client/share.js';
import { Shelf } from '../../client/shelf.js';
import { apart } from '../text/bidi.js';
import { galleryFile } from './gallery-files.js';

/** Whether the address names a model. */
export const namesModel = () =>
  location.hash.startsWith('#elm') || /[?&](model|kept)=/.test(location.search);

/** The draft that the address names (?work=…), once: after a reload it is this tab's own. */
export function workInAddress() {
  const url = new URL(location.href);
  const id = url.searchParams.get('work');
  if (id === null) return undefined;
  url.searchParams.delete('work');
  history.replaceState(history.state, '', url);
  return id;
}

/** @returns {Promise<File | null>} @throws {Error} for a model that cannot be had */
export async function modelInAddress() {
  const linked = await fromFragment(location.hash);
  if (linked !== null) return new File([linked], 'the model of the link.json');
  const asked = new URLSearchParams(location.search);
  const [id, name] = [asked.get('model'), asked.get('kept')];
  if (name !== null) return keptModel(name);
  if (id === null) return null;
  if (!/^\w+$/.test(id)) throw new Error('The gallery has no model of this name.');
  return new File([await galleryFile(`${id}.json`)], `${id}.json`);
}

/** @param {string} name */
async function keptModel(name) {
  const shelf = await Shelf.open();
  try {
    return new File([(await shelf.get(name)).json], `${name}.json`);
  } catch {
    throw new Error(
      apart`This browser keeps no model called “${name}”: it was renamed or removed.`,
    );
  } finally {
    shelf.close();
  }
}
