// Opening a table: dropped, chosen, pasted, or one of the samples; and reading it in another way.
// @ts-check

import { byId, h, replace } from '../../ui/dom/dom.js';
import { showError, showNote } from '../../ui/feedback/notice.js';
import { dropzone } from '../../ui/files/dropzone.js';
import { TABLE_ENDINGS } from '../../ui/files/endings.js';
import { readTable } from '../../ui/files/read-table.js';
import { saysModel } from '../../ui/models/model-file.js';
import { fetchSample, listOfSamples } from '../../ui/tables/sample-tables.js';
import { apart } from '../../ui/text/bidi.js';

/** @import { ParsedTable } from '../../ui/files/table.js' */
/** @import { Sample } from '../../ui/tables/sample-tables.js' */
/** @import { Reading } from './preview.js' */

/**
 * `isExample`: whether the page has opened it by itself.
 *
 * @typedef {{ name: string, source: File | string, sample?: Sample, isExample?: boolean }} Origin
 */

const JSON_FILE = /\.json$/i;

/**
 * @param {{ onTable: (table: ParsedTable, origin: Origin) => void, onModel: (file: File) => void }} handlers
 */
export function bindOpening({ onTable, onModel }) {
  const open = async (/** @type {Origin} */ origin) => {
    const table = await read(origin);
    if (table) onTable(table, origin);
  };
  const openFile = async (/** @type {File} */ file) => {
    if (await isModel(file)) onModel(file);
    else open({ name: file.name, source: file });
  };
  const openText = (/** @type {string} */ text) => open({ name: 'the pasted rows', source: text });

  byId('drop').append(
    dropzone({
      label: 'Drop a table here, or choose one',
      hint: 'CSV, Excel, Parquet, JSON, ARFF and others; or a saved model',
      accept: TABLE_ENDINGS,
      onFile: openFile,
      onText: openText,
    }),
  );
  const pasted = byId('pasted', HTMLTextAreaElement);
  byId('use-pasted').addEventListener('click', () => openText(pasted.value));
  listSamples(open).catch((error) => showError(byId('samples'), error));
}

/** The table of a file or a text; undefined, and told, where it cannot be read. */
/** @param {Origin} origin @param {Reading} [how] */
export async function read({ name, source }, how) {
  const message = byId('data-message');
  try {
    showNote(message, apart`Reading ${name}…`);
    const table = await readTable(source, how);
    showNote(message);
    return table;
  } catch (error) {
    const also = JSON_FILE.test(name) ? ' It is not a model file either.' : '';
    showError(message, error instanceof Error ? `${error.message}${also}` : error);
    return undefined;
  }
}

/** A model file says what it is at once. @param {File} file */
const isModel = async (file) => JSON_FILE.test(file.name) && (await saysModel(file));

/** @param {(origin: Origin) => void} open */
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
              open({ name: sample.title, source: await fetchSample(sample.file), sample });
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
