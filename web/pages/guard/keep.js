// Saving and opening: the model with its examples, or the examples alone.
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
import { knownOf } from '../../ui/samples/message-sets.js';
import { count } from '../../ui/text/format.js';

/** @import { ElmToolkit, Model } from '../../client/index.js' */
/** @import { TextClass } from '../../ui/samples/labelled-texts.js' */

const KINDS = ['TextClassifier', 'IntentClassifier', 'LanguageClassifier'];

/** @typedef {{ className: string, classes: TextClass[], threshold?: number, flag?: string }} Opened */

/**
 * @param {object} page
 * @param {Promise<ElmToolkit>} page.starting
 * @param {() => Model | undefined} page.model
 * @param {() => Promise<void>} page.learning ends when it has learnt, or cannot
 * @param {() => { className: string, classes: TextClass[], threshold: number, flag: string | undefined }} page.state
 * @param {(opened: Opened, name: string) => void} page.onOpen
 * @param {() => void} page.begin shows what the page begins with
 * @param {() => void} page.onReset
 */
export function bindKeeping({ starting, model, learning, state, onOpen, begin, onReset }) {
  const exported = () => {
    const { texts, labels } = asRows(state().classes);
    const rows = texts.map((text, i) => [text, labels[i]]);
    downloadRows('examples.csv', [['text', 'label'], ...rows], { forPages: true });
  };
  keepBar({
    place: byId('keep'),
    begin,
    name: 'Guard',
    lesson: {
      ended: learning,
      lacks() {
        const { className, classes } = state();
        const known = knownOf(className, classes);
        return lackOfClasses(new Set(asRows(known).labels).size, onReset);
      },
    },
    save: async (how) => {
      const learnt = learntModel(model());
      const { classes, threshold, flag } = state();
      const metadata = {
        ...originOf('Guard', (learnt.summary.classes ?? []).map(String)),
        sentences: classes,
        threshold,
        flag: flag ?? null,
      };
      const json = await learnt.save({ metadata, ...how });
      return { json, summary: learnt.summary, about: contents(classes) };
    },
    open: async (file) => {
      if (await opensAsModel(file)) onOpen(await opened(starting, await file.text()), file.name);
      else {
        const classes = labelledTexts(await readTable(file));
        onOpen({ className: 'TextClassifier', classes }, file.name);
      }
    },
    state: () => JSON.stringify([state().classes, state().threshold]),
    inputs: {
      now: state,
      put: ({ className, classes, threshold, flag }, called) => {
        if (!KINDS.includes(className)) sure(undefined);
        const sentences = sure(sentencesIn({ sentences: classes }));
        onOpen({ className, classes: sentences, ...settings({ threshold, flag }) }, called);
      },
      holds: () => contents(state().classes),
    },
    accept: TABLE_ENDINGS,
    label: 'Open a saved guard (.json) or a table of examples',
    hint: 'a table needs a column of texts and one of labels; or several texts, each a class of its lines',
    openAll: async (files) =>
      onOpen(
        { className: 'TextClassifier', classes: await classesOf(files) },
        count(files.length, 'file'),
      ),
    more: [
      { label: 'Export examples (CSV)', onclick: exported },
      { label: 'Start over', onclick: onReset },
    ],
  });
}

/** What a model file says of the examples; the page learns the same from them. */
/** @param {Promise<ElmToolkit>} starting @param {string} json @returns {Promise<Opened>} */
async function opened(starting, json) {
  const { className, metadata } = soundIn(json) ?? (await loaded(await starting, json));
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
  return { className, classes, ...settings(metadata) };
}

/** @param {ElmToolkit} elm @param {string} json */
async function loaded(elm, json) {
  const model = await loadModel(elm, json);
  await model.dispose();
  return model;
}

/** @param {Record<string, unknown>} given */
function settings({ threshold, flag }) {
  const sound = typeof threshold === 'number' && threshold >= 0 && threshold <= 1;
  return {
    threshold: sound ? threshold : undefined,
    flag: typeof flag === 'string' ? flag : undefined,
  };
}

/** @param {TextClass[]} classes */
const contents = (classes) => contentsOf(classes, 'message');
