// A plain table of cells, which scrolls sideways on its own.
// @ts-check
import { h } from './dom.js';

/**
 * @param {{ caption: string, head: string[], rows: (string | number | Node)[][], numeric?: number[], hidden?: boolean }} options
 */
export function dataTable({ caption, head, rows, numeric = [], hidden = false }) {
  const align = (/** @type {number} */ i) => (numeric.includes(i) ? 'number' : undefined);
  return h(
    'div',
    { class: 'scroll', tabIndex: 0, role: 'region', 'aria-label': caption },
    h(
      'table',
      {},
      h('caption', { class: hidden ? 'visually-hidden' : undefined }, caption),
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          head.map((cell, i) => h('th', { scope: 'col', class: align(i) }, cell)),
        ),
      ),
      h(
        'tbody',
        {},
        rows.map((cells) =>
          h(
            'tr',
            {},
            cells.map((cell, i) => h('td', { class: align(i) }, cell)),
          ),
        ),
      ),
    ),
  );
}
