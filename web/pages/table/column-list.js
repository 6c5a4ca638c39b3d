// The columns of a table: what each is taken for, what it holds, and how to change that.
// @ts-check

import { byId, h, replace } from '../../ui/dom/dom.js';
import { apart } from '../../ui/text/bidi.js';
import { count } from '../../ui/text/format.js';
import { contents, KINDS, remarks, shown, unitOf } from './column-words.js';
import { hintLines } from './hint-lines.js';
import { keepFocus } from './keep-focus.js';

/** @import { ColumnInfo } from '../../client/index.js' */
/** @import { Chosen, ColumnChoices } from './column-choices.js' */

/** So many columns are listed at once, beside those of which there is something to say. */
const MOST = 60;

/**
 * @param {ColumnInfo[]} columns
 * @param {ColumnChoices} choices what is changed here
 * @param {() => void} onChange
 */
export function showColumns(columns, choices, onChange) {
  const place = byId('column-list');
  const all = place.dataset.all === 'true' && columns.length > MOST;
  const told = columns.filter((column) => choices.hints(column).length || column.unread);
  const listed = all ? columns : [...new Set([...columns.slice(0, MOST), ...told.slice(0, MOST)])];
  const showAll = () => {
    place.dataset.all = 'true';
    showColumns(columns, choices, onChange);
  };
  keepFocus(place, () =>
    replace(
      place,
      h('h3', { id: 'columns-title' }, 'Columns'),
      h(
        'p',
        { class: 'muted' },
        'A tick means: learn from it. What was guessed can be changed here.',
      ),
      h(
        'ul',
        { class: 'table-columns', 'aria-labelledby': 'columns-title' },
        listed.map((column) => entry(column, choices, onChange)),
      ),
      listed.length < columns.length &&
        h(
          'button',
          {
            type: 'button',
            class: 'quiet small',
            dataset: { key: 'all', else: `use ${columns[MOST].name}` },
            onclick: showAll,
          },
          `Show all ${count(columns.length, 'column')}`,
        ),
    ),
  );
}

/** @param {ColumnInfo} column @param {ColumnChoices} choices @param {() => void} onChange */
function entry(column, choices, onChange) {
  const { name, used, kind } = column;
  const isEmpty = kind === 'empty';
  const menu = `kind ${name}`;
  return h(
    'li',
    { dataset: { used: String(used) } },
    h(
      'label',
      { class: 'use' },
      h('input', {
        type: 'checkbox',
        checked: used,
        disabled: isEmpty,
        dataset: { key: `use ${name}` },
        'aria-label': apart`Learn from ${shown(name)}`,
        onchange(/** @type {Event} */ { target }) {
          choices.use(column, /** @type {HTMLInputElement} */ (target).checked);
          onChange();
        },
      }),
      h('bdi', { class: name ? 'name' : 'name muted' }, shown(name)),
      unitOf(column) && h('span', { class: 'unit' }, ` (${unitOf(column)})`),
    ),
    isEmpty
      ? h('span', { class: 'kind muted' }, 'empty')
      : kindMenu(column, choices, menu, onChange),
    h('p', { class: 'holds' }, contents(column)),
    remarks(column, choices.isLeftOutByFile(name)).map((text) => h('p', { class: 'remark' }, text)),
    hintLines(column, choices, onChange, { other: menu }),
  );
}

/** @param {ColumnInfo} column @param {ColumnChoices} choices @param {string} key @param {() => void} onChange */
function kindMenu(column, choices, key, onChange) {
  const { name, used, kind, alternatives } = column;
  const { open, ...found } = choices.found(name);
  const now = choices.chosen(name) ?? (open ? '' : used ? kind : 'ignore');
  return h(
    'select',
    {
      dataset: { key },
      'aria-label': apart`What ${shown(name)} is`,
      onchange(/** @type {Event} */ { target }) {
        const wanted = /** @type {Chosen} */ (/** @type {HTMLSelectElement} */ (target).value);
        const isFound = !open && wanted === found.kind;
        choices.choose(name, isFound ? undefined : wanted || undefined);
        onChange();
      },
    },
    open && h('option', { value: '', selected: now === '' }, 'undecided'),
    alternatives.map((value) =>
      h('option', { value, selected: value === now }, KINDS[value] ?? value),
    ),
  );
}
