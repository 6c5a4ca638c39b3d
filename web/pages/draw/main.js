// The draw page: drawings to the learner, the learner's model to what is being drawn.
// @ts-check

import { byId } from '../../ui/dom/dom.js';
import { GRID, MODEL, rowsOf } from '../../ui/drawing/rows.js';
import { pictureOf } from '../../ui/drawing/thumbnail.js';
import { toast } from '../../ui/feedback/toast.js';
import { withUndo } from '../../ui/feedback/undo.js';
import { guardDrops } from '../../ui/files/dropzone.js';
import { shownWith } from '../../ui/frame/frame.js';
import { startShell } from '../../ui/frame/shell.js';
import { ReadyModel } from '../../ui/models/ready-model.js';
import { SampleCards } from '../../ui/samples/sample-cards.js';
import { SampleLearner } from '../../ui/samples/sample-learner.js';
import { apart } from '../../ui/text/bidi.js';
import { count } from '../../ui/text/format.js';
import { bindAsking } from './ask.js';
import { bindKeeping } from './keep.js';
import { starter } from './starter.js';

/** @import { Model } from '../../client/index.js' */
/** @import { SampleClass } from '../../ui/samples/sample-cards.js' */
/** @import { Grid, Strokes } from '../../ui/drawing/strokes.js' */

/** How a model sees drawings that came without the drawings it has learnt from. */
/** @type {Grid | undefined} */
let foreign;

guardDrops();
const ready = new ReadyModel('drawings', pairsOf(starter()), () => asking.ask());
const starting = startShell();
/** @type {SampleLearner<Strokes>} */
const learner = new SampleLearner({
  starting,
  model: { class: 'ConvELMClassifier', params: MODEL },
  rowsOf,
  noun: 'drawing',
  onLearnt: () => {
    asking.ask();
    if (learner.model) ready.end();
  },
});
const relearn = learner.follow(() => cards);
/** @type {SampleCards<Strokes>} */
const cards = new SampleCards({
  place: byId('classes'),
  noun: 'drawing',
  thumbnail: pictureOf,
  onChange: () => {
    asking.offer();
    if (!learner.model) asking.ask(); // it may have learnt other classes than there are now
    if (!foreign) relearn();
  },
});
const asking = bindAsking({
  model: () => learner.model ?? ready.of(() => pairsOf(cards.classes)),
  grid: () => foreign ?? GRID,
  names: () => (foreign ? (learner.model?.summary.classes ?? []).map(String) : cards.names),
  drawings: () =>
    (foreign || !cards.classes.length ? starter() : cards.classes).flatMap(
      ({ samples }) => samples,
    ),
  teach,
});

byId('add-class').addEventListener('click', () => {
  if (foreign) show(starter());
  cards.add();
});
byId('new-labels').addEventListener('click', () => {
  change('The features stay, the labels are yours', [
    { name: 'Symbol A', samples: [] },
    { name: 'Symbol B', samples: [] },
  ]);
  asking.clear();
});
bindKeeping({
  starting,
  model: () => learner.model,
  learning: () => learner.learning(),
  grid: () => foreign ?? GRID,
  hasDrawings: () => !foreign,
  all: () => cards.classes,
  onClasses: (classes, name) => change(apart`Opened ${name}`, classes),
  onModel: (model, grid, name) => {
    const before = cards.classes.length ? cards.classes : starter();
    foreign = grid;
    cards.classes = [];
    learner.adopt(model);
    describe(apart`“${name}” came without the drawings it has learnt from. It answers as it is.`);
    asking.offer();
    toast(apart`Opened ${name}`, { undo: () => show(before) });
  },
  begin: () => {
    shownWith(cards.fill(starter()));
    asking.example();
  },
  onReset: () => change('Back to the thirty digits', starter()),
});

/** @param {string} said @param {SampleClass<Strokes>[]} classes */
function change(said, classes) {
  const now = () => (cards.classes.length ? cards.classes : starter());
  withUndo({ now, put: show }, said, () => show(classes));
}

/** @param {SampleClass<Strokes>[]} classes */
function show(classes) {
  if (foreign) learner.renew();
  foreign = undefined;
  describe('');
  cards.classes = classes;
}

/** @param {string} text what is said in place of the classes */
function describe(text) {
  byId('empty').textContent = text;
  byId('empty').hidden = !text;
}

/** @param {Strokes[]} drawings @param {string} name */
function teach(drawings, name) {
  if (foreign) throw new Error('This model cannot learn further here. Start over to teach it.');
  cards.push(name, ...drawings);
  const many = drawings.length > 1 ? `${count(drawings.length, 'drawing')}: ` : '';
  const learnt = learner.model ? apart`Learnt as ${name}` : apart`To be learnt as ${name}`;
  toast(many + learnt, { undo: () => cards.take(drawings) });
}

/** @param {SampleClass<Strokes>[]} classes @returns {[string, Strokes[]][]} */
function pairsOf(classes) {
  return classes.map(({ name, samples }) => [name, samples]);
}
