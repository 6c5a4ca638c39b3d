// Opening a table: dropped, chosen, pasted, or one of the samples; and what its columns hold.
// @ts-check
import { cellOf } from '../../ui/csv.js';
import { dataTable } from '../../ui/data-table.js';
import { append, byId, h, replace } from '../../ui/dom.js';
import { dropzone } from '../../ui/dropzone.js';
import { showError, showNote } from '../../ui/notice.js';
import { count, readable } from '../../ui/numbers.js';
import { readTable, sizeOf } from '../../ui/read-table.js';
import { fetchSample, listOfSamples } from '../../ui/samples.js';

/** @import { ColumnInfo } from '../../client/index.js' */
/** @import { ParsedTable } from '../../ui/csv.js' */
/** @import { Sample } from '../../ui/samples.js' */

/** @typedef {{ name: string, sample?: Sample }} Origin */

const PREVIEW_ROWS = 5;

/**
 * @param {{ onTable: (table: ParsedTable, origin: Origin) => void, onModel: (file: File) => void }} handlers
 */
export function bindData({ onTable, onModel }) {
  const message = byId('data-message');
  /** @param {File | string} source @param {Origin} origin */
  const open = async (source, origin) => {
    try {
      showNote(message, `Reading ${origin.name}…`);
      const table = await readTable(source);
      showNote(message, ...(table.notes.length ? [table.notes.join(' ')] : []));
      onTable(table, origin);
    } catch (error) {
      showError(message, error);
    }
  };
  const openFile = (/** @type {File} */ file) =>
    /\.json$/i.test(file.name) ? onModel(file) : open(file, { name: file.name });
  const openText = (/** @type {string} */ text) => open(text, { name: 'the pasted rows' });

  byId('drop').append(
    dropzone({
      label: 'Drop a CSV here, or choose one',
      hint: 'also TSV, or a saved model (.json)',
      accept: '.csv,.tsv,.txt,.json,text/csv',
      onFile: openFile,
      onText: openText,
    }),
  );
  const pasted = /** @type {HTMLTextAreaElement} */ (byId('pasted'));
  byId('use-pasted').addEventListener('click', () => openText(pasted.value));
  listSamples(open).catch((error) => showError(byId('samples'), error));
}

/** @param {(text: string, origin: Origin) => void} open */
async function listSamples(open) {
  const samples = (await listOfSamples()).filter(({ task }) => task !== 'pictures');
  replace(
    byId('samples'),
    samples.map((sample) =>
      h(
        'button',
        {
          type: 'button',
          class: 'quiet small',
          title: sample.description,
          onclick: async () => {
            try {
              open(await fetchSample(sample.file), { name: sample.title, sample });
            } catch (error) {
              showError(byId('data-message'), error);
            }
          },
        },
        sample.title,
      ),
    ),
  );
}

/** @param {ParsedTable} table @param {Origin} origin */
export function showPreview(table, { name, sample }) {
  const rows = Array.from({ length: Math.min(PREVIEW_ROWS, table.rows) }, (_, row) =>
    table.columns.map((column) => cellOf(column, row)),
  );
  const shown = rows.length < table.rows ? `the first ${count(rows.length, 'row')}` : 'all rows';
  replace(
    byId('preview'),
    h('h3', {}, name, ' ', h('span', { class: 'muted' }, `${sizeOf(table)}; ${shown}:`)),
    sample &&
      h(
        'p',
        { class: 'muted' },
        `${sample.description} Source: ${sample.source}. Licence: ${sample.licence}.`,
      ),
    dataTable({
      caption: 'First rows',
      head: table.columns.map((column) => column.name),
      rows,
      hidden: true,
    }),
    h('div', { id: 'column-list' }, h('p', { class: 'muted' }, 'Looking at the columns…')),
  );
}

/**
 * Name, kind and contents of each column, with a tick for those to learn from.
 *
 * @param {ColumnInfo[]} columns
 * @param {Set<string>} ignored kept up to date as ticks are taken away
 */
export function showColumns(columns, ignored) {
  const list = dataTable({
    caption: 'Columns; a tick means: learn from it.',
    head: ['Use', 'Column', 'Holds', 'Missing', 'Distinct', 'For instance'],
    numeric: [3, 4],
    rows: columns.map((column) => [
      h('input', {
        type: 'checkbox',
        checked: !ignored.has(column.name),
        'aria-label': `Learn from ${column.name}`,
        onchange: (/** @type {Event} */ { target }) => {
          if (/** @type {HTMLInputElement} */ (target).checked) ignored.delete(column.name);
          else ignored.add(column.name);
        },
      }),
      column.name,
      h('span', { class: 'kind' }, column.kind),
      column.missing,
      column.unique,
      contents(column),
    ]),
  });
  const place = byId('column-list');
  replace(place);
  append(place, [list]);
}

/** @param {ColumnInfo} column */
function contents({ kind, min, max, mean, examples }) {
  if (kind === 'number' && min !== undefined && max !== undefined && mean !== undefined) {
    return `${readable(min)} to ${readable(max)}, mean ${readable(mean)}`;
  }
  return examples.join(', ');
}
