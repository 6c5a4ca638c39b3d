// The model that the address of a page names: one of the gallery (?model=iris), or one in a link.
// @ts-check
import { fromFragment } from '../client/share.js';

const FOLDER = new URL('../gallery/', import.meta.url);

/** @returns {Promise<File | null>} @throws {Error} for a model that cannot be had */
export async function modelInAddress() {
  const linked = await fromFragment(location.hash);
  if (linked !== null) return new File([linked], 'the model of the link.json');
  const id = new URLSearchParams(location.search).get('model');
  if (id === null) return null;
  const address = new URL(`${id}.json`, FOLDER);
  const response = /^\w+$/.test(id) ? await fetch(address).catch(() => null) : null;
  if (!response?.ok) throw new Error('The gallery has no model of this name.');
  return new File([await response.blob()], `${id}.json`);
}
