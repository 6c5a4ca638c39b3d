// Keeping what a page has learnt: as a file, as a link, in this browser, and back.
// @ts-check

import { ElmError } from '../../client/errors.js';
import { Shelf } from '../../client/shelf.js';
import { h, replace } from '../dom/dom.js';
import { rememberWork } from '../drafts/draft-session.js';
import { download } from '../export/download.js';
import { showError, showNote } from '../feedback/notice.js';
import { toast } from '../feedback/toast.js';
import { dropzone } from '../files/dropzone.js';
import { checkModelFile } from '../files/model-file.js';
import { modelInAddress, namesModel } from '../models/model-in-address.js';
import { thisPage } from '../site.js';
import { apart } from '../text/bidi.js';
import { moment, size } from '../text/format.js';
import { copyLink } from './copy-link.js';
import { nameField } from './name-field.js';
import { NothingLearnt, offerWayOut } from './nothing-learnt.js';
import { nameOfSame } from './same-kept.js';

/** @import { SaveOptions, ShelfEntry, Summary } from '../../client/index.js' */
/** @import { Inputs } from '../drafts/tab-draft.js' */
/** @import { Lesson } from './nothing-learnt.js' */

/**
 * @typedef {object} Saved
 * @property {string} json
 * @property {Summary} summary
 * @property {string} about what it holds, in a few words
 * @property {string} [file] its name as a file
 */

/**
 * What was found to be what it should be.
 *
 * @template T
 * @param {T | undefined} found
 * @returns {T}
 * @throws {Error}
 */
export function sure(found) {
  if (found === undefined) throw new Error('It is damaged.');
  return found;
}

/**
 * @param {object} page
 * @param {HTMLElement} page.place
 * @param {string} page.name of the page, which is also that of its files
 * @param {(how?: SaveOptions) => Promise<Saved>} page.save
 * @param {(file: File, tell: (note: string) => void) => Promise<void>} page.open what `tell` is given
 *   of the file stays until the next is done
 * @param {string} page.accept @param {string} page.label @param {string} page.hint what can be opened
 * @param {{ label: string, onclick: () => void }[]} page.more other buttons
 * @param {string} [page.file] name of the file that is saved
 * @param {() => string} [page.state] what is there now, where that is known without saving
 * @param {Inputs} [page.inputs] what was given to the page, where that is all there is
 * @param {HTMLElement} [page.early] where it is told what is wrong with the model in the address,
 *   where the bar is not seen yet
 * @param {() => void | Promise<boolean>} [page.begin] shows what the page begins with, where no other
 *   model is asked for; where that takes a while, it says whether nothing else was begun meanwhile
 * @param {Lesson} [page.lesson] how it learns, where `save` may say that nothing has been learnt
 * @param {boolean} [page.opens] whether there is a place to drop files
 * @param {(files: File[]) => Promise<void>} [page.openAll] several files at once
 */
