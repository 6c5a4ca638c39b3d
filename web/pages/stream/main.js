// The stream page: rows come, two models say what they are, learn them, and they are gone.
// @ts-check

import { byId, h, replace } from '../../ui/dom/dom.js';
import { showError, showNote } from '../../ui/feedback/notice.js';
import { toast } from '../../ui/feedback/toast.js';
import { guardDrops } from '../../ui/files/dropzone.js';
import { startShell } from '../../ui/frame/shell.js';
import { apart } from '../../ui/text/bidi.js';
import { bindFile } from './file.js';
import { History } from './history.js';
import { bindKeeping } from './keep.js';
import { BLOCK, player } from './player.js';
import { Prequential } from './prequential.js';
import { settingsForm } from './settings.js';
import { KINDS, madeHere } from './sources.js';
import { View } from './view.js';
import { inFile, without, wrongRow } from './wrong-row.js';

/** @import { ModelOf } from '../../client/index.js' */
/** @import { State } from './keep.js' */
/** @import { Block, Source } from './sources.js' */

const SAMPLE_ROWS = 5000;
const FILE = 'file';

guardDrops();
const starting = startShell();
const message = byId('message');
const view = new View();
let kind = KINDS[0].id;
/** @type {(() => Source) | undefined} what plays the user's file */
let fileSource;
let source = madeHere(KINDS[0], { seed: 1, length: 2000 });
let history = new History();
/** @type {Prequential | undefined} */
let race;
/** What is left of a block of which a row cannot be learnt. @type {Block | undefined} */
let rest;
/** Rows and milliseconds of the latest blocks. */
let pace = { rows: 0, since: 0 };
/** Of begins in quick succession, the newest counts. */
let begun = 0;

const form = settingsForm(() => void begin());
const playing = player({ step, pace: () => Number(select('speed').value), onChange: showPlaying });
bindControls();
bindFile((make) => {
  fileSource = make;
  kind = FILE;
  void begin();
});
bindKeeping({
  starting,
  model: () => race?.forgets,
  state: () => ({ ...form.now, kind, row: Math.min(history.row, 30_000) }),
  history: () => history,
  sample,
  onOpened: goOnWith,
  onSettings(next, name) {
    const before = { kind, settings: form.now };
    const set = (/** @type {typeof before} */ { kind: which, settings }) => {
      kind = which;
      form.set(settings);
      void begin();
    };
    set({ kind: KINDS.some(({ id }) => id === next.kind) ? next.kind : kind, settings: next });
    toast(apart`Opened ${name}`, { undo: () => set(before) });
  },
});
void begin();

function open() {
  if (kind === FILE && fileSource) return fileSource();
  const made = KINDS.find(({ id }) => id === kind) ?? KINDS[0];
  return madeHere(made, form.now);
}

/** Starts over, and plays. @param {ModelOf<'OnlineELMClassifier'>} [opened] @param {number} [row] to go on from */
async function begin(opened, row = 0) {
  const mine = ++begun;
  await playing.pause();
  if (mine !== begun) return;
  showKinds();
  source = open();
  source.take(row);
  rest = undefined;
  const stream = source;
  history = new History();
  history.row = stream.row;
  view.begin(history, stream.total);
  showNote(message);
  try {
    const elm = await starting;
    const next = await Prequential.begin(elm, form.now, stream.classes, opened);
    if (mine !== begun) return next.dispose();
    race?.dispose();
    race = next;
    for (const id of ['play', 'step']) button(id).disabled = false;
    void playing.play();
  } catch (error) {
    showError(message, error, { retry: () => void begin(opened, row) });
  }
}

