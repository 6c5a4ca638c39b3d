// Rows that are unlike the others, with what is unusual in them; and those of another file.
// @ts-check

import { dataTable } from '../../ui/charts/data-table.js';
import { keyFigures } from '../../ui/charts/key-figures.js';
import { byId, h, replace } from '../../ui/dom/dom.js';
import { downloadRows } from '../../ui/export/csv-download.js';
import { showError, showNote } from '../../ui/feedback/notice.js';
import { dropzone } from '../../ui/files/dropzone.js';
import { readTable } from '../../ui/files/read-table.js';
import { cellOf } from '../../ui/tables/cells.js';
import { withFileRow } from '../../ui/tables/row-errors.js';
import { warningList } from '../../ui/tables/unreadable-cells.js';
import { apart } from '../../ui/text/bidi.js';
import { count, grouped } from '../../ui/text/format.js';
import { offerColumns } from './column-select.js';
import { ACCEPTED } from './open.js';
import { learntFrom } from './opened.js';
import { toldColumns, unusual } from './profile.js';
import { bindTask } from './task-button.js';

/** @import { ColumnInfo, ElmToolkit, ModelOf, ModelSpec, Told } from '../../client/index.js' */
/** @import { ParsedTable } from '../../ui/files/table.js' */
/** @import { Opened } from './opened.js' */

const LEAST_SHOWN = 10;
const MOST_SHOWN = 25;

const leftOut = byId('odd-compare', HTMLSelectElement);
const share = byId('odd-share', HTMLSelectElement);

/** @type {ModelOf<'Chain'> | undefined} */
let inUse;

/** @param {ColumnInfo[]} columns @param {{ target?: string, again: boolean }} options */
export function offerOdd(columns, { target, again }) {
  offerColumns(leftOut, columns, { none: 'no column', chosen: again ? leftOut.value : target });
  if (again) return;
  replace(byId('odd-results'));
  byId('odd-more').hidden = true;
}

/** @param {Promise<ElmToolkit>} starting @param {() => Opened | undefined} current */
export function bindOdd(starting, current) {
  const work = bindTask({
    row: 'odd-work',
    message: byId('odd-message'),
    results: byId('odd-results'),
    async work({ signal, onProgress }) {
      const opened = current();
      if (!opened) return;
      const { used, columns, kinds } = learntFrom(opened, leftOut.value);
      const elm = await starting;
      /** @type {ModelSpec[]} */
      const steps = [
        { class: 'TableEncoder', params: { kinds } },
        { class: 'OneClassELM', params: { nu: Number(share.value), random_state: 0 } },
      ];
      const model = await elm.create('Chain', { steps });
      try {
        /** @type {Told[]} */
        const told = [];
        const onWarnings = (/** @type {Told[]} */ more) => told.push(...more);
        // of these rows each is judged as if it had not been learnt from
        const labels = await model.fitPredict(used, { signal, onProgress, onWarnings });
        const judged = { labels, scores: await model.scoreSamples(null) };
        if (current() !== opened) throw new Error('Another table was opened meanwhile.');
        showRows(byId('odd-results'), opened.table, judged, {
          file: 'odd-rows.csv',
          why: unusual(toldColumns(used, columns), used.rows),
          told,
        });
      } catch (error) {
        model.dispose();
        throw error;
      }
      inUse?.dispose();
      inUse = model;
      byId('odd-more').hidden = false;
      replace(byId('odd-file'));
    },
  });
  byId('odd-drop').append(
    dropzone({
      label: 'Drop a table to check',
      hint: 'the same columns; rows unlike those above are marked',
      accept: ACCEPTED,
      onFile: check,
    }),
  );
  return work;
}

/** @param {File} file */
async function check(file) {
  const place = byId('odd-file');
  if (!inUse) return;
  try {
    showNote(place, apart`Reading ${file.name}…`);
    const table = await readTable(file);
    /** @type {Told[]} */
    const told = [];
    const model = inUse;
    const labels = await model.predict(table, { onWarnings: (more) => told.push(...more) });
    const scores = await model.scoreSamples(table, { onWarnings() {} }); // of the same cells
    const name = `${file.name.replace(/\.\w+$/, '')}-checked.csv`;
    const judged = { labels: /** @type {Float64Array} */ (labels), scores };
    showRows(place, table, judged, { file: name, told });
  } catch (error) {
    showError(place, withFileRow(error));
  }
}

/**
 * @param {HTMLElement} place @param {ParsedTable} table
 * @param {{ labels: Float64Array, scores: Float64Array }} judged
 * @param {{ file: string, told: Told[], why?: (row: number) => string[] }} options
 */
function showRows(place, table, { labels, scores }, { file, told, why }) {
  const order = [...scores.keys()].sort((a, b) => scores[a] - scores[b]);
  const odd = order.filter((row) => labels[row] < 0);
  const shown = order.slice(0, Math.min(MOST_SHOWN, Math.max(LEAST_SHOWN, odd.length)));
  const columns = table.columns.slice(0, 8);
  const save = () => {
    const head = [...table.columns.map(({ name }) => name), 'odd', 'familiarity'];
    const lines = Array.from({ length: table.rows }, (_, row) => [
      ...table.columns.map((column) => cellOf(column, row)),
      labels[row] < 0 ? 'yes' : 'no',
      scores[row].toFixed(4),
    ]);
    downloadRows(file, [head, ...lines]);
  };
  replace(
    place,
    keyFigures([[`${odd.length} of ${grouped(table.rows)}`, 'rows are unlike the rest']]),
    warningList(told),
    dataTable({
      caption: `The ${count(shown.length, 'row')} that are least like the others, the oddest first.`,
      head: ['Row', 'Odd', ...(why ? ['What is unusual'] : []), ...columns.map(({ name }) => name)],
      numeric: [0],
      rows: shown.map((row) => [
        row + 1,
        labels[row] < 0 ? 'yes' : '',
        ...(why
          ? [h('span', { class: 'wrap' }, why(row).join('; ') || 'the values together')]
          : []),
        ...columns.map((column) => cellOf(column, row)),
      ]),
    }),
    h('button', { type: 'button', class: 'quiet', onclick: save }, apart`Download ${file}`),
  );
}
