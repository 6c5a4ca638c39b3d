// The text page: sentences to the learner, the learner's model to the question.
// @ts-check

import { byId } from '../../ui/dom/dom.js';
import { toast } from '../../ui/feedback/toast.js';
import { withUndo } from '../../ui/feedback/undo.js';
import { guardDrops } from '../../ui/files/dropzone.js';
import { startShell } from '../../ui/frame/shell.js';
import { ReadyModel } from '../../ui/models/ready-model.js';
import { ClassCards } from '../../ui/samples/class-cards.js';
import { pairsOf } from '../../ui/samples/labelled-texts.js';
import { apart } from '../../ui/text/bidi.js';
import { bindAsking, offerExamples } from './ask.js';
import { bindKeeping } from './keep.js';
import { Learner } from './learn.js';
import { STARTER } from './starter.js';

/** @import { TextClass } from '../../ui/samples/labelled-texts.js' */

/** Whether a model is open that came without the sentences it has learnt from. */
let withoutSentences = false;

/** @type {TextClass[]} */
const EMPTY = [
  { name: 'Class 1', sentences: [] },
  { name: 'Class 2', sentences: [] },
];

guardDrops();
const ready = new ReadyModel('topics', pairsOf(STARTER), () => ask());
const starting = startShell();
const learner = new Learner(
  starting,
  () => {
    ask();
    if (learner.model) ready.end();
  },
  ({ truth, text }) => cards.find(truth, text),
);
const ask = bindAsking(() => learner.model ?? ready.of(() => pairsOf(cards.classes)), teach);
const relearn = learner.follow(() => cards.classes);
const cards = new ClassCards(() => {
  offerExamples(cards.classes.map(({ name }) => name));
  if (!learner.model) ask(); // the ready model speaks of what the page began with
  if (!withoutSentences) relearn();
});

byId('add-class').addEventListener('click', () => cards.add());
byId('start-empty').addEventListener('click', () => {
  change('Two empty classes: name and fill them', EMPTY);
  cards.begin();
});
bindKeeping({
  starting,
  model: () => learner.model,
  learning: () => relearn.ended(),
  hasSentences: () => !withoutSentences,
  all: () => cards.classes,
  onClasses: (classes, name) => change(apart`Opened ${name}`, classes),
  onModel: (model, name) => {
    const before = cards.classes.length ? cards.classes : STARTER;
    withoutSentences = true;
    cards.classes = [];
    learner.adopt(model);
    offerExamples((model.summary.classes ?? []).map(String));
    toast(apart`Opened ${name}, which comes without its sentences`, {
      undo: () => showSentences(before),
    });
  },
  begin: () => showSentences(STARTER),
  onReset: () => change('Back to the first twenty sentences', STARTER),
});

byId('page').hidden = false; // at once as it stays: nothing moves

/** @param {string} said @param {TextClass[]} classes */
function change(said, classes) {
  const way = {
    now: () => (cards.classes.length ? cards.classes : STARTER),
    put: showSentences,
  };
  withUndo(way, said, () => showSentences(classes));
}

/** @param {TextClass[]} classes */
function showSentences(classes) {
  withoutSentences = false;
  cards.classes = classes;
}

/** @param {string} text @param {string} label */
async function teach(text, label) {
  const said = learner.model ? apart`Learnt as ${label}` : apart`To be learnt as ${label}`;
  await learner.grow(text, label);
  if (withoutSentences) return;
  cards.write(label, text);
  toast(said, { undo: () => cards.erase(label, text) });
}
