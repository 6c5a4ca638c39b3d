// The confusion matrix: rows are what was true, columns what was said.
// @ts-check

import { h, named } from '../dom/dom.js';
import { exportButtons } from '../export/export-buttons.js';
import { apart } from '../text/bidi.js';
import { percent } from '../text/format.js';

/** @param {{ classes: any[], confusion: { data: ArrayLike<number> } }} report */
export function confusionMatrix({ classes, confusion }) {
  const k = classes.length;
  const at = (/** @type {number} */ i, /** @type {number} */ j) => confusion.data[i * k + j];
  const rows = classes.map((label, i) => {
    const total = classes.reduce((sum, _, j) => sum + at(i, j), 0);
    return h(
      'tr',
      {},
      h('th', { scope: 'row' }, named(label)),
      classes.map((other, j) => {
        const share = total ? at(i, j) / total : 0;
        const cell = h(
          'td',
          {
            class: i === j ? 'hit' : 'miss',
            title: apart`${label} taken for ${other}: ${at(i, j)} of ${total} (${percent(share)})`,
          },
          String(at(i, j)),
        );
        cell.style.setProperty('--share', String(share));
        return cell;
      }),
    );
  });
  const counted = () => [
    ['true \\ predicted', ...classes.map(String)],
    ...classes.map((label, i) => [String(label), ...classes.map((_, j) => at(i, j))]),
  ];
  const table = h(
    'div',
    { class: 'scroll', tabIndex: 0, role: 'region', 'aria-label': 'Confusion matrix' },
    h(
      'table',
      { class: 'confusion' },
      h('caption', {}, 'Rows: the true class. Columns: the predicted one. The diagonal is right.'),
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          h('td', {}),
          classes.map((label) => h('th', { scope: 'col' }, named(label))),
        ),
      ),
      h('tbody', {}, rows),
    ),
  );
  return h('div', {}, table, exportButtons({ name: 'confusion', rows: counted }));
}
