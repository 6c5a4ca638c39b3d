// Opening a table: dropped, chosen, pasted, or one of the samples; and reading it in another way.
// @ts-check

import { byId, h, replace } from '../../ui/dom/dom.js';
import { showError, showNote } from '../../ui/feedback/notice.js';
import { fetchSample, listOfSamples } from '../../ui/tables/sample-tables.js';
import { readTold, tableField } from '../../ui/tables/table-field.js';

/** @import { ParsedTable } from '../../ui/files/table.js' */
/** @import { Sample } from '../../ui/tables/sample-tables.js' */
/** @import { Reading } from './preview.js' */

/**
 * `isExample`: whether the page has opened it by itself.
 *
 * @typedef {{ name: string, source: File | string, sample?: Sample, isExample?: boolean }} Origin
 */

/**
 * @param {{ onTable: (table: ParsedTable, origin: Origin) => void, onModel: (file: File) => void }} handlers
 */
export function bindOpening({ onTable, onModel }) {
  const message = byId('data-message');
  const field = tableField({
    label: 'Drop a table here, or choose one',
    hint: 'CSV, Excel, Parquet, JSON, ARFF and others; or a saved model',
    message,
    take: (table, origin) => {
      showNote(message);
      onTable(table, origin);
    },
    onModel,
  });
  byId('drop').append(field.element);
  const pasted = byId('pasted', HTMLTextAreaElement);
  byId('use-pasted').addEventListener('click', () => field.openText(pasted.value));
  listSamples((sample) =>
    field.open(sample.title, async () => {
      const source = await fetchSample(sample.file);
      return { name: sample.title, source, sample };
    }),
  ).catch((error) => showError(byId('samples'), error));
}

/** The table of a file or a text; undefined, and told, where it cannot be read. */
/** @param {Origin} origin @param {Reading} [how] */
export async function read(origin, how) {
  const message = byId('data-message');
  try {
    const table = await readTold(message, origin, how);
    showNote(message);
    return table;
  } catch (error) {
    showError(message, error);
    return undefined;
  }
}

/** @param {(sample: Sample) => void} open */
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
          onclick: () => open(sample),
        },
        sample.title,
      ),
    ),
  );
}
