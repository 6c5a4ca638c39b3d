// Rows that are unlike the others, with what is unusual in them; and those of another file.
// @ts-check

import { dataTable } from '../../ui/charts/data-table.js';
import { keyFigures } from '../../ui/charts/key-figures.js';
import { byId, h, replace } from '../../ui/dom/dom.js';
import { downloadRows } from '../../ui/export/csv-download.js';
import { cellOf } from '../../ui/tables/cells.js';
import { tableField } from '../../ui/tables/table-field.js';
import { warningList } from '../../ui/tables/unreadable-cells.js';
import { apart } from '../../ui/text/bidi.js';
import { count, grouped } from '../../ui/text/format.js';
import { offerColumns } from './column-select.js';
import { asOdd, oddest } from './oddest.js';
import { learntFrom } from './opened.js';
import { cellWriter, toldColumns, unusual } from './profile.js';
import { bindTask } from './task-button.js';

/** @import { ColumnInfo, ElmToolkit, ModelOf, ModelSpec, Told } from '../../client/index.js' */
/** @import { ParsedTable } from '../../ui/files/table.js' */
/** @import { Opened } from './opened.js' */
/** @import { Told as ColumnTold } from './profile.js' */

const LEAST_SHOWN = 10;
const MOST_SHOWN = 25;

const leftOut = byId('odd-compare', HTMLSelectElement);
const share = byId('odd-share', HTMLSelectElement);

/** @type {{ model: ModelOf<'Chain'>, columns: ColumnInfo[], limit: number } | undefined} */
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
        { class: 'OneClassELM', params: { random_state: 0 } },
      ];
      const model = await elm.create('Chain', { steps });
      try {
        /** @type {Told[]} */
        const told = [];
        const onWarnings = (/** @type {Told[]} */ more) => told.push(...more);
        await model.fitPredict(used, { signal, onProgress, onWarnings });
        // of these rows each is judged as if it had not been learnt from
        const scores = await model.scoreSamples(null);
        if (current() !== opened) throw new Error('Another table was opened meanwhile.');
        const { limit, ...judged } = oddest(scores, Number(share.value));
        const about = toldColumns(used, columns);
        showRows(byId('odd-results'), opened.table, scores, judged, {
          file: 'odd-rows.csv',
          how: `rows: the ${named(share)} that are least like the others`,
          about,
          why: unusual(about, used.rows),
          told,
        });
        inUse?.model.dispose();
        inUse = { model, columns, limit };
      } catch (error) {
        model.dispose();
        throw error;
      }
      byId('odd-more').hidden = false;
      replace(byId('odd-file'));
    },
  });
  byId('odd-drop').append(
    tableField({
      label: 'Drop a table to check',
      hint: 'the same columns; rows unlike those above are marked',
      message: byId('odd-file'),
      isReady: () => inUse !== undefined,
      take: check,
    }).element,
  );
  for (const choice of [share, leftOut]) choice.addEventListener('change', () => work.again());
  return work;
}

/** @param {HTMLSelectElement} select */
const named = (select) => select.selectedOptions[0]?.textContent ?? '';

/** @param {ParsedTable} table @param {{ name: string }} from */
async function check(table, { name }) {
  if (!inUse) return;
  /** @type {Told[]} */
  const told = [];
  const { model, columns, limit } = inUse;
  const scores = await model.scoreSamples(table, { onWarnings: (more) => told.push(...more) });
  showRows(byId('odd-file'), table, scores, asOdd(scores, limit), {
    file: `${name.replace(/\.\w+$/, '')}-checked.csv`,
    how: 'rows are as odd as those marked above',
    about: toldColumns(table, columns),
    told,
  });
}

/**
 * @param {HTMLElement} place @param {ParsedTable} table @param {Float64Array} scores
 * @param {{ order: number[], odd: Set<number> }} judged
 * @param {{ file: string, how: string, about: ColumnTold[], told: Told[], why?: (row: number) => string[] }} options
 */
function showRows(place, table, scores, { order, odd }, { file, how, about, told, why }) {
  const shown = order.slice(0, Math.min(MOST_SHOWN, Math.max(LEAST_SHOWN, odd.size)));
  const columns = table.columns.slice(0, 8);
  const cell = cellWriter(about);
  const save = () => {
    const head = [...table.columns.map(({ name }) => name), 'odd', 'familiarity'];
    const lines = Array.from({ length: table.rows }, (_, row) => [
      ...table.columns.map((column) => cellOf(column, row)),
      odd.has(row) ? 'yes' : 'no',
      scores[row].toFixed(4),
    ]);
    downloadRows(file, [head, ...lines]);
  };
  replace(
    place,
    keyFigures([[`${grouped(odd.size)} of ${grouped(table.rows)}`, how]]),
    warningList(told),
    dataTable({
      caption: `The ${count(shown.length, 'row')} that are least like the others, the oddest first.`,
      head: ['Row', 'Odd', ...(why ? ['What is unusual'] : []), ...columns.map(({ name }) => name)],
      numeric: [0],
      rows: shown.map((row) => [
        row + 1,
        odd.has(row) ? 'yes' : '',
        ...(why
          ? [h('span', { class: 'wrap' }, why(row).join('; ') || 'the values together')]
          : []),
        ...columns.map((column) => cell(column, row)),
      ]),
    }),
    h('button', { type: 'button', class: 'quiet', onclick: save }, apart`Download ${file}`),
  );
}
