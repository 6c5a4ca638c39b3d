// Two kept models, judged by the same rows: those of the table that is open, held out, or a file's.
// @ts-check

import { Shelf } from '../../client/shelf.js';
import { byId, h, replace } from '../../ui/dom/dom.js';
import { showError, showNote } from '../../ui/feedback/notice.js';
import { withFileRow } from '../../ui/tables/row-errors.js';
import { tableField } from '../../ui/tables/table-field.js';
import { apart } from '../../ui/text/bidi.js';
import { openModel } from './keep.js';
import { asked, checkAlike, heldOut } from './pair-answers.js';
import { showPair } from './pair-report.js';

/** @import { ElmToolkit } from '../../client/index.js' */
/** @import { Opened } from './opened.js' */
/** @import { Kept, Pair } from './pair-answers.js' */

/** @param {Promise<ElmToolkit>} starting @param {() => Opened | undefined} current */
export async function bindComparing(starting, current) {
  const message = byId('compare-message');
  const choices = ['compare-first', 'compare-second'].map((id) => byId(id, HTMLSelectElement));
  const shelf = await Shelf.open();
  const again = () => list().catch((error) => showError(message, error));
  shelf.addEventListener('change', again);
  for (const select of choices) select.addEventListener('change', () => replace(result));
  const result = byId('compare-result');
  const judge = async (/** @type {(kept: Kept[]) => Promise<Pair>} */ work) => {
    /** @type {Kept[]} */
    const kept = [];
    replace(result);
    try {
      const names = choices.map(({ value }) => value);
      if (names[0] === names[1]) throw new Error('Choose two different models.');
      showNote(message, apart`Comparing ${names[0]} and ${names[1]}…`);
      const elm = await starting;
      for (const name of names) {
        const json = await (await shelf.get(name)).json.text();
        kept.push({ name, use: await openModel(elm, json) });
      }
      checkAlike(kept);
      const pair = await work(kept);
      showNote(message);
      if (choices.every(({ value }, i) => value === names[i])) showPair(result, pair);
    } finally {
      for (const { use } of kept) use.model.dispose();
    }
  };
  byId('compare-open').addEventListener('click', async () => {
    try {
      const opened = current();
      if (!opened) throw new Error('No table is open: open one above, or drop one here.');
      await judge(async (kept) => heldOut(await starting, kept, opened.table, opened.origin.name));
    } catch (error) {
      showError(message, withFileRow(error));
    }
  });
  const field = tableField({
    label: 'Or drop rows that are new to both',
    hint: 'with their columns, and the answers',
    message,
    take: (table, { name }) => judge(async (kept) => asked(await starting, kept, table, name)),
  });
  byId('compare-drop').append(field.element);
  await again();

  /** What is kept of this page; there is nothing to compare below two. */
  async function list() {
    const names = (await shelf.list())
      .filter(({ about }) => about?.metadata?.page === 'Table')
      .map(({ name }) => name);
    byId('compare').hidden = names.length < 2;
    for (const [i, select] of choices.entries()) {
      const now = names.includes(select.value) ? select.value : names[i];
      replace(
        select,
        names.map((name) => h('option', { value: name, selected: name === now }, name)),
      );
    }
  }
}