export function keepBar(page) {
  const { place, name, save, open, accept, label, hint, more, opens = true, openAll } = page;
  const { file = `${name.toLowerCase()}-model.json`, lesson } = page;
  const message = h('div', { 'aria-live': 'polite' });
  const kept = h('ul', { class: 'kept', 'aria-label': 'Kept in this browser' });
  /** The entry whose name is being changed. @type {string | undefined} */
  let renaming;
  /** @param {() => Promise<void>} work */
  const guarded = (work) => async () => {
    try {
      showNote(message);
      await work();
    } catch (error) {
      showError(message, error);
    }
  };
  const shelving = Shelf.open();
  const list = async () => {
    const shelf = await shelving;
    const entries = await shelf.list();
    if (kept.contains(document.activeElement) && renaming) return; // it is shown afterwards
    const ours = entries.filter(({ about }) => about?.metadata?.page === name);
    replace(kept, ours.map(entryOf));
    kept.hidden = ours.length === 0;
    const field = kept.querySelector('input');
    field?.focus();
    field?.select();
  };
  /** @param {ShelfEntry} entry */
  function entryOf({ name: title, saved, about }) {
    const openIt = guarded(async () => {
      const { json } = await (await shelving).get(title);
      await openFile(new File([json], title));
    });
    const remove = guarded(async () => {
      const shelf = await shelving;
      const gone = await shelf.remove(title);
      toast(apart`Removed ${title}`, {
        undo: () => void shelf.put(title, gone.json, { about: gone.about, saved: gone.saved }),
      });
    });
    return h(
      'li',
      {},
      renaming === title
        ? [
            h('span', { class: 'visually-hidden' }, apart`Kept as ${title}`),
            nameField({ name: title, label: 'Name of the model', onDone: rename(title) }),
          ]
        : h('button', { type: 'button', class: 'quiet small', onclick: openIt }, title),
      h(
        'span',
        { class: 'muted' },
        apart`${String(about.metadata.holds ?? '').slice(0, 120)} · ${moment(saved)}`,
      ),
      h(
        'button',
        { type: 'button', class: 'icon', 'aria-label': apart`Remove ${title}`, onclick: remove },
        '×',
      ),
    );
  }
  const rename = (/** @type {string} */ title) => (/** @type {string} */ chosen) => {
    renaming = undefined;
    guarded(async () => {
      try {
        const now = await (await shelving).rename(title, chosen);
        if (now !== title) toast(apart`Kept as ${now}`);
      } finally {
        await list();
      }
    })();
  };
  /** @param {File} chosen */
  async function openFile(chosen) {
    checkModelFile(chosen);
    showNote(message, apart`Opening ${chosen.name}…`);
    let told = '';
    try {
      await open(chosen, (note) => {
        told = note;
      });
      showNote(message, ...(told ? [told] : []));
    } catch (error) {
      throw named(error, chosen.name);
    }
  }
  const button = (/** @type {string} */ text, /** @type {() => void} */ onclick) =>
    h('button', { type: 'button', class: 'quiet', onclick }, text);
  const about = (/** @type {Saved} */ { summary, about: holds }) => ({
    summary,
    metadata: { page: name, file: thisPage(), holds },
  });
  /** As `guarded`, of what takes something learnt. @param {() => Promise<void>} work */
  const guardedSave = (work) => async () => {
    try {
      showNote(message);
      await work();
    } catch (error) {
      if (lesson && error instanceof NothingLearnt) offerWayOut(message, work, lesson);
      else showError(message, error);
    }
  };
  const keep = guardedSave(async () => {
    const saved = await save();
    const shelf = await shelving;
    renaming = undefined;
    const same = await nameOfSame(shelf, saved.json);
    if (same !== undefined) return toast(apart`It is kept already, as ${same}`);
    const entry = await shelf.put(name, saved.json, { about: about(saved) });
    toast(apart`Kept as ${entry.name} (${size(entry.bytes)})`);
    renaming = entry.name;
    await list();
  });
  const saveFile = guardedSave(async () => {
    const { json, file: own = file } = await save();
    download(own, json, 'application/json');
    toast(`Saved ${own} (${size(json.length)})`);
  });
  const link = guardedSave(() => copyLink(async (how) => (await save(how)).json, message));
  replace(
    place,
    h(
      'div',
      { class: 'row' },
      button('Save model', saveFile),
      button('Keep in this browser', keep),
      button('Copy link', link),
      more.map(({ label: text, onclick }) => button(text, onclick)),
    ),
    kept,
    opens &&
      dropzone({
        label,
        hint,
        accept,
        ...(openAll
          ? {
              onFiles: ([first, ...others]) =>
                void guarded(() =>
                  others.length ? openAll([first, ...others]) : openFile(first),
                )(),
            }
          : { onFile: (chosen) => void guarded(() => openFile(chosen))() }),
      }),
    message,
  );
  const refresh = () => list().catch((error) => showError(message, error));
  shelving.then((shelf) => shelf.addEventListener('change', refresh)).catch(() => {});
  refresh();
  const work = rememberWork({
    name,
    save: async () => {
      const saved = await save();
      return { json: saved.json, about: about(saved) };
    },
    state: page.state,
    inputs: page.inputs,
    open: openFile,
  });
  const begin = async () => {
    if (await page.begin?.()) work.settle();
  };
  if (!namesModel()) begin();
  else openAddress();

  async function openAddress() {
    if (await work.restored) return;
    try {
      const named = await modelInAddress();
      if (named) await openFile(named);
      else begin();
    } catch (error) {
      begin();
      showError(page.early ?? message, error);
    }
    await work.settle();
  }
}

/** What is wrong with a file begins with what that means. @param {unknown} error @param {string} name */
function named(error, name) {
  if (!(error instanceof ElmError) || error.code !== 'model-format') return error;
  const text = apart`The file ${name} holds no model, or a damaged one: ${error.message}`;
  return new ElmError(error.code, text, error.details);
}
