// The draft of this tab: what is on the page is put aside there, where it differs from what the page
// was before anything was done to it.
// @ts-check
import { Shelf } from '../../client/shelf.js';
import { thisPage } from '../site.js';
import { newName, thisTab } from '../storage/tab.js';
import { forTab } from '../storage/web-storage.js';
import { DRAFTS, forgetLast, putDraft, removeDraft, writeLast } from './draft-store.js';

/** @import { About, Draft } from './draft-store.js' */

/** More than this is not put aside without being asked, in characters. */
const MOST = 50 * 2 ** 20;

/**
 * `now`: all that was given to the page, as plain data. `areAll`: whether there is nothing else, such
 * as a model that came without what it was learnt from; asked at each key, so it builds nothing.
 * `put`: gives it to the page again, and throws where it is not what it should be. `holds`: what it
 * is, in a few words. `lastly`: a saved model says more, so that it is for the last moment alone.
 *
 * @typedef {{ now: () => unknown, areAll?: () => boolean, put: (value: any, called: string) => unknown, holds?: () => string, lastly?: boolean }} Inputs
 */
/**
 * @typedef {object} Page
 * @property {string} name
 * @property {() => Promise<{ json: string, about: any }>} [save] rejects where there is nothing to save
 * @property {(file: File) => Promise<void>} [open]
 * @property {Inputs} [inputs]
 * @property {() => string} [state] what is there now, in a text, where that is known without saving
 */
/** @typedef {{ state?: string, text?: string }} Seen `text`: of the inputs, where it was made to tell the state */
/** @typedef {{ text: string, state: string, inputs: boolean, about: any }} Work */

export class TabDraft {
  #page;
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
    return this.#hasInputs && !this.#page.inputs?.lastly;
  }

  get #hasInputs() {
    const { inputs } = this.#page;
    return inputs !== undefined && (inputs.areAll?.() ?? true);
  }

  /** Whether what is there is seen to be on the shelf, or nobody's work. */
  get isStored() {
    return this.#isKnown(this.#look());
  }

  /** What is there now is what the page was before anything is done to it. */
  begin() {
    if (!this.#before) {
      const seen = this.#look();
      this.#untouched = seen.state;
      this.#before = this.#read(seen);
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
    const before = this.#stored ?? (await this.#before);
    const seen = this.#look();
    if (this.#hasState && seen.state === before) return;
    const started = performance.now();
    const work = await this.#work(seen);
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
    const seen = this.#look();
    const work = this.#isKnown(seen) ? undefined : this.#given(seen);
    if (!work || work.text.length > MOST) return;
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
    this.#stored = await this.#read(this.#look());
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

  /** Whether the page tells what is there without saving it. */
  get #hasState() {
    return Boolean(this.#page.state ?? this.#page.inputs);
  }

  /** What is there now, as far as that is told without saving. @returns {Seen} */
  #look() {
    const { state, inputs } = this.#page;
    if (state) return { state: state() };
    const text = this.#hasInputs ? JSON.stringify(inputs?.now()) : undefined;
    return { state: text, text };
  }

  /** @param {Seen} seen */
  #isKnown({ state }) {
    return !this.#hasState || state === (this.#stored ?? this.#untouched);
  }

  /** What is there, in a text. @param {Seen} seen */
  async #read(seen) {
    return seen.state ?? (await this.#work(seen))?.state;
  }

  /** @param {Seen} seen @returns {Promise<Work | undefined>} */
  async #work(seen) {
    const { save } = this.#page;
    if (this.isGiven || !save) return this.#given(seen);
    const saved = await save().catch(() => undefined); // nothing may have been learnt yet
    if (!saved) return undefined;
    const { json: text, about } = saved;
    return { text, state: seen.state ?? text, inputs: false, about };
  }

  /** @param {Seen} seen @returns {Work | undefined} */
  #given(seen) {
    const { inputs } = this.#page;
    if (!inputs || !this.#hasInputs) return undefined;
    const text = seen.text ?? JSON.stringify(inputs.now());
    const about = { metadata: { holds: inputs.holds?.() } };
    return { text, state: seen.state ?? text, inputs: true, about };
  }
}
