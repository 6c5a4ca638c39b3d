// Saving and opening: the model with its sentences, or the sentences alone.
// @ts-check
import { ElmError } from '../../client/errors.js';
import { byId } from '../../ui/dom/dom.js';
import { downloadRows } from '../../ui/export/csv-download.js';
import { TABLE_ENDINGS } from '../../ui/files/endings.js';
import { opensAsModel } from '../../ui/files/model-file.js';
import { readTable } from '../../ui/files/read-table.js';
import { keepBar, sure } from '../../ui/keep/keep-bar.js';
import { lackOfClasses, learntModel } from '../../ui/keep/nothing-learnt.js';
import { originOf } from '../../ui/keep/origin.js';
import { loadModel } from '../../ui/models/costly-model.js';
import { soundIn } from '../../ui/models/stored.js';
import { classesOf } from '../../ui/samples/class-files.js';
import { asRows, contentsOf, labelledTexts, sentencesIn } from '../../ui/samples/labelled-texts.js';
import { count } from '../../ui/text/format.js';

/** @import { ElmToolkit, ModelOf } from '../../client/index.js' */
/** @import { TextClass } from '../../ui/samples/labelled-texts.js' */

/**
 * @param {object} page
 * @param {Promise<ElmToolkit>} page.starting
 * @param {() => ModelOf<'TextClassifier'> | undefined} page.model
 * @param {() => Promise<void>} page.learning ends when it has learnt, or cannot
 * @param {() => boolean} page.hasSentences false while a model without its sentences is open
 * @param {() => TextClass[]} page.all
 * @param {(classes: TextClass[], name: string) => void} page.onClasses
 * @param {(model: ModelOf<'TextClassifier'>, name: string) => void} page.onModel
 * @param {() => void} page.begin shows what the page begins with
 * @param {() => void} page.onReset
 */
export function bindKeeping(page) {
  const { starting, model, learning, hasSentences, all } = page;
  const { onClasses, onModel, begin, onReset } = page;
  const classes = () => (hasSentences() ? all() : undefined);
  keepBar({
    place: byId('keep'),
    begin,
    name: 'Topics',
    lesson: {
      ended: learning,
      lacks: () => lackOfClasses(new Set(asRows(all()).labels).size, onReset),
    },
    file: 'text-model.json',
    label: 'Open a saved model (.json) or a table of sentences',
    hint: 'a table needs a column of texts and one of labels; or several texts, each a class of its lines',
    accept: TABLE_ENDINGS,
    async save(how) {
      const learnt = learntModel(model());
      const sentences = classes();
      const metadata = {
        ...originOf('Topics', (learnt.summary.classes ?? []).map(String)),
        sentences: sentences ?? null,
      };
      const json = await learnt.save({ metadata, ...how });
      return { json, summary: learnt.summary, about: sentences ? contents(sentences) : 'a model' };
    },
    state: () => JSON.stringify(classes() ?? model()?.id ?? null),
    inputs: {
      now: classes,
      areAll: hasSentences,
      put: (sentences, called) => onClasses(sure(sentencesIn({ sentences })), called),
      holds: () => contents(classes() ?? []),
    },
    async open(file) {
      if (await opensAsModel(file)) {
        const stored = soundIn(await file.text());
        const sentences =
          stored?.className === 'TextClassifier' ? sentencesIn(stored.metadata) : undefined;
        // without waiting for Python: the page learns the same from the sentences
        if (sentences) onClasses(sentences, file.name);
        else onModel(await openModel(await starting, file), file.name);
      } else onClasses(labelledTexts(await readTable(file)), file.name);
    },
    openAll: async (files) => onClasses(await classesOf(files), count(files.length, 'file')),
    more: [
      { label: 'Export sentences (CSV)', onclick: () => exportSentences(classes() ?? []) },
      { label: 'Start over', onclick: onReset },
    ],
  });
}

/** @param {TextClass[]} classes */
function exportSentences(classes) {
  const { texts, labels } = asRows(classes);
  const rows = texts.map((text, i) => [text, labels[i]]);
  downloadRows('sentences.csv', [['text', 'label'], ...rows], { forPages: true });
}

/** @param {TextClass[]} classes */
const contents = (classes) => contentsOf(classes, 'sentence');

/** @param {ElmToolkit} elm @param {File} file */
async function openModel(elm, file) {
  const model = await loadModel(elm, await file.text());
  if (!model.is('TextClassifier') || !model.summary.fitted) {
    const { className } = model;
    await model.dispose();
    throw new ElmError('unsupported', `This file holds a ${className}, not a text model.`);
  }
  return model;
}
