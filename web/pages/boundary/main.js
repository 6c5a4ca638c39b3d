// The boundary page: points and settings to the learner, its regions to the plane.
// @ts-check

import { coalesce } from '../../ui/async/coalesce.js';
import { latestOnly } from '../../ui/async/latest-only.js';
import { deepEqual } from '../../ui/data/deep-equal.js';
import { byId, h, replace } from '../../ui/dom/dom.js';
import { download } from '../../ui/export/download.js';
import { showError, showNote } from '../../ui/feedback/notice.js';
import { toast } from '../../ui/feedback/toast.js';
import { guardDrops } from '../../ui/files/dropzone.js';
import { startShell } from '../../ui/frame/shell.js';
import { apart } from '../../ui/text/bidi.js';
import { percent } from '../../ui/text/format.js';
import { described, inWords } from './axes.js';
import { showClasses } from './class-choice.js';
import { colourNames, hslOf, pointOf, rgbOf } from './colours.js';
import { bindKeeping } from './keep.js';
import { Learner } from './learn.js';
import { plane } from './plane.js';
import { PRESETS, preset } from './presets.js';
import { showCurve, showFigures } from './results.js';
import { knobsOf, NAMES, START, settingsForm } from './settings.js';

/** @import { Axes } from './axes.js' */
/** @import { Scene } from './plane.js' */
/** @import { Point } from './presets.js' */
/** @import { Knob, Settings } from './settings.js' */

const COLOURS = 'Colour names';
/** New points of a preset that the model is judged by. */
const NEW = 500;
/** Quiet time before the curve is drawn, in milliseconds. */
const WAIT = 500;
const MOST_CLASSES = 20;

/** @typedef {Scene & { kind: string | null, chosen: string, axes?: Axes }} State kind: the preset, while it is as it was */
/** @typedef {{ scene: State, settings?: Settings }} Step settings: of a step that changes them, too */

guardDrops();
const learner = new Learner(startShell());
/** @type {State} */
let state = { points: [], classes: [], colours: false, kind: null, chosen: '' };
/** @type {Step[]} */
let past = [];
/** Undoes the latest change. */
let back = () => {};
/** What the model has learnt; undefined while it learns, and where it cannot. @type {State | undefined} */
let learnt;

const field = plane({
  onAdd: (x, y) => add({ x, y, label: state.chosen }),
  onMove: (point, x, y, first) => {
    const points = state.points.map((one) => (one === point ? { x, y, label: one.label } : one));
    change({ points, kind: null }, first);
  },
  onRemove: (point) => change({ points: state.points.filter((one) => one !== point), kind: null }),
  onPoint: (x, y) => {
    here = { x, y };
    tell();
  },
});
byId('plane').append(field.element);
/** @type {{ x: number, y: number } | undefined} */
let here;

/** The preset that more points can be made by, if one. @param {State} of */
const madeBy = ({ kind }) => (kind === COLOURS ? null : kind);

const relearn = coalesce(
  async () => {
    const now = state;
    learnt = undefined;
    try {
      const { regions, seconds, added, loo } = await learner.learn(now, form.now);
      const made = madeBy(now);
      const fresh = made ? preset(made, 999, NEW / now.classes.length) : null;
      const right = fresh ? await learner.right(fresh.points, false) : undefined;
      field.showRegions(regions);
      showFigures(now, regions, { seconds, added, loo, right, fresh: NEW });
      learnt = now;
    } catch (error) {
      field.showRegions(undefined);
      showError(byId('honest'), error);
    }
    await Promise.all([tell(), tellColour()]);
  },
  { place: byId('honest') },
);
const recurve = latestOnly(
  async (signal) => {
    const { sweep, kind } = form.now;
    if (kind === 'Online') {
      return () =>
        replace(
          byId('curve'),
          h(
            'p',
            { class: 'muted' },
            'An online model keeps no rows, so it cannot leave one out.',
            madeBy(state) && ' Watch the new points above instead.',
          ),
        );
    }
    try {
      const busy = byId('busy');
      const curve = await learner.curve(
        state,
        form.now,
        /** @type {Knob} */ (sweep),
        signal,
        (share) => {
          if (!signal.aborted) busy.textContent = `Trying values ${percent(share)}`;
        },
      );
      return () => {
        busy.textContent = '';
        showCurve(curve);
      };
    } catch {
      return () => {
        byId('busy').textContent = '';
        replace(byId('curve')); // the figures above say what is wrong
      };
    }
  },
  { wait: WAIT, place: byId('curve') },
);
const tell = coalesce(async () => {
  if (!here) return;
  const { x, y } = here;
  const place = inWords(state.axes, { x, y });
  if (!isLearnt()) byId('here').textContent = place; // what was said here is of another model
  const said = await answer({ x, y });
  byId('here').textContent = said ? apart`${place}: ${said}` : place;
});
const form = settingsForm(() => {
  showSweeps();
  relearn();
  recurve();
});

replace(
  byId('presets'),
  [...PRESETS, COLOURS].map((name) =>
    h('button', { type: 'button', class: 'quiet small choice', onclick: () => start(name) }, name),
  ),
);
showSweeps();

