// A file to be played: read, its target and order chosen.
// @ts-check

import { byId, h, replace } from '../../ui/dom/dom.js';
import { showError, showNote } from '../../ui/feedback/notice.js';
import { tableField } from '../../ui/tables/table-field.js';
import { apart, isolated } from '../../ui/text/bidi.js';
import { count } from '../../ui/text/format.js';
import { ordersOf, playback, targetsOf } from './playback.js';

/** @import { ParsedTable } from '../../ui/files/table.js' */
/** @import { Source } from './sources.js' */

/** @param {(source: () => Source) => void} onSource called with what makes the stream, from its start */
export function bindFile(onSource) {
  const message = byId('file-message');
  const target = byId('target', HTMLSelectElement);
  const order = byId('order', HTMLSelectElement);
  /** @type {{ table: ParsedTable, name: string } | undefined} */
  let open;
  let used = 0;
  byId('drop').append(
    tableField({
      label: 'Drop a table here, or choose one',
      hint: 'one row for each moment, with a column of classes',
      message,
      take,
    }).element,
  );
  for (const select of [target, order]) select.addEventListener('change', () => void use());

  /** @param {ParsedTable} table @param {{ name: string }} from */
  async function take(table, { name }) {
    const targets = targetsOf(table);
    if (!targets.length) throw new Error('No column has 2 to 50 different values to be predicted.');
    open = { table, name };
    replace(target, targets.map(option));
    const orders = await ordersOf(table);
    replace(order, h('option', { value: '' }, 'the file'), orders.map(option));
    byId('file-settings').hidden = false;
    await use();
  }

  async function use() {
    if (!open) return;
    const { table, name } = open;
    const mine = ++used;
    try {
      const played = await playback(table, name, target.value, order.value || undefined);
      if (mine !== used) return; // another file, or another order, was chosen meanwhile
      const { leftOut } = played;
      const { total, columns, classes } = played.open();
      const out = leftOut.length
        ? ` Left out, neither numbers nor 2 to 20 different texts: ${leftOut.map(isolated).join(', ')}.`
        : '';
      showNote(
        message,
        apart`${name}: ${count(total, 'row')}, ${count(columns.length, 'number')} a row, ${classes.length} classes.${out}`,
      );
      onSource(played.open);
    } catch (error) {
      if (mine === used) showError(message, error);
    }
  }
}

/** @param {string} value */
const option = (value) => h('option', { value }, value);
