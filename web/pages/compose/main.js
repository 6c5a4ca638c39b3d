// The compose page: bricks to chains, chains trained side by side on the same rows.
// @ts-check

import { isCancelled } from '../../ui/async/cancelled.js';
import { debounce } from '../../ui/async/debounce.js';
import { yieldToMain } from '../../ui/async/yield-to-main.js';
import { deepEqual } from '../../ui/data/deep-equal.js';
import { byId, replace } from '../../ui/dom/dom.js';
import { downloadRows } from '../../ui/export/csv-download.js';
import { showError, showNote } from '../../ui/feedback/notice.js';
import { progressBar } from '../../ui/feedback/progress-bar.js';
import { toast } from '../../ui/feedback/toast.js';
import { guardDrops } from '../../ui/files/dropzone.js';
import { shownWith } from '../../ui/frame/frame.js';
import { startShell } from '../../ui/frame/shell.js';
import { withFileRow } from '../../ui/tables/row-errors.js';
import { apart } from '../../ui/text/bidi.js';
import { brick } from './bricks.js';
import { compile, fitting, isSound, placeOf } from './chain.js';
import { compareTable, rowsOf, verdictOf } from './compare.js';
import { DataChoice } from './data-choice.js';
import { dragging } from './dragging.js';
import { bindKeeping } from './keep.js';
import { Lane } from './lane.js';
import { showPalette } from './palette.js';
import { tryChain, warmUp } from './trial.js';

/** @import { Brick } from './bricks.js' */
/** @import { Chosen } from './data-choice.js' */
/** @import { Result } from './trial.js' */

/** @typedef {Partial<Chosen> & { chains: Record<string, Brick[]> }} State */

const LANES = ['A', 'B'];
/** What each kind of data starts with. */
const STARTS = /** @type {Record<string, Record<string, Brick[]>>} */ ({
  pictures: {
    A: [brick('pictures'), brick('elm')],
    B: [
      brick('pictures'),
      brick('autoencoder', { n_hidden: 64 }),
      brick('elm'),
      brick('kernel'),
      brick('stack'),
    ],
  },
  table: {
    A: [brick('table'), brick('elm', { n_hidden: 64 })],
    B: [brick('table'), brick('combine', { first_size: 8, second_size: 4 }), brick('kernel')],
  },
  texts: { A: [brick('texts'), brick('elm')], B: [brick('texts'), brick('kernel')] },
});

guardDrops();
const starting = startShell().then(async (elm) => {
  await warmUp(elm).catch(() => {}); // what is wrong comes out with the first chain, too
  return elm;
});
const message = byId('message');
const which = byId('which', HTMLSelectElement);
const working = progressBar(byId('working'));
/** @type {Record<string, Brick[]>} */
const chains = { A: STARTS.pictures.A, B: STARTS.pictures.B };
/** @type {Record<string, Result | undefined>} */
const results = {};
let active = 'A';
let seed = 0;

const lanes = Object.fromEntries(
  LANES.map((name) => [name, new Lane(name, { change, drop, copy, add })]),
);
const train = debounce(400, () => void trainAll());
const choice = new DataChoice({
  starting,
  onSet: take,
  onTarget: (chosen) => use({ ...chosen, chains }),
});
bindControls();
shownWith(yieldToMain().then(showLanes));
bindKeeping({
  starting,
  chosen() {
    const lane = which.value;
    return {
      lane,
      result: current(lane),
      kept: { bricks: chains[lane], data: dataNow()?.id ?? '' },
    };
  },
  state: () => JSON.stringify({ chains, data: dataNow()?.id }),
  isOurData: () => !choice.chosen.own,
  chains: () => ({ A: chains.A, B: chains.B, data: dataNow()?.id ?? '' }),
  async onChains({ data: id, ...given }, name) {
    const before = state();
    await choice.open(id);
    use({ ...choice.chosen, chains: given });
    toast(apart`Opened ${name}`, { undo: () => use(before) });
  },
  async onOpened({ bricks, data: id }, name) {
    const before = state();
    await choice.open(id);
    change('A', bricks);
    toast(apart`Opened ${name} as chain A`, { undo: () => use(before) });
  },
});
void choice.open('digits');

/** What undo leads back to. @returns {State} */
function state() {
  return { ...choice.chosen, chains: { ...chains } };
}

function dataNow() {
  return choice.chosen.data;
}

