// The list of results: what was found is marked; opened in place; the keys up and down go through it.
// @ts-check

import { byId, h, replace } from '../../ui/dom/dom.js';
import { highlighted } from '../../ui/dom/highlight.js';
import { apart } from '../../ui/text/bidi.js';
import { snippet } from './snippet.js';
import { wordStart } from './word-boundary.js';

/** @import { Doc } from './documents.js' */
/** @import { Found, Marks } from './library.js' */

/** Of a value beside a result. */
const MOST_LETTERS = 60;

const list = byId('hits');
const field = byId('query');

export const clearResults = () => list.replaceChildren();

/**
 * @param {object} shown
 * @param {Found[]} shown.found
 * @param {Map<string, Doc>} shown.docs
 * @param {(id: string) => void} shown.onOpen
 * @param {(id: string) => void} shown.onLike
 */
export function addResults({ found, docs, onOpen, onLike }) {
  for (const { id, marks } of found) {
    const doc = docs.get(id);
    if (doc) list.append(result(doc, marks, onOpen, onLike));
  }
}

/**
 * @param {Doc} doc
 * @param {Marks} marks
 * @param {(id: string) => void} onOpen
 * @param {(id: string) => void} onLike
 */
function result({ id, title, text, metadata }, marks, onOpen, onLike) {
  const body = h('p', { class: 'body', dir: 'auto' });
  const show = (/** @type {boolean} */ whole) => {
    const part = whole ? { text, marks: marks.text } : snippet(text, marks.text);
    replace(body, highlighted(part.text, part.marks));
    body.classList.toggle('whole', whole);
    open.setAttribute('aria-expanded', String(whole));
  };
  const open = h(
    'button',
    {
      type: 'button',
      class: 'title',
      dir: 'auto',
      'aria-expanded': 'false',
      onclick: () => {
        const whole = open.getAttribute('aria-expanded') !== 'true';
        show(whole);
        if (whole) onOpen(id);
      },
    },
    highlighted(title, marks.title),
  );
  show(false);
  return h(
    'li',
    { class: 'hit', dataset: { id } },
    h('h3', {}, open),
    text !== '' && body,
    h(
      'div',
      { class: 'row' },
      Object.entries(metadata)
        .slice(0, 4)
        .map(([name, value]) => h('span', { class: 'kind', title: name }, shortened(name, value))),
      h(
        'button',
        {
          type: 'button',
          class: 'quiet small',
          'aria-label': apart`More like this: ${title}`,
          onclick: () => onLike(id),
        },
        'More like this',
      ),
    ),
  );
}

/** A value, or the end of the name of a file in folders. @param {string} name @param {string} value */
function shortened(name, value) {
  if (value.length <= MOST_LETTERS) return value;
  return name === 'file'
    ? `…${value.slice(wordStart(value, value.length - MOST_LETTERS))}`
    : `${value.slice(0, wordStart(value, MOST_LETTERS)).trimEnd()}…`;
}

/** @param {number} nth */
export function goToResult(nth) {
  /** @type {HTMLElement | null | undefined} */ (
    list.children[nth]?.querySelector('.title')
  )?.focus();
}

/** Up and down go from the field through the titles and back. */
export function bindKeys() {
  const move = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const stops = [
      field,
      .../** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll('.title')),
    ];
    const at = stops.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const next = stops[at + (event.key === 'ArrowDown' ? 1 : -1)];
    if (at < 0 || !next) return;
    event.preventDefault();
    next.focus();
  };
  field.addEventListener('keydown', move);
  list.addEventListener('keydown', move);
}
