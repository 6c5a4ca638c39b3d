// The pictures page: pictures to the learner, the learner's model to what is seen.
// @ts-check

import { byId, h } from '../../ui/dom/dom.js';
import { showError, showNote } from '../../ui/feedback/notice.js';
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
import { byFolder, ENDING } from './folder.js';
import { bindKeeping } from './keep.js';
import { MODEL, rowsOf } from './pixels.js';
import { isPainted, starter } from './starter.js';

/** @import { SampleClass } from '../../ui/samples/sample-cards.js' */
/** @import { Picture } from './pixels.js' */

guardDrops();
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

/** Files as pictures; of those that are none, the first is told. @param {File[]} files */
async function picturesOf(files) {
  const place = byId('files-message');
  /** @type {Picture[]} */
  const read = [];
  /** @type {unknown[]} */
  const errors = [];
  for (const file of files) {
    try {
      read.push({ pixels: await pixelsOfFile(file), group: `file ${file.name} ${file.size}` });
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length) showError(place, errors[0]);
  else showNote(place);
  return read;
}

/** A folder whose folders are classes: in place of the painted patterns, or beside one's own. */
/** @param {File[]} files */
async function addFolder(files) {
  /** @type {SampleClass<Picture>[]} */
  const found = [];
  for (const [name, those] of byFolder(files)) {
    const samples = await picturesOf(those);
    if (samples.length) found.push({ name, samples });
  }
  if (!found.length) return showError(byId('files-message'), 'There is no picture in this folder.');
  const own = cards.classes.filter(({ samples }) => !samples.every(isPainted));
  const others = own.filter(({ name }) => !found.some((one) => one.name === name));
  const joined = found.map(({ name, samples }) => ({
    name,
    samples: [...(own.find((one) => one.name === name)?.samples ?? []), ...samples],
  }));
  put([...others, ...joined], apart`Added ${found.map(({ name }) => name).join(', ')}`);
}

/** @param {string} name of the class @param {File[]} files */
async function addFiles(name, files) {
  const read = await picturesOf(files);
  if (!read.length) return;
  cards.push(name, ...read);
  toast(apart`Added ${count(read.length, 'picture')} to ${name}`, { undo: () => cards.take(read) });
}
