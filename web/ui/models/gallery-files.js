// The files of the gallery: ready models and their cards.
// @ts-check
import { ASSETS } from '../site.js';

const GALLERY = new URL('gallery/', ASSETS);

/** @param {string} name such as `iris.json` */
export const galleryAddress = (name) => new URL(name, GALLERY);

/** @param {string} name @returns {Promise<string>} */
export async function galleryFile(name) {
  const response = await fetch(galleryAddress(name)).catch(() => null);
  if (!response?.ok) throw new Error(`The gallery's file ${name} could not be loaded.`);
  return response.text();
}
