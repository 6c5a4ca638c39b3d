// The guard page: examples to the learner, its model to the check, the threshold and the batch.
// @ts-check

import { byId } from '../../ui/dom/dom.js';
import { toast } from '../../ui/feedback/toast.js';
import { withUndo } from '../../ui/feedback/undo.js';
import { guardDrops } from '../../ui/files/dropzone.js';
import { startShell } from '../../ui/frame/shell.js';
import { ReadyModel } from '../../ui/models/ready-model.js';
import { ClassCards } from '../../ui/samples/class-cards.js';
import { pairsOf } from '../../ui/samples/labelled-texts.js';
import { KEEP, OUTSIDE, SAMPLES } from '../../ui/samples/message-sets.js';
import { apart } from '../../ui/text/bidi.js';
import { bindBatch } from './batch.js';
import { bindChecking } from './check.js';
import { bindKeeping } from './keep.js';
import { Learner } from './learner.js';
import { Threshold } from './threshold.js';

/** @import { Opened } from './keep.js' */

const scope = byId('scope', HTMLSelectElement);
const setButtons = [...byId('samples').querySelectorAll('button')].filter(
  ({ dataset }) => dataset.sample,
);

/** @type {{ name: string, className: string, inbox: string[], sample?: string, flag?: string }} */
let current = { name: '', className: 'TextClassifier', inbox: [] };

const EMPTY = [
  { name: 'Class 1', sentences: [] },
  { name: 'Class 2', sentences: [] },
];

/** Of the set that was opened, until another model is there. @type {ReadyModel | undefined} */
let ready;
let hasLearnt = false;

guardDrops();
const starting = startShell();
const threshold = new Threshold(() => {
  check.ask();
  batch.decide();
});
const learner = new Learner({
  starting,
  task: () => ({
    className: current.className,
    params: current.className === 'IntentClassifier' ? { keep: Number(scope.value) } : {},
    classes: cards.classes,
  }),
  onLearnt: () => {
    showAnswers();
    if (!learner.model) return; // all is empty
    hasLearnt = true;
    ready?.end();
    ready = undefined;
  },
  onScored: (rows) => threshold.show(rows),
});
const model = () =>
  learner.model ??
  (Number(scope.value) === KEEP ? ready?.of(() => pairsOf(cards.classes)) : undefined);
const outside = () => OUTSIDE;
const inbox = () => (current.inbox.length ? current.inbox : firstOfEach());
const check = bindChecking({
  model,
  rule: () => threshold.rule,
  outside,
  inbox,
  labels: () => cards.classes.map(({ name }) => name),
  teach,
});
const batch = bindBatch({
  model,
  rule: () => threshold.rule,
  outside,
  inbox,
  look: check.look,
});
const cards = new ClassCards(relearn);
scope.addEventListener('change', relearn);
byId('add-class').addEventListener('click', () => cards.add());
for (const button of setButtons) {
  const { sample = '' } = button.dataset;
  button.addEventListener('click', () =>
    exchange(`Opened the set “${button.textContent}”`, () => openSample(sample)),
  );
}
byId('start-empty').addEventListener('click', () => {
  exchange('Two empty classes: name and fill them', () =>
    open({ className: 'TextClassifier', classes: EMPTY }, { name: 'Your own', inbox: [] }),
  );
  cards.begin();
});
bindKeeping({
  starting,
  model: () => learner.model,
  learning: () => learner.relearn.ended(),
  state: () => ({
    className: current.className,
    classes: cards.classes,
    threshold: threshold.rule.threshold,
    flag: threshold.flagged,
  }),
  onOpen: (opened, name) =>
    exchange(apart`Opened ${name}`, () => open(opened, { name, inbox: [] })),
  begin: () => openSample('spam'),
  onReset: () => {
    const sample = SAMPLES.find(({ id }) => id === current.sample) ?? SAMPLES[0];
    exchange(`Back to the set “${sample.name}”`, () => openSample(sample.id));
  },
});

/** The examples have changed, or what is asked of them. */
function relearn() {
  if (learner.model) check.showLabels();
  else askAgain(); // the ready model speaks of what the set began with
  learner.relearn();
}

/** Another model is there, or has learnt more. */
function showAnswers() {
  askAgain();
  batch.again();
}

function askAgain() {
  const now = model();
  if (!now) current.flag ??= threshold.flagged; // to be said again of the next
  threshold.setClasses((now?.summary.classes ?? []).map(String), now && takeFlag());
  check.showLabels();
  check.ask();
}

/** @param {string} id */
function openSample(id) {
  const sample = SAMPLES.find((entry) => entry.id === id) ?? SAMPLES[0];
  if (!hasLearnt) {
    ready?.end();
    ready = new ReadyModel(sample.id, pairsOf(sample.classes), showAnswers);
  }
  open(sample, { name: sample.name, inbox: sample.inbox, sample: id });
}

/** @param {Opened} opened @param {{ name: string, inbox: string[], sample?: string }} about */
function open({ className, classes, threshold: level, flag }, { name, inbox, sample }) {
  const two = className === 'TextClassifier' && classes.length === 2;
  current = { name, className, inbox, sample, flag: flag ?? (two ? classes[0].name : '') };
  for (const button of setButtons)
    button.setAttribute('aria-pressed', String(sample === button.dataset.sample));
  byId('sample-inbox').hidden = !inbox.length;
  byId('scope-field').hidden = className !== 'IntentClassifier';
  threshold.threshold = level ?? (classes.length === 2 ? 0.5 : 0.35);
  byId('classes-help').textContent =
    className === 'IntentClassifier'
      ? `One message a line. It learns again as you type. Messages below “${OUTSIDE}” are not learnt from: they test what it refuses.`
      : 'One message a line. It learns again as you type.';
  batch.clear();
  cards.classes = classes;
  check.start();
}

/** The class to look for, said once after another set was opened. */
function takeFlag() {
  const { flag } = current;
  current.flag = undefined;
  return flag;
}

/** @param {string} text @param {() => void} change */
function exchange(text, change) {
  if (!cards.classes.length) openSample(SAMPLES[0].id); // what undo leads back to
  const flag = threshold.flagged ?? '';
  const now = () => {
    const { name, className, inbox, sample } = current;
    const level = threshold.rule.threshold;
    return {
      opened: { className, classes: cards.classes, threshold: level, flag },
      about: { name, inbox, sample },
    };
  };
  withUndo({ now, put: ({ opened, about }) => open(opened, about) }, text, change);
}

/** @param {string} text @param {string} label */
async function teach(text, label) {
  const said = learner.model ? apart`Learnt as ${label}` : apart`To be learnt as ${label}`;
  await learner.grow(text, label);
  cards.write(label, text);
  learner.score();
  check.ask();
  toast(said, { undo: () => cards.erase(label, text) });
}

/** Of examples that were opened, one of each class to try. */
function firstOfEach() {
  return cards.classes.flatMap(({ sentences }) => sentences.slice(0, 1));
}
