// A plain table of cells, which scrolls sideways on its own.
// @ts-check
import { h, named } from '../dom/dom.js';
import { exportButtons } from '../export/export-buttons.js';

/**
 * @param {{ caption: string, head: string[], rows: (string | number | Node)[][], numeric?: number[], hidden?: boolean, wraps?: boolean, file?: string }} options `wraps`: its texts
 *   are sentences, which are read whole; `file`: the name under which its
 *   cells, which are texts and numbers then, can be taken away
 */
export function dataTable({
  caption,
  head,
  rows,
  numeric = [],
  hidden = false,
  wraps = false,
  file,
}) {
  const shown = (/** @type {string | number | Node} */ cell) =>
    typeof cell === 'string' ? named(cell) : cell;
  const align = (/** @type {number} */ i) => (numeric.includes(i) ? 'number' : undefined);
  const table = h(
    'div',
    {
      class: wraps ? 'scroll wraps' : 'scroll',
      tabIndex: 0,
      role: 'region',
      'aria-label': caption,
    },
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
          head.map((cell, i) => h('th', { scope: 'col', class: align(i) }, named(cell))),
        ),
      ),
      h(
        'tbody',
        {},
        rows.map((cells) =>
          h(
            'tr',
            {},
            cells.map((cell, i) => h('td', { class: align(i) }, shown(cell))),
          ),
        ),
      ),
    ),
  );
  if (!file) return table;
  const taken = () => /** @type {(string | number)[][]} */ ([head, ...rows]);
  return h('div', {}, table, exportButtons({ name: file, rows: taken }));
}
