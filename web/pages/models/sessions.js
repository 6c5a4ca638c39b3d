// Work that a page has put aside by itself.
// @ts-check
import { h } from '../../ui/dom.js';
import { moment, size } from '../../ui/numbers.js';
import { toast } from '../../ui/toast.js';

/** @import { Shelf, ShelfEntry } from '../../client/index.js' */

/** @param {Shelf} shelf @param {ShelfEntry} entry */
export function sessionOf(shelf, entry) {
  const { name, bytes, saved } = entry;
  const { page, metadata } = /** @type {any} */ (entry.about);
  const discard = async () => {
    const { json, about } = await shelf.remove(name);
    toast(`Discarded the work of ${name}`, { undo: () => void shelf.put(name, json, { about }) });
  };
  return h(
    'li',
    { class: 'card' },
    h(
      'div',
      { class: 'what' },
      h('h3', {}, name),
      h(
        'p',
        { class: 'muted' },
        `${String(metadata?.holds ?? '').slice(0, 120)} · ${size(bytes)} · ${moment(saved)}`,
      ),
    ),
    h(
      'div',
      { class: 'row' },
      /^[\w-]+\.html$/.test(String(page)) &&
        h(
          'a',
          { class: 'button small', href: page, 'aria-label': `Open ${name}` },
          'Open the page',
        ),
      h(
        'button',
        { type: 'button', class: 'quiet small', 'aria-label': `Discard ${name}`, onclick: discard },
        'Discard',
      ),
    ),
  );
}
