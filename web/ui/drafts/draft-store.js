// Work that nobody has asked to keep: one draft a tab and page, and the last few of earlier ones.
//
// What was done in the last moment before a page goes is written where that can be done at once, and
// comes to the shelf at the next visit.
// @ts-check
import { Shelf } from '../../client/shelf.js';
import { openTabs, thisTab } from '../storage/tab.js';
import { forSite } from '../storage/web-storage.js';

/** The shelf of drafts. */
export const DRAFTS = 'elm-toolkit-sessions';

/** Drafts of a page that stay besides those of open tabs. */
const KEPT = 5;
const LAST = 'elm-toolkit-work ';
/** Characters that are written at once; the browser has room for some millions, of all pages. */
const MOST_AT_ONCE = 2 ** 20;

/**
 * `title`: of the page; `page`: its file; `address`: what follows it; `inputs`: whether the text
 * holds what was given to the page, and not the file of a model.
 *
 * @typedef {{ title: string, page: string, address: string, tab: string, inputs: boolean, metadata?: any, summary?: any }} About
 */
/** @typedef {{ id: string, saved: number, bytes: number, about: About }} Draft */
/** @typedef {{ saved: number, about: About, text: string }} Written */

/** @param {Shelf} shelf of drafts @returns {Promise<Draft[]>} the newest first */
export async function draftsOn(shelf) {
  await bringLast(shelf);
  return (await shelf.list()).map(({ name, saved, bytes, about }) => ({
    id: name,
    ...{ saved, bytes },
    // those of older versions were called as their page
    about: /** @type {About} */ ({
      title: name,
      tab: '',
      inputs: false,
      .../** @type {object} */ (about),
    }),
  }));
}

/**
 * What is under way in no tab.
 *
 * @param {Shelf} shelf
 * @param {string} title of a page
 * @param {string | undefined} current what is under way in this tab
 * @returns {Promise<Draft[]>} the newest first
 */
export async function earlierWork(shelf, title, current) {
  const [open, { name }, drafts] = await Promise.all([openTabs(), thisTab(), draftsOn(shelf)]);
  return drafts.filter(
    ({ id, about: { title: page, tab } }) =>
      page === title && id !== current && (tab === name || !open.has(tab)),
  );
}

/** @param {Promise<Shelf>} shelving @param {string} title of the page @param {string} id */
export async function draftOf(shelving, title, id) {
  const drafts = await draftsOn(await shelving);
  return drafts.find((draft) => draft.id === id && draft.about.title === title);
}

/** @param {Shelf} shelf @param {string} id @param {string} text @param {About} about @param {number} [saved] */
export async function putDraft(shelf, id, text, about, saved) {
  await shelf.put(id, text, { about, replace: true, saved });
  forSite.set(LAST + id, undefined); // that was older
  for (const old of (await earlierWork(shelf, about.title, id)).slice(KEPT)) {
    await shelf.remove(old.id);
  }
}

/** @param {Shelf} shelf @param {string} id */
export async function removeDraft(shelf, id) {
  forSite.set(LAST + id, undefined);
  await shelf.remove(id).catch(() => {}); // it was removed elsewhere
}

/**
 * For when the page is about to go: what is not written now never is.
 *
 * @param {Shelf | undefined} shelf
 * @param {string} id @param {string} text @param {About} about
 */
export function writeLast(shelf, id, text, about) {
  const written = JSON.stringify({ saved: Date.now(), about, text });
  if (written.length <= MOST_AT_ONCE && forSite.set(LAST + id, written)) return;
  shelf?.putNow(id, text, { about });
}

/** @param {string} id */
export const forgetLast = (id) => forSite.set(LAST + id, undefined);

/** Brings to the shelf what was written in the last moment of tabs that are gone. @param {Shelf} shelf */
async function bringLast(shelf) {
  const keys = forSite.keys().filter((key) => key.startsWith(LAST));
  if (!keys.length) return;
  const [open, { name }] = await Promise.all([openTabs(), thisTab()]);
  for (const key of keys) {
    const written = readWritten(forSite.get(key));
    if (written && open.has(written.about.tab) && written.about.tab !== name) continue;
    if (written) {
      const { about, text, saved } = written;
      await shelf.put(key.slice(LAST.length), text, { about, replace: true, saved });
    }
    forSite.set(key, undefined);
  }
}

/** @param {string | null} written @returns {Written | undefined} */
function readWritten(written) {
  try {
    const { saved, about, text } = JSON.parse(written ?? '');
    const sound = typeof text === 'string' && [about.title, about.tab].every(isText);
    return sound ? { saved: Number(saved) || 0, about, text } : undefined;
  } catch {
    return undefined; // damaged
  }
}

/** @param {unknown} value */
const isText = (value) => typeof value === 'string';