/** One block: predicted, learnt, counted, forgotten. @returns {Promise<boolean>} whether there is more */
async function step() {
  const [running, counts] = [race, history];
  const block = running && (rest ?? source.take(BLOCK));
  rest = undefined;
  if (!block) {
    byId('said').textContent = 'The stream has ended.';
    button('step').disabled = true;
    return false;
  }
  try {
    const { outcomes } = await running.learn(block);
    if (message.firstChild) showNote(message); // that was of a row before
    counts.add(block.y.length, outcomes, block.changes);
    view.update(rate(block.y.length));
    return true;
  } catch (error) {
    const goOn = () => void playing.play();
    const row = wrongRow(error, block);
    if (row === undefined) {
      showError(message, error, { retry: goOn, label: 'Go on' });
    } else {
      rest = block.y.length > 1 ? without(block, row) : undefined;
      const told = inFile(error, row, block, source.columns);
      showError(message, told, { retry: goOn, label: 'Go on without this row' });
    }
    return false;
  }
}

/** Rows a second, over about two seconds. @param {number} rows */
function rate(rows) {
  pace.rows += rows;
  const now = performance.now();
  const seconds = (now - pace.since) / 1000;
  const found = pace.rows / seconds;
  if (seconds > 2) pace = { rows: found, since: now - 1000 };
  return seconds > 0.2 ? found : 0;
}

/** @param {ModelOf<'OnlineELMClassifier'>} model @param {State | undefined} state @param {string} name */
async function goOnWith(model, state, name) {
  const goesOn = playing.playing;
  await playing.pause();
  const before = { kind, settings: form.now };
  if (state && KINDS.some(({ id }) => id === state.kind)) {
    kind = state.kind;
    form.set(state);
  }
  const wide = open().columns.length;
  if (model.summary.n_features !== wide) {
    kind = before.kind;
    form.set(before.settings);
    const takes = model.summary.n_features;
    await model.dispose();
    if (goesOn) void playing.play();
    throw new Error(
      `This model takes ${takes} numbers a row; the stream has ${wide}. Open its file first.`,
    );
  }
  await begin(model, state?.kind === kind ? state.row : 0);
  toast(apart`${name} goes on; the other model begins here`);
}

/** Rows of the stream made here, for use elsewhere. */
function sample() {
  const stream = open();
  const block = stream.take(SAMPLE_ROWS);
  const wide = stream.columns.length;
  const rows = (block?.y ?? []).map((label, i) => [
    ...Array.from(block?.X.data.subarray(i * wide, (i + 1) * wide) ?? []),
    label,
  ]);
  return [[...stream.columns, 'class'], ...rows];
}

function bindControls() {
  byId('play').addEventListener('click', () => {
    if (playing.playing) return void playing.pause();
    if (isOver()) return void begin();
    void playing.play();
  });
  byId('step').addEventListener('click', async () => {
    await playing.pause();
    await playing.next();
  });
  byId('again').addEventListener('click', () => void begin());
}

/** Whether all rows of the stream have been learnt. */
function isOver() {
  return source.row >= source.total && !rest;
}

/** @param {boolean} now */
function showPlaying(now) {
  byId('play').textContent = now ? 'Pause' : isOver() ? 'Play again' : 'Play';
  if (!now) view.update(0); // no rows a second
  pace = { rows: 0, since: performance.now() };
}

function showKinds() {
  const made = KINDS.find(({ id }) => id === kind);
  const own = fileSource ? [{ id: FILE, name: fileSource().name }] : [];
  const kept = document.activeElement?.id;
  replace(
    byId('kinds'),
    [...KINDS, ...own].map(({ id, name }) =>
      h(
        'button',
        {
          type: 'button',
          id: `kind-${id}`,
          class: 'quiet small',
          'aria-pressed': String(id === kind),
          onclick: () => {
            kind = id;
            void begin();
          },
        },
        name,
      ),
    ),
  );
  if (kept?.startsWith('kind-')) document.getElementById(kept)?.focus();
  byId('about').textContent = made?.about ?? 'Your file, row by row in its order.';
  byId('real-key').hidden = !made?.sudden;
  byId('length-field').hidden = !made || made.id === 'steady';
}

/** @param {string} id */
const button = (id) => byId(id, HTMLButtonElement);
/** @param {string} id */
const select = (id) => byId(id, HTMLSelectElement);
