// Saving and opening: the model with its examples, or the examples alone.
// @ts-check
import { ElmError } from '../../client/errors.js';
import { formatRows } from '../../ui/csv.js';
import { byId, download } from '../../ui/dom.js';
import { dropzone } from '../../ui/dropzone.js';
import { modelInAddress } from '../../ui/model-in-address.js';
import { showError, showNote } from '../../ui/notice.js';
import { readTable } from '../../ui/read-table.js';
import { asRows, labelledTexts, sentencesIn } from '../../ui/text-classes.js';
import { toast } from '../../ui/toast.js';

/** @import { ElmToolkit, Model } from '../../client/index.js' */
/** @import { TextClass } from '../../ui/text-classes.js' */

const KINDS = ['TextClassifier', 'IntentClassifier', 'LanguageClassifier'];
const MAX_MODEL_BYTES = 200 * 2 ** 20;
const message = byId('keep-message');

/** @typedef {{ className: string, classes: TextClass[], threshold?: number, flag?: string }} Opened */

/**
 * @param {object} page
 * @param {Promise<ElmToolkit>} page.starting
 * @param {() => Model | undefined} page.model
 * @param {() => { classes: TextClass[], threshold: number, flag: string | undefined }} page.state
 * @param {(opened: Opened, name: string) => void} page.onOpen
 */
export function bindKeeping({ starting, model, state, onOpen }) {
  byId('save').addEventListener('click', async () => {
    try {
      const learnt = model();
      if (!learnt) throw new Error('There is no model yet: it has not learnt anything.');
      const { classes, threshold, flag } = state();
      const metadata = { name: 'Guard', sentences: classes, threshold, flag: flag ?? null };
      const json = await learnt.save({ metadata });
      download('guard-model.json', json, 'application/json');
      toast(`Saved guard-model.json (${Math.ceil(json.length / 1024)} kB)`);
    } catch (error) {
      showError(message, error);
    }
  });
  byId('export').addEventListener('click', () => {
    const { texts, labels } = asRows(state().classes);
    const rows = texts.map((text, i) => [text, labels[i]]);
    download('examples.csv', formatRows([['text', 'label'], ...rows]), 'text/csv');
  });
  byId('open').append(
    dropzone({
      label: 'Open a saved guard (.json) or examples (.csv)',
      hint: 'a CSV needs a column of texts and one of labels',
      accept: '.csv,.tsv,.txt,.json,text/csv',
      onFile: openFile,
    }),
  );
  modelInAddress()
    .then((file) => file && openFile(file))
    .catch((error) => showError(message, error));

  /** @param {File} file */
  async function openFile(file) {
    try {
      showNote(message, `Opening ${file.name}…`);
      if (/\.json$/i.test(file.name)) onOpen(await opened(await starting, file), file.name);
      else {
        const classes = labelledTexts(await readTable(file));
        onOpen({ className: 'TextClassifier', classes }, file.name);
      }
      showNote(message);
    } catch (error) {
      showError(message, error);
    }
  }
}

/** What a model file says of the examples; the page learns the same from them. */
/** @param {ElmToolkit} elm @param {File} file @returns {Promise<Opened>} */
async function opened(elm, file) {
  if (file.size > MAX_MODEL_BYTES) throw new Error('The model file is too large to be opened.');
  const model = await elm.load(await file.text());
  const { className, metadata } = model;
  await model.dispose();
  if (!KINDS.includes(className)) {
    throw new ElmError('unsupported', `This file holds a ${className}, not a classifier of texts.`);
  }
  const classes = sentencesIn(metadata);
  if (!classes) {
    throw new ElmError(
      'unsupported',
      'This model comes without its examples, so it cannot be corrected here. The Topics page opens it.',
    );
  }
  const { threshold, flag } = metadata;
  const sound = typeof threshold === 'number' && threshold >= 0 && threshold <= 1;
  return {
    className,
    classes,
    threshold: sound ? threshold : undefined,
    flag: typeof flag === 'string' ? flag : undefined,
  };
}
