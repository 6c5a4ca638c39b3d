// The pictures page: pictures to the learner, the learner's model to what is seen.
// @ts-check

import { isCancelled } from '../../ui/async/cancelled.js';
import { byId, h } from '../../ui/dom/dom.js';
import { showError, showNote } from '../../ui/feedback/notice.js';
import { progressBar } from '../../ui/feedback/progress-bar.js';
import { toast } from '../../ui/feedback/toast.js';
import { withUndo } from '../../ui/feedback/undo.js';
import { guardDrops } from '../../ui/files/dropzone.js';
import { folderButton } from '../../ui/files/folder-button.js';
import { shownWith } from '../../ui/frame/frame.js';
import { startShell } from '../../ui/frame/shell.js';
import { SampleCards } from '../../ui/samples/sample-cards.js';
import { SampleLearner } from '../../ui/samples/sample-learner.js';
import { apart } from '../../ui/text/bidi.js';
import { count } from '../../ui/text/format.js';
import { bindAsking } from './ask.js';
import { pictureOf, pixelsOfFile } from './canvas.js';
import { byFolder, ENDING, joinedWith } from './folder.js';
import { picturesIn } from './from-files.js';
import { bindKeeping } from './keep.js';
import { MODEL, rowsOf } from './pixels.js';
import { isPainted, starter } from './starter.js';

/** @import { SampleClass } from '../../ui/samples/sample-cards.js' */
/** @import { Picture } from './pixels.js' */

guardDrops();
const working = progressBar(byId('reading'));
/** What is read at present; the next waits for it. @type {Promise<unknown>} */
let reading = Promise.resolve();
const starting = startShell();
/** @type {SampleLearner<Picture>} */
const learner = new SampleLearner({
  starting,
  model: { class: 'ConvELMClassifier', params: MODEL },
  rowsOf,
  noun: 'picture',
  groupOf: ({ group }) => group,
  onLearnt: () => asking.ask(),
});
const relearn = learner.follow(() => cards);
/** @type {SampleCards<Picture>} */
const cards = new SampleCards({
  place: byId('classes'),
  noun: 'picture',
  thumbnail: pictureOf,
  tools: (name) => [fileButton(name)],
  onDrop: (name, files) => addFiles(name, files),
  onChange: () => {
    asking.offer();
    relearn();
  },
});
const asking = bindAsking({
  model: () => learner.model,
  names: () => cards.names,
  teach: (name, picture) => cards.push(name, picture),
  take: (pictures) => cards.take(pictures),
  hasPainted: () =>
    !cards.classes.length || cards.classes.some(({ samples }) => samples.some(isPainted)),
});

byId('add-class').addEventListener('click', () => cards.add());
byId('folder').append(...folderButton('Add a folder of classes', ENDING, addFolder));
byId('own-classes').addEventListener('click', () =>
  put(
    [
      { name: 'Class 1', samples: [] },
      { name: 'Class 2', samples: [] },
    ],
    'Two empty classes: name them, then record or drop pictures',
  ),
);
bindKeeping({
  model: () => learner.model,
  learning: () => learner.learning(),
  classes: () => cards.classes,
  onClasses: (classes, name) => put(classes, apart`Opened ${name}`),
  begin: () => {
    shownWith(cards.fill(starter()));
    setTimeout(asking.example);
  },
  onReset: () => put([...starter()], 'Back to the painted patterns'),
});

/** @param {SampleClass<Picture>[]} classes @param {string} said */
function put(classes, said) {
  const show = (/** @type {SampleClass<Picture>[]} */ shown) => {
    cards.classes = shown;
  };
  const now = () => (cards.classes.length ? cards.classes : [...starter()]);
  withUndo({ now, put: show }, said, () => show(classes));
}

/** @param {() => string} name */
function fileButton(name) {
  const input = h('input', {
    type: 'file',
    accept: 'image/*',
    multiple: true,
    class: 'visually-hidden',
    'aria-label': 'Add picture files',
    onchange: async () => {
      await addFiles(name(), [...(input.files ?? [])]);
      input.value = '';
    },
  });
  return h('label', { class: 'button quiet small' }, input, 'Add files');
}

/**
 * Files as pictures, one lot after the other; what is wrong with them is told.
 *
 * @param {[name: string, files: File[]][]} classes @returns {Promise<SampleClass<Picture>[]>}
 */
function picturesOf(classes) {
  const mine = reading.then(async () => {
    const place = byId('files-message');
    try {
      const { found, said } = await working((signal, onProgress) =>
        picturesIn(classes, { read: pixelsOfFile, signal, onProgress }),
      );
      if (said) showError(place, said);
      else showNote(place);
      return found;
    } catch (error) {
      if (isCancelled(error)) showNote(place, 'Cancelled: no picture was added.');
      else showError(place, error);
      return [];
    }
  });
  reading = mine;
  return mine;
}

/** @param {File[]} files */
async function addFolder(files) {
  const classes = byFolder(files);
  if (!classes.length) {
    return showError(byId('files-message'), 'There is no picture in this folder.');
  }
  const found = await picturesOf(classes);
  if (!found.length) return;
  put(joinedWith(cards.classes, found), apart`Added ${found.map(({ name }) => name).join(', ')}`);
}

/** @param {string} name of the class @param {File[]} files */
async function addFiles(name, files) {
  const [read] = await picturesOf([[name, files]]);
  if (!read) return;
  cards.push(name, ...read.samples);
  toast(apart`Added ${count(read.samples.length, 'picture')} to ${name}`, {
    undo: () => cards.take(read.samples),
  });
}
