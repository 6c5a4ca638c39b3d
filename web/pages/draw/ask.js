// What is being drawn: its probabilities while the pen moves, and the right answer on a click.
// @ts-check

import { coalesce } from '../../ui/async/coalesce.js';
import { seeded } from '../../ui/data/seeded-random.js';
import { byId, h } from '../../ui/dom/dom.js';
import { drawingPad } from '../../ui/drawing/drawing-pad.js';
import { inkOf, redrawn } from '../../ui/drawing/strokes.js';
import { showError, showNote } from '../../ui/feedback/notice.js';
import { reserveAnswer, showAnswer, showNoAnswer } from '../../ui/samples/live-answer.js';
import { matrix } from '../../ui/samples/matrix.js';
import { teachButtons } from '../../ui/samples/teach-buttons.js';
import { isolated } from '../../ui/text/bidi.js';
import { sideBySide } from './apart.js';

/** @import { Model } from '../../client/index.js' */
/** @import { ReadyModel } from '../../ui/models/ready-model.js' */
/** @import { Grid, Strokes } from '../../ui/drawing/strokes.js' */

const message = byId('try-message');

/**
 * @param {object} page
 * @param {() => Model | ReadyModel | undefined} page.model once it has learnt
 * @param {() => Grid} page.grid how the model sees a drawing
 * @param {() => string[]} page.names of the classes
 * @param {() => Strokes[]} page.drawings those that it has learnt from, to be shown in another way
 * @param {(drawings: Strokes[], name: string) => void} page.teach
 */
export function bindAsking({ model, grid, names, drawings, teach }) {
  const pad = drawingPad({ onStrokes: () => ask(), onDone: () => firstChip()?.focus() });
  byId('pad').append(pad.element);
  const several = h('input', { type: 'checkbox', role: 'switch' });
  // there while it is on: above the buttons that teach, a line more would take them off the screen
  const note = h(
    'p',
    { class: 'muted', hidden: true },
    'Drawings side by side, each read for itself.',
  );
  const tellSeveral = () => {
    note.hidden = !several.checked;
  };
  pad.element.querySelector('.row')?.append(h('label', {}, several, ' Several'));
  pad.element.append(note);
  /** Whether the message is of a question; an answer takes away no other, which may be newer. */
  let isOfQuestion = false;
  const say = (/** @type {unknown} */ error, ofQuestion = false) => {
    isOfQuestion = ofQuestion;
    if (error) showError(message, error);
    else showNote(message);
  };
  for (const type of ['pointerdown', 'keydown'])
    pad.element.addEventListener(type, () => say(undefined));
  const firstChip = () => /** @type {HTMLElement | null} */ (byId('teach-buttons').firstChild);

  const drawn = () => (several.checked ? sideBySide(pad.strokes) : [pad.strokes]);
  several.addEventListener('change', () => {
    tellSeveral();
    ask();
  });
  const ask = coalesce(async () => {
    const learnt = model();
    const { strokes } = pad;
    if (!strokes.length) return showNoAnswer('Draw something.');
    if (!learnt) return showNoAnswer('It answers when it has learnt.');
    try {
      const X = matrix(drawn().map((one) => inkOf(one, grid())));
      const { data, classes } = await learnt.predictProba(X);
      if (!pad.strokes.length) return;
      const names = classes.map(String);
      if (data.length > names.length) showNoAnswer(read(names, data));
      else showAnswer(names, data);
      if (isOfQuestion) say(undefined);
    } catch (error) {
      if (model() === learnt) say(error, true);
    }
  });

  /** @param {string} name */
  function give(name) {
    try {
      if (!pad.strokes.length) throw new Error('Draw something first.');
      teach(drawn(), name);
      pad.set([]);
      say(undefined);
    } catch (error) {
      say(error);
    }
  }

  let seed = 8;
  const example = () => {
    const ways = drawings();
    const random = seeded(seed++);
    say(undefined);
    several.checked = false; // it is one
    tellSeveral();
    pad.set(fitted(redrawn(ways[Math.floor(random() * ways.length)], random).strokes));
  };
  byId('example').addEventListener('click', example);
  return {
    ask,
    example,
    clear: () => pad.set([]),
    /** Shows a button for each class. */
    offer() {
      const now = [...new Set(names())];
      byId('example').hidden = !drawings().length;
      reserveAnswer(now.length);
      teachButtons(byId('teach-buttons'), now, give, 'quiet');
    },
  };
}

/** The best class of each of several drawings. @param {string[]} names @param {ArrayLike<number>} shares */
function read(names, shares) {
  const all = Array.from(shares);
  const bests = Array.from({ length: all.length / names.length }, (_, i) => {
    const own = all.slice(i * names.length, (i + 1) * names.length);
    return isolated(names[own.indexOf(Math.max(...own))]);
  });
  return `${bests.length} drawings: ${bests.join(', ')}`;
}

/** In the middle of the field. @param {Strokes} strokes */
const fitted = (strokes) =>
  strokes.map((stroke) => stroke.map(({ x, y }) => ({ x: 0.2 + 0.6 * x, y: 0.15 + 0.7 * y })));
