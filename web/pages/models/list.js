// The list of kept models: open, rename, share, download, remove with a way back.
// @ts-check

import { byId, h, replace } from '../../ui/dom/dom.js';
import { download } from '../../ui/export/download.js';
import { showError, showNote } from '../../ui/feedback/notice.js';
import { toast } from '../../ui/feedback/toast.js';
import { copyLink } from '../../ui/keep/copy-link.js';
import { nameField } from '../../ui/keep/name-field.js';
import { apart } from '../../ui/text/bidi.js';
import { moment, size } from '../../ui/text/format.js';
import { describe, pageOf } from './about.js';

/** @import { SaveOptions, Shelf, ShelfEntry } from '../../client/index.js' */

export class ModelList {
  #shelf;
  #place = byId('models');
  /** The entry whose name is being changed. @type {string | undefined} */
  #renaming;
  /** The entry that has the focus when it is shown. @type {string | undefined} */
  #focus;

  /** @param {Shelf} shelf */
  constructor(shelf) {
    this.#shelf = shelf;
  }

  async show() {
    const entries = await this.#shelf.list();
    if (this.#renaming && this.#place.querySelector('input')) return; // shown when it has a name
    const focused = this.#focus ?? this.#place.querySelector('li:focus-within')?.id;
    replace(
      this.#place,
      entries.map((entry) => this.#row(entry)),
    );
    byId('empty').hidden = entries.length > 0;
    this.#focus = undefined;
    const field = this.#place.querySelector('input');
    field?.focus();
    field?.select();
    const row = focused && !field ? document.getElementById(focused) : null;
    /** @type {HTMLElement | null | undefined} */ (row?.querySelector('a, button'))?.focus();
  }

  /** @param {ShelfEntry} entry */
  #row(entry) {
    const { name, bytes, saved } = entry;
    const page = pageOf(entry);
    const act = (/** @type {string} */ label, /** @type {() => Promise<void>} */ work) =>
      h(
        'button',
        {
          type: 'button',
          class: 'quiet small',
          'aria-label': apart`${label} ${name}`,
          onclick: () => this.#guarded(work),
        },
        label,
      );
    const open = `${page}?kept=${encodeURIComponent(name)}`;
    return h(
      'li',
      {
        class: 'card',
        id: idOf(name),
        onkeydown: (/** @type {KeyboardEvent} */ e) => this.#key(e, name),
      },
      h(
        'div',
        { class: 'what' },
        this.#renaming === name
          ? nameField({
              name,
              label: apart`New name of ${name}`,
              onDone: (chosen) => this.#rename(name, chosen),
            })
          : h('h3', {}, page ? h('a', { href: open }, name) : name),
        h('p', { class: 'muted' }, describe(entry)),
        h('p', { class: 'muted' }, `${size(bytes)} · ${moment(saved)}`),
      ),
      h(
        'div',
        { class: 'row' },
        page && h('a', { class: 'button small', href: open, 'aria-label': `Open ${name}` }, 'Open'),
        act('Rename', async () => this.#startRenaming(name)),
        act('Copy link', async () => this.#link(name)),
        act('Download', async () => this.#download(name)),
        act('Remove', async () => this.#remove(name)),
      ),
    );
  }

  /** @param {() => Promise<void>} work */
  async #guarded(work) {
    try {
      showNote(byId('message'));
      await work();
    } catch (error) {
      showError(byId('message'), error);
    }
  }

  /** @param {KeyboardEvent} event @param {string} name */
  #key({ key, target }, name) {
    if (target instanceof HTMLInputElement) return;
    if (key === 'F2') this.#guarded(() => this.#startRenaming(name));
    if (key === 'Delete') this.#guarded(() => this.#remove(name));
  }

  /** @param {string} name */
  async #startRenaming(name) {
    this.#renaming = name;
    await this.show();
  }

  /** @param {string} name @param {string} chosen */
  #rename(name, chosen) {
    this.#guarded(async () => {
      this.#renaming = undefined;
      try {
        const now = await this.#shelf.rename(name, chosen);
        this.#focus = idOf(now);
        if (now !== chosen) toast(apart`Called ${now}: there is another ${chosen}`);
      } finally {
        await this.show();
      }
    });
  }

  /** @param {string} name */
  async #link(name) {
    const { json } = await this.#shelf.get(name);
    const message = byId('message');
    const short = async (/** @type {SaveOptions} */ how) => {
      showNote(
        message,
        'It is large for a link. Python starts, to leave out what a link can do without…',
      );
      const { shortened } = await import('./shorten.js');
      const shorter = await shortened(await json.text(), how);
      showNote(message);
      return shorter;
    };
    await copyLink((how) => (how ? short(how) : json.text()), message);
  }

  /** @param {string} name */
  async #download(name) {
    const { json } = await this.#shelf.get(name);
    const file = `${name.replace(/[^\p{L}\p{N} ().-]+/gu, '-')}.json`;
    download(file, json, 'application/json');
    toast(apart`Saved ${file}`);
  }

  /** @param {string} name */
  async #remove(name) {
    const rows = [...this.#place.children];
    const next = rows[rows.findIndex(({ id }) => id === idOf(name)) + 1] ?? rows.at(-2);
    this.#focus = next?.id;
    const { json, about, saved } = await this.#shelf.remove(name);
    toast(apart`Removed ${name}`, {
      undo: () =>
        this.#guarded(async () => void (await this.#shelf.put(name, json, { about, saved }))),
    });
  }
}

/** @param {string} name */
const idOf = (name) => `kept-${encodeURIComponent(name)}`;
