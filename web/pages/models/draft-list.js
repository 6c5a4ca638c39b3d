// Work that a page has put aside by itself.
// @ts-check

import { h } from '../../ui/dom/dom.js';
import { removeDraft } from '../../ui/drafts/draft-store.js';
import { toast } from '../../ui/feedback/toast.js';
import { apart } from '../../ui/text/bidi.js';
import { moment, size } from '../../ui/text/format.js';

/** @import { Shelf } from '../../client/shelf.js' */
/** @import { Draft } from '../../ui/drafts/draft-store.js' */

/** @param {Shelf} shelf @param {Draft} draft */
export function draftItem(shelf, { id, bytes, saved, about }) {
  const { title, page, metadata } = about;
  const called = apart`${title} of ${moment(saved)}`;
  const discard = async () => {
    const { json } = await shelf.get(id);
    await removeDraft(shelf, id);
    toast(apart`Discarded the work of ${title}`, {
      undo: () => void shelf.put(id, json, { about, saved }),
    });
  };
  return h(
    'li',
    { class: 'card' },
    h(
      'div',
      { class: 'what' },
      h('h3', {}, title),
      h(
        'p',
        { class: 'muted' },
        apart`${String(metadata?.holds ?? '').slice(0, 120)} · ${size(bytes)} · ${moment(saved)}`,
      ),
    ),
    h(
      'div',
      { class: 'row' },
      /^[\w-]+\.html$/.test(String(page)) &&
        h(
          'a',
          {
            class: 'button small',
            href: `${page}?work=${encodeURIComponent(id)}`,
            'aria-label': apart`Go on with ${called}`,
          },
          'Go on',
        ),
      h(
        'button',
        {
          type: 'button',
          class: 'quiet small',
          'aria-label': apart`Discard ${called}`,
          onclick: discard,
        },
        'Discard',
      ),
    ),
  );
}
