// Whether a model is kept already: what is kept twice tells nobody which of them is which.
// @ts-check

/** @import { Shelf } from '../../client/shelf.js' */

/** @param {Shelf} shelf @param {string} json @returns {Promise<string | undefined>} the name under which it is */
export async function nameOfSame(shelf, json) {
  const { size: bytes } = new Blob([json]);
  for (const entry of await shelf.list()) {
    if (entry.bytes !== bytes) continue;
    const { json: kept } = await shelf.get(entry.name);
    if ((await kept.text()) === json) return entry.name;
  }
  return undefined;
}
