// The list of results: what was found is marked; opened in place; the keys up and down go through it.
// @ts-check
import { byId, h, replace } from '../../ui/dom.js';
import { marked } from '../../ui/marked.js';
import { placesOf, snippet } from './words.js';

/** @import { Doc } from './documents.js' */
/** @import { Found } from './library.js' */

const list = byId('hits');
const field = byId('query');

export const clearResults = () => list.replaceChildren();

/**
 * @param {object} shown
 * @param {Found[]} shown.found
 * @param {Map<string, Doc>} shown.docs
 * @param {Set<string>} shown.terms
 * @param {(id: string) => void} shown.onOpen
 * @param {(id: string) => void} shown.onLike
 */
export function addResults({ found, docs, terms, onOpen, onLike }) {
  for (const { id } of found) {
    const doc = docs.get(id);
    if (doc) list.append(result(doc, terms, onOpen, onLike));
  }
}

/**
 * @param {Doc} doc
 * @param {Set<string>} terms
 * @param {(id: string) => void} onOpen
 * @param {(id: string) => void} onLike
 */
function result({ id, title, text, metadata }, terms, onOpen, onLike) {
  const body = h('p', { class: 'body' });
  const show = (/** @type {boolean} */ whole) => {
    const part = whole ? text : snippet(text, terms);
    replace(body, marked(part, placesOf(part, terms)));
    body.classList.toggle('whole', whole);
    open.setAttribute('aria-expanded', String(whole));
  };
  const open = h(
    'button',
    {
      type: 'button',
      class: 'title',
      'aria-expanded': 'false',
      onclick: () => {
        const whole = open.getAttribute('aria-expanded') !== 'true';
        show(whole);
        if (whole) onOpen(id);
      },
    },
    marked(title, placesOf(title, terms)),
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
        .map(([name, value]) => h('span', { class: 'kind', title: name }, value.slice(0, 60))),
      h(
        'button',
        {
          type: 'button',
          class: 'quiet small',
          'aria-label': `More like this: ${title}`,
          onclick: () => onLike(id),
        },
        'More like this',
      ),
    ),
  );
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
