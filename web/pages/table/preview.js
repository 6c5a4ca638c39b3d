// What a file holds: what was noted while it was read, how it may be read otherwise, its first rows.
// @ts-check

import { dataTable } from '../../ui/charts/data-table.js';
import { byId, h, replace } from '../../ui/dom/dom.js';
import { sizeOf } from '../../ui/files/read-table.js';
import { cellOf } from '../../ui/tables/cells.js';
import { count } from '../../ui/text/format.js';
import { shown } from './column-words.js';
import { saidOfExample } from './example.js';
import { keepFocus } from './keep-focus.js';

/** @import { ColumnInfo } from '../../client/index.js' */
/** @import { ParsedTable } from '../../ui/files/table.js' */
/** @import { ColumnChoices } from './column-choices.js' */
/** @import { Origin } from './open.js' */

/** @typedef {{ header?: boolean, sheet?: string }} Reading how a file is to be read */

const PREVIEW_ROWS = 5;

/**
 * What was opened by the page itself is folded: the answer comes first there.
 *
 * @param {ParsedTable} table @param {Origin} origin @param {(how: Reading) => void} readAgain
 */
export function showPreview(table, origin, readAgain) {
  const { name, sample } = origin;
  const rows = Array.from({ length: Math.min(PREVIEW_ROWS, table.rows) }, (_, row) =>
    table.columns.map((column) => cellOf(column, row)),
  );
  const first = rows.length < table.rows ? `the first ${count(rows.length, 'row')}` : 'all rows';
  const place = byId('preview');
  keepFocus(place, () =>
    replace(
      place,
      h(
        'details',
        { open: !origin.isExample },
        h(
          'summary',
          {},
          h(
            'h3',
            {},
            origin.isExample && 'An example: ',
            name,
            ' ',
            h(
              'span',
              { class: 'muted' },
              origin.isExample ? sizeOf(table) : `${sizeOf(table)}; ${first}:`,
            ),
          ),
        ),
        sample &&
          h(
            'p',
            { class: 'muted' },
            `${sample.description} Source: ${sample.source}. Licence: ${sample.licence}.`,
          ),
        table.notes.length > 0 &&
          h(
            'ul',
            { class: 'notice notes', 'aria-label': 'How the file was read' },
            table.notes.map((note) => h('li', {}, note)),
          ),
        h('div', { class: 'row', id: 'reading' }, switches(table, readAgain)),
        dataTable({
          caption: 'First rows',
          head: table.columns.map((column) => shown(column.name)),
          rows,
          hidden: true,
        }),
        h('div', { id: 'column-list' }, h('p', { class: 'muted' }, 'Looking at the columns…')),
      ),
      origin.isExample && saidOfExample(),
    ),
  );
}

/** @param {ParsedTable} table @param {(how: Reading) => void} readAgain */
const switches = ({ header, delimiter, sheets = [], sheet }, readAgain) => [
  sheets.length > 1 &&
    h(
      'label',
      { class: 'inline' },
      'Sheet',
      h(
        'select',
        {
          dataset: { key: 'sheet' },
          onchange: (/** @type {Event} */ { target }) =>
            readAgain({ sheet: /** @type {HTMLSelectElement} */ (target).value }),
        },
        sheets.map((name) => h('option', { value: name, selected: name === sheet }, name)),
      ),
    ),
  (delimiter !== null || sheets.length > 0) &&
    h(
      'label',
      {},
      h('input', {
        type: 'checkbox',
        role: 'switch',
        checked: header,
        dataset: { key: 'header' },
        onchange: (/** @type {Event} */ { target }) =>
          readAgain({ sheet, header: /** @type {HTMLInputElement} */ (target).checked }),
      }),
      ' The first row holds the names',
    ),
];

const DECIMALS = { '': 'as found', '.': 'with a point: 1.5', ',': 'with a comma: 1,5' };

/** The sign of decimals, where cells leave it open. */
/** @param {ColumnInfo[]} columns @param {ColumnChoices} choices @param {() => void} onChange */
export function offerDecimal(columns, choices, onChange) {
  const place = byId('reading');
  const isOpen = columns.some(({ hints }) => hints.some(({ code }) => code === 'decimal'));
  const known = place.querySelector('[data-decimal]');
  if (known || !(isOpen || choices.decimal)) return;
  place.append(
    h(
      'label',
      { class: 'inline', dataset: { decimal: '' } },
      'Decimals',
      h(
        'select',
        {
          onchange(/** @type {Event} */ { target }) {
            const { value } = /** @type {HTMLSelectElement} */ (target);
            choices.decimal = value === ',' || value === '.' ? value : undefined;
            onChange();
          },
        },
        Object.entries(DECIMALS).map(([value, text]) =>
          h('option', { value, selected: value === (choices.decimal ?? '') }, text),
        ),
      ),
    ),
  );
}
