// Two kept models, judged by the same rows: those of the table that is open, held out, or a file's.
// @ts-check

import { Shelf } from '../../client/shelf.js';
import { byId, h, replace } from '../../ui/dom/dom.js';
import { showError, showNote } from '../../ui/feedback/notice.js';
import { tableField } from '../../ui/tables/table-field.js';
import { apart } from '../../ui/text/bidi.js';
import { openModel } from './keep.js';
import { asked, checkAlike, heldOut } from './pair-answers.js';
import { showPair } from './pair-report.js';
import { bindTask } from './task-button.js';
import { splitChosen } from './train.js';

/** @import { ElmToolkit } from '../../client/index.js' */
/** @import { Change } from '../../client/shelf.js' */
/** @import { ParsedTable } from '../../ui/files/table.js' */
/** @import { Opened } from './opened.js' */
/** @import { Kept } from './pair-answers.js' */
/** @import { Options } from './task-button.js' */

/** @param {Promise<ElmToolkit>} starting @param {() => Opened | undefined} current */
export async function bindComparing(starting, current) {
  const message = byId('compare-message');
  const result = byId('compare-result');
  const choices = ['compare-first', 'compare-second'].map((id) => byId(id, HTMLSelectElement));
  const shelf = await Shelf.open();
  /** @type {{ table: ParsedTable, called: string } | undefined} to be asked about, not the open table */
  let file;
  /** @type {string[]} the models that are compared, or were */
  let pair = [];

  // before the task's own: what the button begins is of the open table
  byId('compare-open').addEventListener('click', () => {
    file = undefined;
  });
  const task = bindTask({
    row: 'comparing',
    message,
    results: result,
    async work(options) {
      try {
        await judge(options);
      } catch (error) {
        if (!options.signal.aborted) replace(result);
        throw error;
      }
    },
  });
  const field = tableField({
    label: 'Or drop rows that are new to both',
    hint: 'with their columns, and the answers',
    message,
    take(table, { name }) {
      file = { table, called: name };
      task.anew();
    },
  });
  byId('compare-drop').append(field.element);
  for (const select of choices) select.addEventListener('change', forget);
  shelf.addEventListener('change', (event) => {
    const { name, from = name } = /** @type {CustomEvent<Change & { from?: string }>} */ (event)
      .detail;
    if (pair.includes(name) || pair.includes(from)) forget();
    list().catch((error) => showError(message, error));
  });
  await list();

  /** @param {Options} options */
  async function judge(options) {
    const names = choices.map(({ value }) => value);
    pair = names;
    if (names[0] === names[1]) throw new Error('Choose two different models.');
    const opened = current();
    const of = file ?? (opened && { table: opened.table, called: opened.origin.name });
    if (!of) throw new Error('No table is open: open one above, or drop one here.');
    const split = file ? undefined : splitChosen();
    showNote(message, apart`Comparing ${names[0]} and ${names[1]}…`);
    const elm = await starting;
    /** @type {Kept[]} */
    const kept = [];
    try {
      for (const name of names) {
        const json = await (await shelf.get(name)).json.text();
        kept.push({ name, use: await openModel(elm, json) });
        options.signal.throwIfAborted();
      }
      checkAlike(kept);
      const judged = await (split
        ? heldOut(elm, kept, of.table, of.called, { ...options, ...split })
        : asked(elm, kept, of.table, of.called, options));
      options.signal.throwIfAborted();
      showNote(message);
      showPair(result, judged);
    } finally {
      for (const { use } of kept) use.model.dispose();
    }
  }

  /** What is compared, or was, is of models that are not chosen or not there any more. */
  function forget() {
    task.drop();
    pair = [];
    replace(result);
    showNote(message);
  }

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
