// A model that no page goes on training: why, and where one of one's own begins.
// @ts-check
import { h } from '../dom/dom.js';

/** @import { Input } from './model-input.js' */

/** Pages that teach from the beginning, by what a model takes. */
const PAGES = /** @type {Record<Input['kind'], [file: string, name: string, from: string]>} */ ({
  text: ['text.html', 'Topics', 'sentences'],
  beginning: ['type-ahead.html', 'Type-ahead', 'texts'],
  table: ['table.html', 'Table', 'rows'],
  sound: ['voice.html', 'Voice', 'words'],
  drawing: ['draw.html', 'Draw', 'drawings'],
  numbers: ['table.html', 'Table', 'rows'],
});

/** @param {Input['kind']} kind */
export function wayOn(kind) {
  const [file, name, from] = PAGES[kind];
  return h(
    'p',
    { class: 'muted' },
    'It was made in Python, not on one of these pages, and none of them can teach it more. ',
    h('a', { href: `./${file}` }, name),
    ` learns a new one from ${from} of your own.`,
  );
}
