// Keeping what a page has learnt: as a file, in this browser, and back.
// @ts-check
import { Shelf } from '../client/shelf.js';
import { download, h, replace } from './dom.js';
import { dropzone } from './dropzone.js';
import { modelInAddress } from './model-in-address.js';
import { showError, showNote } from './notice.js';
import { toast } from './toast.js';

/** @import { ShelfEntry, Summary } from '../client/index.js' */

const MAX_MODEL_BYTES = 200 * 2 ** 20;

/**
 * @param {object} page
 * @param {HTMLElement} page.place
 * @param {string} page.name of the page, which is also that of its files
 * @param {() => Promise<{ json: string, summary: Summary, about: string }>} page.save
 * @param {(file: File) => Promise<void>} page.open
 * @param {string} page.accept @param {string} page.label @param {string} page.hint what can be opened
 * @param {{ label: string, onclick: () => void }[]} page.more other buttons
 */
export function keepBar({ place, name, save, open, accept, label, hint, more }) {
  const message = h('div', { 'aria-live': 'polite' });
  const kept = h('ul', { class: 'kept', 'aria-label': 'Kept in this browser' });
  const file = `${name.toLowerCase()}-model.json`;
  /** @param {() => Promise<void>} work */
  const guarded = (work) => async () => {
    try {
      await work();
      showNote(message);
    } catch (error) {
      showError(message, error);
    }
  };
  const shelving = Shelf.open();
  const list = async () => {
    const shelf = await shelving;
    const entries = await shelf.list();
    const ours = entries.filter(({ about }) => about?.metadata?.page === name);
    replace(kept, ours.map(entryOf));
    kept.hidden = ours.length === 0;
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
      toast(`Removed ${title}`, {
        undo: () => void shelf.put(title, gone.json, { about: gone.about }),
      });
    });
    const when = new Date(saved).toLocaleString(undefined, {
      dateStyle: 'medium',
      timeStyle: 'short',
    });
    return h(
      'li',
      {},
      h('button', { type: 'button', class: 'quiet small', onclick: openIt }, title),
      h('span', { class: 'muted' }, `${about.metadata.holds ?? ''} · ${when}`),
      h(
        'button',
        { type: 'button', class: 'icon', 'aria-label': `Remove ${title}`, onclick: remove },
        '×',
      ),
    );
  }
  /** @param {File} chosen */
  async function openFile(chosen) {
    if (chosen.size > MAX_MODEL_BYTES) throw new Error('The file is too large to be opened.');
    showNote(message, `Opening ${chosen.name}…`);
    await open(chosen);
  }
  const button = (/** @type {string} */ text, /** @type {() => void} */ onclick) =>
    h('button', { type: 'button', class: 'quiet', onclick }, text);
  replace(
    place,
    h(
      'div',
      { class: 'row' },
      button(
        'Save model',
        guarded(async () => {
          const { json } = await save();
          download(file, json, 'application/json');
          toast(`Saved ${file} (${Math.ceil(json.length / 1024)} kB)`);
        }),
      ),
      button(
        'Keep in this browser',
        guarded(async () => {
          const { json, summary, about: holds } = await save();
          const about = { summary, metadata: { page: name, holds } };
          const entry = await (await shelving).put(name, json, { about });
          toast(`Kept as ${entry.name} (${Math.ceil(entry.bytes / 1024)} kB)`);
        }),
      ),
      more.map(({ label: text, onclick }) => button(text, onclick)),
    ),
    kept,
    dropzone({
      label,
      hint,
      accept,
      onFile: (chosen) => void guarded(() => openFile(chosen))(),
    }),
    message,
  );
  const refresh = () => list().catch((error) => showError(message, error));
  shelving.then((shelf) => shelf.addEventListener('change', refresh)).catch(() => {});
  refresh();
  guarded(async () => {
    const named = await modelInAddress();
    if (named) await openFile(named);
  })();
}
