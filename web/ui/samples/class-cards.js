// The classes and their sentences, one a line, edited in place.
// @ts-check

import { byId, h, replace } from '../dom/dom.js';
import { toast } from '../feedback/toast.js';
import { apart } from '../text/bidi.js';
import { count } from '../text/format.js';
import { freeName, takeOut } from './card-list.js';
import { classNameField } from './class-name.js';

/** @import { TextClass } from './labelled-texts.js' */

/** @typedef {{ root: HTMLElement, name: HTMLInputElement, called: () => string, sentences: HTMLTextAreaElement, remove: HTMLButtonElement }} Card */

/** Of the sentences of a class that are typed or pasted. */
const MOST_CHARACTERS = 500_000;
const BEYOND = 'Open longer ones as a file: a CSV with the columns text and label.';

/** @param {HTMLInputElement} name */
const edit = (name) => {
  name.focus();
  name.select();
};

export class ClassCards {
  /** @type {Card[]} */
  #cards = [];
  #place = byId('classes');
  #onChange;

  /** @param {() => void} onChange called when names or sentences have changed */
  constructor(onChange) {
    this.#onChange = onChange;
  }

  /** @returns {TextClass[]} */
  get classes() {
    return this.#cards.map(({ called, sentences }, i) => ({
      name: called().trim() || `Class ${i + 1}`,
      sentences: sentences.value
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean),
    }));
  }

  set classes(classes) {
    replace(this.#place);
    this.#cards = [];
    for (const entry of classes) this.#append(entry);
    this.#onChange();
  }

  /** A class without sentences, its name to be written over. */
  add() {
    const name = freeName(this.classes.map((entry) => entry.name));
    const card = this.#append({ name, sentences: [] });
    this.#onChange();
    edit(card.name);
  }

  /** Goes to the first name, to be written over. */
  begin() {
    const [first] = this.#cards;
    if (first) edit(first.name);
  }

  /** Goes to a sentence of a class, where it is there. @param {string} name @param {string} sentence */
  find(name, sentence) {
    const card = this.#cards[this.classes.findIndex((entry) => entry.name === name)];
    const at = card?.sentences.value.indexOf(sentence) ?? -1;
    if (at < 0) return;
    card.sentences.focus();
    card.sentences.setSelectionRange(at, at + sentence.length);
  }

  /** Writes a sentence below the others of a class. @param {string} name @param {string} sentence */
  write(name, sentence) {
    const place = this.classes.findIndex((entry) => entry.name === name);
    const card = this.#cards[place] ?? this.#append({ name, sentences: [] });
    const { value } = card.sentences;
    card.sentences.value = value + (value && !value.endsWith('\n') ? '\n' : '') + sentence;
    this.#describe(card);
  }

  /** Takes a sentence out again, the last of a class that is the same. */
  /** @param {string} name @param {string} sentence */
  erase(name, sentence) {
    const card = this.#cards[this.classes.findIndex((entry) => entry.name === name)];
    const lines = card?.sentences.value.split('\n') ?? [];
    const place = lines.findLastIndex((line) => line.trim() === sentence);
    if (place < 0) return;
    card.sentences.value = lines.toSpliced(place, 1).join('\n');
    this.#describe(card);
    this.#onChange();
  }

  /** @param {TextClass} entry @returns {Card} */
  #append({ name, sentences }) {
    const { field, problem, called } = classNameField(name, () => this.#othersThan(card));
    const card = /** @type {Card} */ ({
      name: field,
      called,
      sentences: h('textarea', {
        rows: 6,
        value: sentences.join('\n'),
        placeholder: 'One sentence a line',
        maxLength: MOST_CHARACTERS,
        dataset: { beyond: BEYOND },
      }),
      remove: h(
        'button',
        {
          type: 'button',
          class: 'icon',
          title: 'Remove this class',
          onclick: () => this.#remove(card),
        },
        '×',
      ),
    });
    card.root = h(
      'section',
      { class: 'card class-card' },
      h('div', { class: 'row' }, card.name, card.remove),
      problem,
      card.sentences,
      h('p', { class: 'muted' }),
    );
    card.root.addEventListener('input', () => {
      this.#describe(card);
      this.#onChange();
    });
    this.#cards.push(card);
    this.#place.append(card.root);
    this.#describe(card);
    return card;
  }

  /** @param {Card} card */
  #othersThan(card) {
    const place = this.#cards.indexOf(card);
    return this.classes.flatMap(({ name }, i) => (i === place ? [] : [name]));
  }

  /** @param {Card} card */
  #remove(card) {
    const cards = this.#cards;
    const back = takeOut(cards, card);
    this.#onChange();
    toast(apart`Removed ${card.called()}`, {
      undo: () => {
        if (this.#cards !== cards) return; // others were opened meanwhile
        back();
        this.#onChange();
      },
    });
  }

  /** @param {Card} card */
  #describe({ root, called, sentences, remove }) {
    sentences.setAttribute('aria-label', apart`Sentences of ${called()}`);
    remove.setAttribute('aria-label', apart`Remove ${called()}`);
    const lines = sentences.value.split('\n').filter((line) => line.trim()).length;
    /** @type {HTMLElement} */ (root.lastElementChild).textContent = count(lines, 'sentence');
  }
}
