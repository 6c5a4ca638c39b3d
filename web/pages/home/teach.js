// Two symbols, three drawings of each, and it tells which is drawn next. Python starts when this is
// chosen, and loads while one draws.
// @ts-check

import { coalesce } from '../../ui/async/coalesce.js';
import { showBars } from '../../ui/charts/probability-bars.js';
import { byId, h, replace } from '../../ui/dom/dom.js';
import { drawingPad } from '../../ui/drawing/drawing-pad.js';
import { GRID, MODEL, rowsOf } from '../../ui/drawing/rows.js';
import { inkOf } from '../../ui/drawing/strokes.js';
import { pictureOf } from '../../ui/drawing/thumbnail.js';
import { showError } from '../../ui/feedback/notice.js';
import { startToolkit } from '../../ui/frame/shell.js';
import { verdictOf } from '../../ui/models/verdict.js';
import { matrix } from '../../ui/samples/matrix.js';
import { count, duration } from '../../ui/text/format.js';

/** @import { Model } from '../../client/index.js' */
/** @import { Strokes } from '../../ui/drawing/strokes.js' */

const EACH = 3;
const NAMES = ['First symbol', 'Second symbol'];
/** Quiet time after which a drawing is complete, in milliseconds. */
const REST = 800;
/** … and after which the field is empty again, so that the next can be drawn. */
const SEEN = 2500;

/** @param {HTMLElement} place */
export function bindTeaching(place) {
  const starting = startToolkit();
  /** @type {Strokes[][]} */
  let drawings = [[], []];
  /** @type {Model | undefined} once it has learnt */
  let model;
  let facts = '';
  /** Why it has not learnt. @type {unknown} */
  let failure;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const boxes = NAMES.map((name) =>
    h('div', { class: 'thumbs', role: 'list', 'aria-label': name }),
  );
  const pad = drawingPad({
    onStrokes: () => {
      clearTimeout(timer);
      if (model && pad.strokes.length) ask();
    },
    onLift: () => {
      timer = setTimeout(model ? () => pad.set([]) : take, model ? SEEN : REST);
    },
    onDone: () => !model && pad.strokes.length && take(),
  });
  const again = h(
    'button',
    { type: 'button', class: 'quiet small', onclick: begin },
    'Start again',
  );
  const said = byId('verdict');
  replace(place, pad.element, h('div', { class: 'row taught' }, boxes, again));
  const ask = coalesce(async () => {
    const learnt = model;
    const { strokes } = pad;
    if (!learnt || !strokes.length) return;
    try {
      const { data, classes } = await learnt.predictProba(matrix([inkOf(strokes, GRID)]));
      if (model !== learnt || place.hidden) return;
      const names = classes.map(String);
      const shares = Array.from(data);
      said.textContent = verdictOf({ classes: names, shares }, null).text;
      const entries = names.map((label, i) => ({ label, share: shares[i] }));
      showBars(byId('bars'), entries, { caption: 'Probability of each symbol' });
    } catch (error) {
      if (model !== learnt || place.hidden) return;
      showError(byId('bars'), error);
    }
  });

  begin();
  return { tell, focus: () => pad.context.canvas.focus({ preventScroll: true }) };

  function begin() {
    drawings = [[], []];
    model?.dispose();
    model = failure = undefined;
    facts = '';
    pad.set([]);
    tell();
  }

  /** What there is to do now. Words and bars are another demo's while this one is hidden. */
  function tell() {
    const now = drawings.findIndex((some) => some.length < EACH);
    for (const [i, some] of drawings.entries()) {
      const slots = Array.from({ length: EACH }, (_, k) =>
        h('span', { class: 'thumb', role: 'listitem' }, some[k] && pictureOf(some[k])),
      );
      replace(boxes[i], slots);
    }
    again.hidden = !drawings[0].length;
    if (place.hidden) return;
    replace(byId('bars'));
    byId('demo-facts').textContent =
      facts || 'It has never seen them. Python loads while you draw.';
    if (failure) {
      said.textContent = 'It has not learnt them';
      showError(byId('bars'), failure, { retry: learn });
    } else if (now < 0) {
      said.textContent = model ? 'Draw one of them: which is it?' : 'Learning…';
    } else {
      const left = EACH - drawings[now].length;
      const what = ['Draw any symbol', 'Now another symbol'][now];
      said.textContent =
        left === EACH ? `${what}, three times` : `Again: ${count(left, 'time')} more`;
    }
  }

  /** A drawing is complete. */
  function take() {
    const now = drawings.find((some) => some.length < EACH);
    if (!now) return;
    now.push(pad.strokes);
    pad.set([]);
    tell();
    if (drawings.every((some) => some.length === EACH)) learn();
  }

  async function learn() {
    const mine = drawings;
    /** @type {Model | undefined} */
    let made;
    if (failure) {
      failure = undefined;
      tell();
    }
    try {
      const elm = await starting;
      const samples = mine.flatMap((some, i) =>
        some.flatMap((strokes) => rowsOf(strokes).map((row) => ({ row, name: NAMES[i] }))),
      );
      made = await elm.create(/** @type {string} */ ('ConvELMClassifier'), MODEL);
      const { summary } = await made.fit(
        matrix(samples.map(({ row }) => row)),
        samples.map(({ name }) => name),
      );
      if (mine !== drawings) return void made.dispose(); // it was begun again meanwhile
      model = made;
      facts = `Learnt from six drawings in ${duration(summary.seconds ?? 0)}. The Draw page keeps what you teach it.`;
      tell();
    } catch (error) {
      made?.dispose();
      if (mine !== drawings) return;
      failure = error; // shown when this is chosen again, if it is hidden now
      tell();
    }
  }
}
