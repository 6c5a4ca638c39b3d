// Model files that this browser keeps for this origin, by name.
//
// One transaction of IndexedDB a change: a save that is cut short (tab closed, disk full) leaves
// what was there before. Each save of a name has a revision; who saves over one that it has not
// seen, as a second tab would, is given another name instead. A file has a checksum and, unless it
// is large, a second copy: where one of them is damaged, the other one is what is opened.
// @ts-check
import { ElmError } from './errors.js';
import { erase, legible, mend, newEntry, opened, settled, sound, write } from './shelf-records.js';

/** @import { Stores } from './shelf-records.js' */
/** @import { ShelfEntry } from './types/shelf.js' */

/** @typedef {{ name: string, revision: string, saved: number, bytes: number, about: ShelfEntry['about'] }} Entry saved: milliseconds since 1970 */
/** @typedef {Entry & { json: Blob }} KeptFile */
/** @typedef {{ type: 'put' | 'remove', name: string, revision?: string } | { type: 'rename', name: string, from: string }} Change */

const CHANNEL = 'elm-toolkit-shelf';
const ENTRIES = 'entries';
const FILES = 'files';

/** Dispatches 'change' with the `Change` as its detail, also for those of other tabs. */
export class Shelf extends EventTarget {
  #database;
  #channel = new BroadcastChannel(CHANNEL);

  /** Use `Shelf.open()`. @param {IDBDatabase} database */
  constructor(database) {
    super();
    this.#database = database;
    database.onversionchange = () => this.close(); // a newer version of the page needs it
    this.#channel.onmessage = ({ data }) => this.#dispatch(data);
  }

  /** @param {string} [name] of the database, where an app has several shelves */
  static async open(name = 'elm-toolkit') {
    try {
      const request = indexedDB.open(name, 1);
      request.onupgradeneeded = () => {
        for (const store of [ENTRIES, FILES]) request.result.createObjectStore(store);
      };
      return new Shelf(await settled(request));
    } catch (error) {
      throw unusable(error);
    }
  }

  /** @returns {Promise<Entry[]>} what is kept, the newest first */
  async list() {
    const [names, entries] = await this.#run('readonly', ({ entries }) =>
      Promise.all([settled(entries.getAllKeys()), settled(entries.getAll())]),
    );
    return entries
      .map((/** @type {unknown} */ entry, /** @type {number} */ i) =>
        legible(entry, String(names[i])),
      )
      .sort((/** @type {Entry} */ a, /** @type {Entry} */ b) => b.saved - a.saved);
  }

  /** @param {string} name @returns {Promise<KeptFile>} */
  async get(name) {
    const { entry, file, damaged } = await this.#run('readonly', (stores) => sound(stores, name));
    if (damaged) await this.#run('readwrite', (stores) => mend(stores, entry, file));
    return opened(entry, file);
  }

  /**
   * Keeps a file. Its name becomes 'name (2)' and so on where there is another model of that name.
   *
   * @param {string} name
   * @param {string | Blob} json
   * @param {{ about?: unknown, seen?: string, replace?: boolean, saved?: number }} [options] `about`:
   *   plain data shown in lists; `seen`: the revision that this file follows on (it must be there
   *   still); `replace`: take the place of whatever is there; `saved`: when it was made, if not now
   * @returns {Promise<Entry>}
   */
  async put(name, json, { about = {}, seen, replace = false, saved = Date.now() } = {}) {
    const file = await new Blob([json]).arrayBuffer();
    const made = newEntry(name, file, about, saved);
    const entry = await this.#run('readwrite', async (stores) => {
      const { entries } = stores;
      const there = /** @type {Entry | undefined} */ (await settled(entries.get(name)));
      if (!there && seen) throw new ElmError('not-found', `no model is kept as '${name}'`);
      const isOurs = !there || replace || there.revision === seen;
      const free = isOurs ? name : await freeName(entries, name);
      write(stores, { ...made, name: free }, file);
      return legible(made, free);
    });
    this.#tell({ type: 'put', name: entry.name, revision: entry.revision });
    return entry;
  }

  /**
   * Keeps a text in the place of whatever is there, for a page that is about to go: all is asked of
   * the browser before this returns, and nothing is heard of it.
   *
   * @param {string} name @param {string} text @param {{ about?: unknown }} [options]
   */
  putNow(name, text, { about = {} } = {}) {
    const file = /** @type {ArrayBuffer} */ (new TextEncoder().encode(text).buffer);
    const entry = newEntry(name, file, about, Date.now());
    const transaction = this.#database.transaction([ENTRIES, FILES], 'readwrite');
    const [entries, files] = [ENTRIES, FILES].map((store) => transaction.objectStore(store));
    write({ entries, files }, entry, file);
    transaction.commit?.();
    this.#tell({ type: 'put', name, revision: entry.revision });
  }

  /** @param {string} from @param {string} to @returns {Promise<string>} the name it has now */
  async rename(from, to) {
    if (from === to) return to;
    const name = await this.#run('readwrite', async (stores) => {
      const { entry, file } = await sound(stores, from);
      const { entries } = stores;
      const free = (await settled(entries.get(to))) ? await freeName(entries, to) : to;
      write(stores, { ...entry, name: free }, file);
      erase(stores, from);
      return free;
    });
    this.#tell({ type: 'rename', name, from });
    return name;
  }

  /** @param {string} name @returns {Promise<KeptFile>} what was there; `put` brings it back */
  async remove(name) {
    const gone = await this.#run('readwrite', async (stores) => {
      const { entry, file } = await sound(stores, name).catch((error) => {
        if (error.code === 'storage') return { entry: legible({}, name), file: new ArrayBuffer(0) };
        throw error;
      });
      erase(stores, name);
      return opened(entry, file);
    });
    this.#tell({ type: 'remove', name });
    return gone;
  }

  close() {
    this.#database.close();
    this.#channel.close();
  }

  /**
   * @template T
   * @param {IDBTransactionMode} mode
   * @param {(stores: Stores) => Promise<T>} work may
   *   wait for nothing but requests to these stores
   * @returns {Promise<T>} settles when it is on disk
   */
  async #run(mode, work) {
    try {
      const transaction = this.#database.transaction([ENTRIES, FILES], mode, {
        durability: 'strict',
      });
      const written = new Promise((resolve, reject) => {
        transaction.oncomplete = resolve;
        transaction.onabort = () =>
          reject(transaction.error ?? new Error('the save was cut short'));
      });
      written.catch(() => {}); // told below, unless the work itself failed
      try {
        const [entries, files] = [ENTRIES, FILES].map((name) => transaction.objectStore(name));
        const result = await work({ entries, files });
        await written;
        return result;
      } catch (error) {
        if (error instanceof ElmError) transaction.abort();
        throw error;
      }
    } catch (error) {
      throw error instanceof ElmError ? error : unusable(error);
    }
  }

  /** @param {Change} change */
  #tell(change) {
    this.#dispatch(change);
    this.#channel.postMessage(change);
  }

  /** @param {Change} change */
  #dispatch(change) {
    this.dispatchEvent(new CustomEvent('change', { detail: change }));
  }
}

/** @param {IDBObjectStore} entries @param {string} name */
async function freeName(entries, name) {
  const taken = new Set(await settled(entries.getAllKeys()));
  for (let i = 2; ; i++) if (!taken.has(`${name} (${i})`)) return `${name} (${i})`;
}

/** @param {unknown} error */
function unusable(error) {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return name === 'QuotaExceededError'
    ? new ElmError('storage', 'the browser has no room left: remove models that are not needed')
    : new ElmError('storage', `this browser does not keep models for this page: ${message}`);
}