byId('undo').addEventListener('click', undo);
addEventListener('keydown', (event) => {
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(/** @type {Element} */ (event.target).tagName);
  if (event.key === 'z' && (event.ctrlKey || event.metaKey) && !typing) {
    event.preventDefault();
    undo();
  }
});
byId('clear').addEventListener('click', () => {
  toast('Cleared', { undo: change({ points: [], kind: null }) });
});
byId('picture').addEventListener('click', () =>
  field.element.toBlob((blob) => {
    if (blob) download('boundary.png', blob, 'image/png');
  }),
);
byId('new-class').addEventListener('submit', (event) => {
  event.preventDefault();
  const input = byId('class-name', HTMLInputElement);
  const name = input.value.trim();
  if (!name) return input.focus();
  if (state.classes.length >= MOST_CLASSES) {
    return showError(
      byId('plane-message'),
      new Error(`At most ${MOST_CLASSES} classes can be told apart here.`),
    );
  }
  const classes = state.classes.includes(name) ? state.classes : [...state.classes, name];
  change({ classes, chosen: name });
  input.value = '';
});
byId('colour').addEventListener('input', tellColour);
byId('new-colour').addEventListener('submit', (event) => {
  event.preventDefault();
  const said = apart`${colourNow()} is ${state.chosen}`;
  toast(said, { undo: add(pointOf(colourNow(), state.chosen)) });
});
bindKeeping({
  model: () => learner.model,
  learning: () => relearn.ended(),
  state: () => ({ ...state, settings: form.now }),
  onState: (opened, name) => {
    const { settings, ...rest } = opened;
    if (!state.classes.length) start(PRESETS[0], false); // what undo leads back to
    const opening = change({ ...rest, kind: null, chosen: rest.classes[0] }, true, settings);
    toast(apart`Opened ${name}`, { undo: opening });
  },
  begin: () => start(PRESETS[0], false),
  onReset: () => toast('Back to two moons', { undo: start(PRESETS[0], true, START) }),
});

/** @param {Point} point */
function add(point) {
  return change({ points: [...state.points, point], kind: null });
}

/**
 * @param {Partial<State>} part @param {boolean} [kept] whether undo leads back to what is now
 * @param {Settings} [settings]
 * @returns {() => void} brings back what was before, whatever came after it, as one more step
 */
function change(part, kept = true, settings) {
  const before = { scene: state, settings: settings && form.now };
  const scene = { ...state, ...part };
  if (deepEqual({ scene, settings }, before)) return back; // it was asked for twice
  if (kept) past = [...past.slice(-99), before];
  go({ scene, settings });
  back = () => void change(before.scene, true, before.settings);
  return back;
}

function undo() {
  const before = past.pop();
  if (before) go(before);
}

/** @param {Step} step */
function go({ scene, settings }) {
  show(scene);
  if (settings) form.change(settings);
}

/** @param {State} next */
function show(next) {
  const another = next.colours !== state.colours;
  state = next;
  byId('undo', HTMLButtonElement).disabled = past.length === 0;
  if (another) field.showRegions(undefined);
  field.showPoints(state);
  showNote(byId('plane-message'));
  byId('new-colour').hidden = !state.colours;
  byId('axes').hidden = !state.axes;
  byId('axes').textContent = state.axes ? described(state.axes) : '';
  for (const button of byId('presets').children) {
    button.setAttribute('aria-pressed', String(button.textContent === state.kind));
  }
  showClasses(state, (name) => change({ chosen: name }, false));
  if (!isLearnt()) tell();
  relearn();
  recurve();
}

/** @param {string} name of a preset @param {boolean} [kept] whether undo leads back @param {Settings} [settings] */
function start(name, kept = true, settings) {
  const colours = name === COLOURS;
  const { points, classes } = colours ? colourNames() : preset(name, 1);
  const scene = { points, classes, colours, axes: undefined };
  return change({ ...scene, kind: name, chosen: classes[0] }, kept, settings);
}

function showSweeps() {
  const { now } = form;
  replace(
    byId('sweeps'),
    knobsOf(now).map((knob) =>
      h(
        'button',
        {
          type: 'button',
          class: 'quiet small choice',
          'aria-pressed': String(knob === now.sweep),
          onclick: () => form.change({ sweep: knob }),
        },
        NAMES[knob],
      ),
    ),
  );
}

function colourNow() {
  return byId('colour', HTMLInputElement).value;
}

async function tellColour() {
  if (!state.colours) return;
  const colour = rgbOf(colourNow());
  const { hue, lightness } = hslOf(colour);
  const place = { x: hue / 180 - 1, y: 2 * lightness - 1 };
  byId('teach-colour').textContent = apart`Teach: it is ${state.chosen}`;
  byId('colour-said').textContent = (await answer({ ...place, colour })) ?? '';
}

/** Whether the model has learnt what is shown. */
function isLearnt() {
  return learnt !== undefined && learnt.points === state.points && learnt.colours === state.colours;
}

/** What the model says, if it has learnt what is shown. @param {{ x: number, y: number, colour?: number[] }} point */
async function answer(point) {
  if (!isLearnt()) return undefined;
  const said = await learner.ask(point, state.colours).catch(() => undefined);
  if (!said || !isLearnt()) return undefined;
  const best = said.shares.indexOf(Math.max(...said.shares));
  return apart`${said.classes[best]}, ${percent(said.shares[best])}`;
}
