// The draft of this tab: what is on the page is put aside there, where it differs from what the page
// was before anything was done to it.
// @ts-check
import { Shelf } from '../../client/shelf.js';
import { thisPage } from '../storage/copy-link.js';
import { forTab } from '../storage/web-storage.js';
import { DRAFTS, forgetLast, putDraft, removeDraft, writeLast } from './draft-store.js';
import { newName, thisTab } from './tab.js';

/** @import { About, Draft } from './draft-store.js' */

/** More than this is not put aside without being asked, in characters. */
const MOST = 50 * 2 ** 20;

/**
 * `now`: all that was given to the page, as plain data; undefined where there is more, such as a
 * model that came without what it was learnt from. `put`: gives it to the page again, and throws
 * where it is not what it should be. `holds`: what it is, in a few words. `lastly`: a saved model
 * says more, so that it is for the last moment alone.
 *
 * @typedef {{ now: () => unknown, put: (value: any, called: string) => unknown, holds?: () => string, lastly?: boolean }} Inputs
 */
/**
 * @typedef {object} Page
 * @property {string} name
 * @property {() => Promise<{ json: string, about: any }>} [save] rejects where there is nothing to save
 * @property {(file: File) => Promise<void>} [open]
 * @property {Inputs} [inputs]
 * @property {() => string} [state] what is there now, in a text, where that is known without saving
 */
/** @typedef {{ text: string, state: string, inputs: boolean, about: any }} Work */

export class TabDraft {
  #page;
  #state;
  /** @type {Shelf | undefined} once it is open */
  #shelf;
  #key;
  #tab = '';
  #address = location.search + location.hash;
  /** @type {string | undefined} */
  #id;
  /** Whether it is of an earlier time: then undoing its return leaves it on the shelf. */
  #returned = false;
  /** What of it is on the shelf. @type {string | undefined} */
  #stored;
  /** What the page was before anything was done to it. @type {Promise<string | undefined> | undefined} */
  #before;
  /** The same, where it is known at once. @type {string | undefined} */
  #untouched;
  /** Time that putting it aside takes, in milliseconds. */
  took = 0;
  shelving = Shelf.open(DRAFTS);

  /** @param {Page} page */
  constructor(page) {
    this.#page = page;
    const { inputs } = page;
    this.#state = page.state ?? (inputs && (() => JSON.stringify(inputs.now())));
    this.#key = `elm-toolkit-draft ${page.name}`;
    this.shelving.then(
      (shelf) => {
        this.#shelf = shelf;
      },
      () => {}, // without storage nothing can be kept
    );
  }

  /** The draft of this tab before the page was loaded. */
  get remembered() {
    return forTab.get(this.#key) ?? undefined;
  }

  get address() {
    return this.#address;
  }

  get id() {
    return this.#id;
  }

  /** Whether all that was given to the page is known at once. */
  get isGiven() {
    const { inputs } = this.#page;
    return !inputs?.lastly && inputs?.now() !== undefined;
  }

  /** Whether what is there is seen to be on the shelf, or nobody's work. */
  get isStored() {
    return !this.#state || this.#state() === (this.#stored ?? this.#untouched);
  }

  /** What is there now is what the page was before anything is done to it. */
  begin() {
    if (!this.#before) {
      this.#untouched = this.#state?.();
      this.#before = this.#read();
    }
    return this.#before;
  }

  /** … whatever was done until now. */
  beginAgain() {
    this.#before = undefined;
    return this.begin();
  }

  /** Is of another draft from now on, or of none. @param {string | undefined} id */
  become(id) {
    this.#id = id;
    this.#stored = undefined;
    this.#returned = false;
    forTab.set(this.#key, id);
  }

  /** Puts aside what is there. */
  async store() {
    if (this.#state && this.#state() === (this.#stored ?? (await this.#before))) return;
    const started = performance.now();
    const work = await this.#work();
    this.took = performance.now() - started;
    if (!work || work.state === this.#stored || work.text.length > MOST) return;
    const shelf = await this.shelving;
    if (work.state !== (await this.#before)) {
      this.#tab = (await thisTab()).name;
      const id = this.#own();
      await putDraft(shelf, id, work.text, this.#about(work));
      if (this.#id === id) this.#stored = work.state;
    } else if (this.#id) {
      if (!this.#returned) await removeDraft(shelf, this.#id); // all was undone
      this.become(undefined);
    }
  }

  /** For when the page is about to go: writes what is not on the shelf yet, if that can be at once. */
  storeNow() {
    const work = this.isStored ? undefined : this.#given();
    if (!work || work.state === this.#stored || work.text.length > MOST) return;
    if (work.state !== this.#untouched) {
      writeLast(this.#shelf, this.#own(), work.text, this.#about(work));
    } else if (this.#id && !this.#returned) forgetLast(this.#id);
  }

  /**
   * Brings a draft back to the page, which it belongs to from now on.
   *
   * @param {Draft} draft @param {string} called @param {string} [id] it has from now on
   */
  async bring(draft, called, id = draft.id) {
    const { inputs, open } = this.#page;
    const shelf = await this.shelving;
    this.#tab = (await thisTab()).name;
    const text = await (await shelf.get(draft.id)).json.text();
    this.begin();
    if (draft.about.inputs) await inputs?.put(JSON.parse(text), called);
    else await open?.(new File([text], called));
    this.become(id);
    this.#returned = true;
    this.#stored = await this.#read();
    const about = { ...draft.about, address: this.#address, tab: this.#tab };
    await putDraft(shelf, id, text, about, draft.saved);
  }

  #own() {
    if (!this.#id) this.become(newName());
    return /** @type {string} */ (this.#id);
  }

  /** @param {Work} work @returns {About} */
  #about({ inputs, about }) {
    const { name: title } = this.#page;
    return { ...about, title, page: thisPage(), address: this.#address, tab: this.#tab, inputs };
  }

  /** What is there now, in a text. */
  async #read() {
    return this.#state?.() ?? (await this.#work())?.state;
  }

  /** @returns {Promise<Work | undefined>} */
  async #work() {
    const { save } = this.#page;
    if (this.isGiven || !save) return this.#given();
    const saved = await save().catch(() => undefined); // nothing may have been learnt yet
    if (!saved) return undefined;
    const { json: text, about } = saved;
    return { text, state: this.#state?.() ?? text, inputs: false, about };
  }

  /** @returns {Work | undefined} */
  #given() {
    const { inputs } = this.#page;
    const value = inputs?.now();
    if (value === undefined) return undefined;
    const text = JSON.stringify(value);
    const about = { metadata: { holds: inputs?.holds?.() } };
    return { text, state: this.#state?.() ?? text, inputs: true, about };
  }
}
