// Classes with samples that are seen as small pictures: named, added, removed, with a way back.
// @ts-check

import { yieldToMain } from '../async/yield-to-main.js';
import { h, replace } from '../dom/dom.js';
import { toast } from '../feedback/toast.js';
import { apart } from '../text/bidi.js';
import { count } from '../text/format.js';
import { freeName, takeOut } from './card-list.js';
import { classNameField } from './class-name.js';

/** @import { Child } from '../dom/dom.js' */

/**
 * @template T
 * @typedef {{ name: string, samples: T[] }} SampleClass
 */

/**
 * @template T
 * @typedef {object} Card
 * @property {HTMLElement} root
 * @property {HTMLInputElement} name
 * @property {() => string} called
 * @property {HTMLButtonElement} remove
 * @property {HTMLElement} thumbs
 * @property {HTMLElement} note
 * @property {T[]} samples
 * @property {Map<T, HTMLElement>} seen the pictures of samples
 */

/** Pictures shown of a class; of more, the newest. */
const SHOWN = 40;

/** @template T */
export class SampleCards {
  /** @type {Card<T>[]} */
  #cards = [];
  #options;

  /**
   * @param {object} options
   * @param {HTMLElement} options.place
   * @param {string} options.noun what a sample is called
   * @param {(sample: T) => Element} options.thumbnail
   * @param {() => void} options.onChange called when names or samples have changed
   * @param {(name: () => string) => Child[]} [options.tools] controls of a card
   * @param {(name: string, files: File[]) => void} [options.onDrop] files were dropped on a card
   */
  constructor(options) {
    this.#options = options;
  }

  /** @returns {SampleClass<T>[]} */
  get classes() {
    return this.#cards.map((card) => ({ name: this.#nameOf(card), samples: [...card.samples] }));
  }

  set classes(classes) {
    replace(this.#options.place);
    this.#cards = [];
    for (const entry of classes) this.#append(entry);
    this.#options.onChange();
  }

  /** Makes classes one by one, so that the page can answer in between. */
  /** @param {Iterable<SampleClass<T>>} classes */
  async fill(classes) {
    const cards = this.#cards;
    for (const entry of classes) {
      this.#append(entry);
      await yieldToMain();
      if (this.#cards !== cards) return; // others were opened meanwhile
    }
    this.#options.onChange();
  }

  get names() {
    return this.#cards.map((card) => this.#nameOf(card));
  }

  /** A class without samples, its name to be written over. */
  add() {
    const card = this.#append({ name: freeName(this.names), samples: [] });
    this.#options.onChange();
    card.name.focus();
    card.name.select();
  }

  /** Puts samples into a class, which is made if it is not there. */
  /** @param {string} name @param {...T} samples */
  push(name, ...samples) {
    const card =
      this.#cards.find((one) => this.#nameOf(one) === name) ?? this.#append({ name, samples: [] });
    card.samples.push(...samples);
    this.#describe(card);
    this.#options.onChange();
  }

  /** @param {T[]} samples takes them out again, wherever they are */
  take(samples) {
    for (const card of this.#cards) {
      card.samples = card.samples.filter((sample) => !samples.includes(sample));
      this.#describe(card);
    }
    this.#options.onChange();
  }

  /** @param {{ called: () => string }} card */
  #nameOf({ called }) {
    const place = this.#cards.findIndex((one) => one.called === called);
    return called().trim() || `Class ${place + 1}`;
  }

  /** @param {SampleClass<T>} entry */
  #append({ name, samples }) {
    const { field, problem, called } = classNameField(name, () =>
      this.#cards.flatMap((other) => (other.called === called ? [] : [this.#nameOf(other)])),
    );
    const remove = h('button', { type: 'button', class: 'icon', title: 'Remove this class' }, '×');
    const thumbs = h('div', { class: 'thumbs' });
    const note = h('p', { class: 'muted' });
    const tools = this.#options.tools?.(() => this.#nameOf({ called }));
    const root = h(
      'section',
      { class: 'card class-card' },
      h('div', { class: 'row' }, field, remove),
      problem,
      thumbs,
      note,
      tools && h('div', { class: 'row' }, tools),
    );
    const card = {
      root,
      name: field,
      called,
      remove,
      thumbs,
      note,
      samples: [...samples],
      seen: new Map(),
    };
    remove.addEventListener('click', () => this.#remove(card));
    field.addEventListener('input', () => {
      this.#describe(card);
      this.#options.onChange();
    });
    if (this.#options.onDrop) this.#takeDrops(card, this.#options.onDrop);
    this.#cards.push(card);
    this.#options.place.append(root);
    this.#describe(card);
    return card;
  }

  /** @param {Card<T>} card @param {(name: string, files: File[]) => void} onDrop */
  #takeDrops(card, onDrop) {
    const over = (/** @type {boolean} */ on) => card.root.classList.toggle('over', on);
    card.root.addEventListener('dragover', () => over(true));
    card.root.addEventListener('dragleave', () => over(false));
    card.root.addEventListener('drop', ({ dataTransfer }) => {
      over(false);
      const files = [...(dataTransfer?.files ?? [])];
      if (files.length) onDrop(this.#nameOf(card), files);
    });
  }

  /** @param {Card<T>} card */
  #remove(card) {
    const cards = this.#cards;
    const back = takeOut(cards, card);
    this.#options.onChange();
    toast(apart`Removed ${this.#nameOf(card)}`, {
      undo: () => {
        if (this.#cards !== cards) return; // others were opened meanwhile
        back();
        this.#options.onChange();
      },
    });
  }

  /** @param {Card<T>} card @param {T} sample */
  #thumb(card, sample) {
    const { noun, thumbnail, onChange } = this.#options;
    const place = () => card.samples.indexOf(sample) + 1;
    const button = h('button', { type: 'button', class: 'thumb' }, thumbnail(sample));
    button.addEventListener('click', () => {
      const at = place() - 1;
      card.samples.splice(at, 1);
      this.#describe(card);
      onChange();
      toast(apart`Removed a ${noun} of ${this.#nameOf(card)}`, {
        undo: () => {
          card.samples.splice(at, 0, sample);
          this.#describe(card);
          onChange();
        },
      });
    });
    return button;
  }

  /** @param {Card<T>} card */
  #describe(card) {
    const { noun } = this.#options;
    const name = this.#nameOf(card);
    card.remove.setAttribute('aria-label', apart`Remove ${name}`);
    const shown = card.samples.slice(-SHOWN);
    for (const [sample, thumb] of card.seen) {
      if (shown.includes(sample)) continue;
      thumb.remove();
      card.seen.delete(sample);
    }
    const first = card.samples.length - shown.length + 1;
    shown.forEach((sample, i) => {
      const thumb = card.seen.get(sample) ?? this.#thumb(card, sample);
      card.seen.set(sample, thumb);
      const label = apart`Remove ${noun} ${first + i} of ${name}`;
      thumb.setAttribute('aria-label', label);
      thumb.title = label;
      if (card.thumbs.children[i] !== thumb) {
        card.thumbs.insertBefore(thumb, card.thumbs.children[i] ?? null);
      }
    });
    const more = first > 1 ? `, the last ${SHOWN} shown` : '';
    card.note.textContent = count(card.samples.length, noun) + more;
  }
}
