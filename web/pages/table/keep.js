// Saving a model, opening a saved one, and teaching it new rows.
// @ts-check
import { ElmError } from '../../client/errors.js';
import { byId, count, download, percent } from '../../ui/dom.js';
import { dropzone } from '../../ui/dropzone.js';
import { showError, showNote } from '../../ui/notice.js';
import { readTable } from '../../ui/read-table.js';
import { toast } from '../../ui/toast.js';
import { inTermsOfFile, trainingRows } from './rows.js';

/** @import { ElmToolkit, Summary } from '../../client/index.js' */
/** @import { InUse } from './predict.js' */

const MAX_MODEL_BYTES = 200 * 2 ** 20;

/**
 * @param {Promise<ElmToolkit>} starting
 * @param {() => InUse | undefined} current
 * @param {(use: InUse) => void} onChanged
 */
export function bindKeeping(starting, current, onChanged) {
  const message = byId('keep-message');
  byId('save').addEventListener('click', async () => {
    const use = current();
    if (!use) return;
    try {
      const json = await saved(use, /** @type {HTMLInputElement} */ (byId('statistics')).checked);
      const name = `${fileName(use.target)}-model.json`;
      download(name, json, 'application/json');
      toast(`Saved ${name} (${Math.ceil(json.length / 1024).toLocaleString('en')} kB)`);
    } catch (error) {
      showError(message, error);
    }
  });
  byId('more-drop').append(
    dropzone({
      label: 'Drop a CSV to learn from',
      hint: 'the same columns, with the target',
      accept: '.csv,.tsv,.txt,text/csv',
      onFile: (file) => goOn(starting, current(), file, onChanged),
    }),
  );
}

/** @param {InUse} use @param {boolean} statistics */
const saved = ({ model, target }, statistics) =>
  model.save({ statistics, metadata: { ...model.metadata, target } });

/** @param {string} target */
const fileName = (target) =>
  target
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '') || 'table';

/**
 * @param {Promise<ElmToolkit>} starting
 * @param {InUse | undefined} use
 * @param {File} file
 * @param {(use: InUse) => void} onChanged
 */
async function goOn(starting, use, file, onChanged) {
  if (!use) return;
  const message = byId('keep-message');
  /** @type {Int32Array | undefined} */
  let rows;
  try {
    showNote(message, `Reading ${file.name}…`);
    const data = trainingRows(await readTable(file), use.target);
    rows = data.rows;
    const before = await saved(use, true);
    const { summary } = await use.model.partialFit(data.X, data.y);
    showNote(message, describe(summary, `Learnt ${count(rows.length, 'row')} more.`));
    onChanged({ ...use, summary });
    toast(`Learnt ${count(rows.length, 'row')} from ${file.name}`, {
      undo: async () => {
        const restored = await openModel(await starting, before);
        onChanged({ ...use, ...restored });
        await use.model.dispose();
        showNote(message, 'Undone: the model is as it was.');
      },
    });
  } catch (error) {
    showError(message, inTermsOfFile(error, rows));
  }
}

/** @param {Summary} summary @param {string} start */
export function describe({ n_samples: n, loo }, start) {
  const score =
    loo?.metric === 'accuracy'
      ? ` Leave-one-out: ${percent(loo.value, 1)} right.`
      : loo && ` Leave-one-out: R² ${loo.value.toFixed(3)}.`;
  return `${start} It has now learnt from ${count(n ?? 0, 'row')}.${score ?? ''}`;
}

/**
 * @param {ElmToolkit} elm
 * @param {string} json
 * @returns {Promise<InUse>}
 */
export async function openModel(elm, json) {
  const model = await elm.load(json);
  const { target } = model.metadata;
  if (!model.summary.columns || !model.summary.fitted) {
    const { className } = model;
    await model.dispose();
    const where = className.startsWith('Text') ? ' Open it on the Text page.' : '';
    throw new ElmError('unsupported', `This file holds a ${className}, not a table model.${where}`);
  }
  return {
    model,
    summary: model.summary,
    target: typeof target === 'string' && target ? target : 'prediction',
  };
}

/** @param {File} file */
export async function readModelFile(file) {
  if (file.size > MAX_MODEL_BYTES) throw new Error('The model file is too large to be opened.');
  return file.text();
}
