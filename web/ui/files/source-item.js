// A line of a list of what was read: its name, how much it holds, and a way to take it out.
// @ts-check

import { h, named } from '../dom/dom.js';
import { apart } from '../text/bidi.js';

/** @param {string} name @param {string} holds @param {(() => void) | false} onRemove */
export const sourceItem = (name, holds, onRemove) =>
  h(
    'li',
    {},
    h('span', {}, named(name)),
    h('span', { class: 'muted' }, holds),
    onRemove &&
      h(
        'button',
        { type: 'button', class: 'icon', 'aria-label': apart`Remove ${name}`, onclick: onRemove },
        '×',
      ),
  );
