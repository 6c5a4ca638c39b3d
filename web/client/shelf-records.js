// How the shelf holds a model in IndexedDB: an entry for lists, its file with a checksum, and unless
// the file is large a copy of both, for where one of them is damaged.
// @ts-check
import { checksum } from '../worker/checksum.js';
import { ElmError } from './errors.js';

/** @import { Entry, KeptFile } from './shelf.js' */

/** @typedef {Entry & { sum?: string }} Noted `sum`: of the file; entries of older versions have none */
/** @typedef {{ entry: Noted, file: ArrayBuffer }} Copy */
/** @typedef {{ entries: IDBObjectStore, files: IDBObjectStore }} Stores */

/** Larger files are kept once, in bytes. */
const COPIED = 16 * 2 ** 20;

/**
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
export const settled = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/**
 * What is kept under a name, or its copy.
 *
 * @param {Stores} stores
 * @param {string} name
 * @returns {Promise<Copy & { damaged: boolean }>}
 */
export async function sound({ entries, files }, name) {
  const [entry, file, copy] = await Promise.all([
    settled(entries.get(name)),
    settled(files.get(name)),
    settled(files.get([name])),
  ]);
  if (entry === undefined) throw new ElmError('not-found', `no model is kept as '${name}'`);
  if (isRight(entry, file)) return { entry: { ...entry, name }, file, damaged: false };
  if (copy && isRight(copy.entry, copy.file)) return { ...copy, damaged: true };
  throw new ElmError('storage', `the model kept as '${name}' is damaged: its storage was changed`);
}

/** @param {Noted | undefined} entry @param {unknown} file @returns {boolean} */
const isRight = (entry, file) =>
  typeof entry?.revision === 'string' &&
  file instanceof ArrayBuffer &&
  (entry.sum === undefined || entry.sum === sumOf(file));

/** The copy takes the place of what was damaged, unless that was saved anew meanwhile. */
/** @param {Stores} stores @param {Noted} entry @param {ArrayBuffer} file */
export async function mend(stores, entry, file) {
  const { damaged, entry: now } = await sound(stores, entry.name);
  if (damaged && now.revision === entry.revision) write(stores, entry, file);
}

/** @param {string} name @param {ArrayBuffer} file @param {unknown} about what lists show: of a model as `Entry` says, of others theirs @param {number} saved @returns {Noted} */
export function newEntry(name, file, about, saved) {
  const revision = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
  const noted = { name, revision, saved, bytes: file.byteLength, about, sum: sumOf(file) };
  return /** @type {Noted} */ (noted);
}

/** What lists show of an entry, whatever has become of it. */
/** @param {unknown} entry @param {string} name @returns {Entry} */
export function legible(entry, name) {
  const { revision, saved, bytes, about } = Object(entry);
  return {
    name,
    revision: String(revision),
    saved: Number(saved) || 0,
    bytes: Number(bytes) || 0,
    about: Object(about),
  };
}

/** @param {Stores} stores @param {Noted} entry @param {ArrayBuffer} file */
export function write({ entries, files }, entry, file) {
  const { name } = entry;
  entries.put(entry, name);
  files.put(file, name);
  if (file.byteLength <= COPIED) files.put({ entry, file }, [name]);
  else files.delete([name]);
}

/** @param {Stores} stores @param {string} name */
export function erase({ entries, files }, name) {
  entries.delete(name);
  for (const key of [name, [name]]) files.delete(key);
}

/** @param {Noted} entry @param {ArrayBuffer} file @returns {KeptFile} */
export const opened = ({ sum, ...entry }, file) => ({ ...entry, json: new Blob([file]) });

/** @param {ArrayBuffer} file */
const sumOf = (file) => [...checksum(new Uint8Array(file))].map((word) => word.toString(16)).join();