/** Other data, with a way back. @param {Chosen} next */
function take(next) {
  const before = state();
  const other = (before.data?.gives ?? 'pictures') !== next.data.gives;
  use({ ...next, chains: other ? STARTS[next.data.gives] : chains });
  if (!before.data) return;
  const kept = other ? ', with chains that fit it in place of yours' : '';
  toast(apart`${next.data.name}${kept}`, { undo: () => use(before) });
}

/** @param {State} next */
function use({ chains: next, ...chosen }) {
  Object.assign(chains, next);
  choice.use(chosen);
  showLanes();
  train();
}

/** @param {string} lane @param {Brick[]} bricks @param {string} [said] what can be undone */
function change(lane, bricks, said) {
  const before = state();
  chains[lane] = bricks;
  activate(lane);
  showLanes();
  train();
  const undo = () => {
    if (dataNow()?.gives === before.data?.gives) change(lane, before.chains[lane]);
    else use(before); // the chain fits that data alone
  };
  if (said) toast(said, { undo });
}

/** What is dragged comes down at a place of a lane. @param {string} lane @param {number} place */
function drop(lane, place) {
  const what = dragging();
  if (!what) return;
  let to = place;
  if (what.lane && what.place !== undefined) {
    const from = what.place;
    if (what.lane === lane && from < place) to -= 1;
    chains[what.lane] = chains[what.lane].filter((_, i) => i !== from);
  }
  const next = [...chains[lane]];
  next.splice(to, 0, what.brick);
  change(lane, next);
}

/** @param {string} lane */
function copy(lane) {
  const other = lane === 'A' ? 'B' : 'A';
  if (deepEqual(chains[lane], chains[other])) return;
  change(other, [...chains[lane]], `Copied chain ${lane} to ${other}`);
}

/** What a chain is tried with, as a text. @param {string} lane */
function keyOf(lane) {
  const { id, name, target } = dataNow() ?? {};
  return JSON.stringify([chains[lane], id, name, target, seed]);
}

/** The result of a chain as it stands. @param {string} lane */
function current(lane) {
  return results[lane]?.key === keyOf(lane) ? results[lane] : undefined;
}

function resultsNow() {
  return Object.fromEntries(LANES.map((lane) => [lane, current(lane)]));
}

/** One after the other, so that neither takes time from the other. */
async function trainAll() {
  const set = dataNow();
  if (!set) return;
  try {
    const elm = await starting;
    await working(async (signal, onProgress) => {
      for (const lane of LANES) {
        const key = keyOf(lane);
        if (results[lane]?.key === key || !isSound(chains[lane], set.gives)) continue;
        const options = { signal, onProgress };
        const result = await tryChain(elm, compile(chains[lane]), set, seed, key, options);
        results[lane]?.model.dispose().catch(() => {});
        results[lane] = result;
        showResults();
      }
    });
    showNote(message);
  } catch (error) {
    if (!isCancelled(error))
      showError(message, set.rows ? withFileRow(error, set.rows) : error, { retry: train });
  }
  showResults();
}

/** Adds a brick to a chain, where it belongs. @param {string} kind @param {string} [lane] */
function add(kind, lane = active) {
  const next = [...chains[lane]];
  next.splice(placeOf(next, kind, dataNow()?.gives ?? 'numbers'), 0, brick(kind));
  change(lane, next);
}

function showLanes() {
  const gives = dataNow()?.gives ?? 'pictures';
  for (const lane of LANES) lanes[lane].show(chains[lane], gives, current(lane));
  showPalette(fitting(chains[active], gives), add);
  showResults();
}

function showResults() {
  const now = resultsNow();
  for (const lane of LANES) lanes[lane].showResult(now[lane]);
  replace(byId('compare'), compareTable(now));
  byId('verdict').textContent = verdictOf(now);
}

/** @param {string} lane */
function activate(lane) {
  active = lane;
  for (const one of LANES) byId(`to-${one}`).setAttribute('aria-pressed', String(one === lane));
  showPalette(fitting(chains[lane], dataNow()?.gives ?? 'pictures'), add);
}

function bindControls() {
  for (const lane of LANES) byId(`to-${lane}`).addEventListener('click', () => activate(lane));
  byId('reseed').addEventListener('click', () => {
    seed += 1;
    showLanes();
    train();
  });
  byId('export').addEventListener('click', () => {
    const now = resultsNow();
    downloadRows('chains.csv', [['measure', 'Chain A', 'Chain B'], ...rowsOf(now)]);
  });
}
