// Saving and opening: the model, or the sentences alone.
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

const MAX_MODEL_BYTES = 200 * 2 ** 20;
const message = byId('keep-message');

/**
 * @param {object} page
 * @param {Promise<ElmToolkit>} page.starting
 * @param {() => Model | undefined} page.model
 * @param {() => TextClass[] | undefined} page.classes undefined while a model without sentences is open
 * @param {(classes: TextClass[], name: string) => void} page.onClasses
 * @param {(model: Model, name: string) => void} page.onModel
 */
export function bindKeeping({ starting, model, classes, onClasses, onModel }) {
  byId('save').addEventListener('click', async () => {
    try {
      const learnt = model();
      if (!learnt) throw new Error('There is no model yet: it has not learnt anything.');
      const metadata = { name: 'Text topics', sentences: classes() ?? null };
      const json = await learnt.save({ metadata });
      download('text-model.json', json, 'application/json');
      toast(`Saved text-model.json (${Math.ceil(json.length / 1024)} kB)`);
    } catch (error) {
      showError(message, error);
    }
  });
  byId('export').addEventListener('click', () => {
    const { texts, labels } = asRows(classes() ?? []);
    const rows = texts.map((text, i) => [text, labels[i]]);
    download('sentences.csv', formatRows([['text', 'label'], ...rows]), 'text/csv');
  });
  byId('open').append(
    dropzone({
      label: 'Open a saved model (.json) or sentences (.csv)',
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
      if (/\.json$/i.test(file.name)) {
        const loaded = await openModel(await starting, file);
        const sentences = sentencesIn(loaded.metadata);
        if (sentences) onClasses(sentences, file.name);
        else onModel(loaded, file.name);
        if (sentences) await loaded.dispose(); // the page learns the same from the sentences
      } else onClasses(labelledTexts(await readTable(file)), file.name);
      showNote(message);
    } catch (error) {
      showError(message, error);
    }
  }
}

/** @param {ElmToolkit} elm @param {File} file */
async function openModel(elm, file) {
  if (file.size > MAX_MODEL_BYTES) throw new Error('The model file is too large to be opened.');
  const model = await elm.load(await file.text());
  if (model.className !== 'TextClassifier' || !model.summary.fitted) {
    const { className } = model;
    await model.dispose();
    throw new ElmError('unsupported', `This file holds a ${className}, not a text model.`);
  }
  return model;
}
