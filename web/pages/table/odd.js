// Rows that are unlike the others, with what is unusual in them; and those of another file.
// @ts-check

import { cellOf, formatRows } from '../../ui/csv.js';
import { dataTable } from '../../ui/data-table.js';
import { byId, download, h, replace } from '../../ui/dom.js';
import { dropzone } from '../../ui/dropzone.js';
import { figures } from '../../ui/figures.js';
import { inTermsOfFile } from '../../ui/in-terms-of-file.js';
import { showError, showNote } from '../../ui/notice.js';
import { count, grouped } from '../../ui/numbers.js';
import { readTable } from '../../ui/read-table.js';
import { encoded } from './encoded.js';
import { offerColumns } from './offer.js';
import { toldColumns, unusual, usedColumns } from './profile.js';
import { bindWork } from './work.js';

/** @import { ColumnInfo, ElmToolkit, Matrix, Model } from '../../client/index.js' */
/** @import { ParsedTable } from '../../ui/csv.js' */
/** @import { Opened } from './train.js' */

const LEAST_SHOWN = 10;
const MOST_SHOWN = 25;

const leftOut = /** @type {HTMLSelectElement} */ (byId('odd-compare'));
const share = /** @type {HTMLSelectElement} */ (byId('odd-share'));

/** @type {{ encoder: Model, model: Model } | undefined} */
let inUse;

/** @param {ColumnInfo[]} columns @param {string} [target] */
export function offerOdd(columns, target) {
  offerColumns(leftOut, columns, { none: 'no column', chosen: target });
  replace(byId('odd-results'));
  byId('odd-more').hidden = true;
}

/** @param {Promise<ElmToolkit>} starting @param {() => Opened | undefined} current */
export function bindOdd(starting, current) {
  bindWork({
    row: 'odd-work',
    message: byId('odd-message'),
    async work({ signal, onProgress }) {
      const opened = current();
      if (!opened) return;
      const used = usedColumns(opened, leftOut.value);
      const elm = await starting;
      const { encoder, X } = await encoded(elm, used, signal);
      const model = await elm.create('OneClassELM', { nu: Number(share.value), random_state: 0 });
      try {
        await model.fit(X, null, { signal, onProgress });
        const judged = await judge(model, X);
        if (current() !== opened) throw new Error('Another table was opened meanwhile.');
        showRows(byId('odd-results'), opened.table, judged, {
          file: 'odd-rows.csv',
          why: unusual(toldColumns(used, opened.columns), used.rows),
        });
      } catch (error) {
        encoder.dispose();
        model.dispose();
        throw error;
      }
      inUse?.encoder.dispose();
      inUse?.model.dispose();
      inUse = { encoder, model };
      byId('odd-more').hidden = false;
      replace(byId('odd-file'));
    },
  });
  byId('odd-drop').append(
    dropzone({
      label: 'Drop a CSV to check',
      hint: 'the same columns; rows unlike those above are marked',
      accept: '.csv,.tsv,.txt,text/csv',
      onFile: check,
    }),
  );
}

/** @param {Model} model @param {Matrix} X */
async function judge(model, X) {
  const labels = /** @type {Float64Array} */ (await model.predict(X));
  const scores = await model.scoreSamples(X);
  return { labels, scores };
}

/** @param {File} file */
async function check(file) {
  const place = byId('odd-file');
  if (!inUse) return;
  try {
    showNote(place, `Reading ${file.name}…`);
    const table = await readTable(file);
    const judged = await judge(inUse.model, await inUse.encoder.transform(table));
    showRows(place, table, judged, { file: `${file.name.replace(/\.\w+$/, '')}-checked.csv` });
  } catch (error) {
    showError(place, inTermsOfFile(error));
  }
}

/**
 * @param {HTMLElement} place @param {ParsedTable} table
 * @param {{ labels: Float64Array, scores: Float64Array }} judged
 * @param {{ file: string, why?: (row: number) => string[] }} options
 */
function showRows(place, table, { labels, scores }, { file, why }) {
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
    download(file, formatRows([head, ...lines]), 'text/csv');
  };
  replace(
    place,
    figures([[`${odd.length} of ${grouped(table.rows)}`, 'rows are unlike the rest']]),
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
    h('button', { type: 'button', class: 'quiet', onclick: save }, `Download ${file}`),
  );
}
