// The compose page: bricks to chains, chains trained side by side on the same rows.
// @ts-check

import { formatRows } from '../../ui/csv.js';
import { byId, debounce, download, h, replace } from '../../ui/dom.js';
import { dropzone, guardDrops } from '../../ui/dropzone.js';
import { shownWith } from '../../ui/frame.js';
import { inTermsOfFile } from '../../ui/in-terms-of-file.js';
import { showError, showNote } from '../../ui/notice.js';
import { count } from '../../ui/numbers.js';
import { startShell } from '../../ui/shell.js';
import { toast } from '../../ui/toast.js';
import { turn } from '../../ui/turn.js';
import { workingBar } from '../../ui/working.js';
import { brick, KINDS, ROLES } from './bricks.js';
import { compile, isSound, placeOf } from './chain.js';
import { compareTable, rowsOf, verdictOf } from './compare.js';
import { ofFile, SETS } from './data.js';
import { dragging, startDrag } from './dragging.js';
import { bindKeeping } from './keep.js';
import { Lane } from './lane.js';
import { tryChain, warmUp } from './trial.js';

/** @import { Brick } from './bricks.js' */
/** @import { DataSet } from './data.js' */
/** @import { Result } from './trial.js' */

/** @typedef {{ data: DataSet | undefined, own: Own | undefined, chains: Record<string, Brick[]> }} State */
/** @typedef {(target?: string) => DataSet} Own the user's table, with what is to be predicted */

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
const working = workingBar(byId('working'));
/** @type {Record<string, Brick[]>} */
const chains = { A: STARTS.pictures.A, B: STARTS.pictures.B };
/** @type {Record<string, Result | undefined>} */
const results = {};
/** @type {DataSet | undefined} */
let data;
/** @type {Own | undefined} */
let own;
/** Of sets asked for in quick succession, the newest counts. */
let asked = 0;
let active = 'A';
let seed = 0;

const lanes = Object.fromEntries(
  LANES.map((name) => [name, new Lane(name, { change, drop, copy })]),
);
const train = debounce(400, () => void trainAll());
showSets();
bindControls();
shownWith(turn().then(showBricks));
bindKeeping({
  starting,
  chosen() {
    const lane = select('which').value;
    return { lane, result: current(lane), kept: { bricks: chains[lane], data: data?.id ?? '' } };
  },
  state: () => JSON.stringify({ chains, data: data?.id }),
  async onOpened({ bricks, data: id }, name) {
    const before = state();
    const known = SETS.find((set) => set.id === id);
    if (known) await openSet(known);
    change('A', bricks);
    toast(`Opened ${name} as chain A`, { undo: () => goBack(before) });
  },
});
void openSet(SETS[0]);

/** @param {{ id: string, load: () => Promise<DataSet> }} set */
async function openSet({ id, load }) {
  const mine = ++asked;
  if (id === data?.id) return;
  try {
    const next = await load();
    if (mine === asked) take(next, id === 'file' ? own : undefined);
  } catch (error) {
    if (mine === asked) showError(byId('data-message'), error);
  }
}

/** @returns {State} what undo leads back to */
const state = () => ({ data, own, chains: { ...chains } });

/** Other data, with a way back. @param {DataSet} next @param {Own} [table] */
function take(next, table) {
  const before = state();
  const other = (data?.gives ?? 'pictures') !== next.gives;
  use({ data: next, own: table, chains: other ? STARTS[next.gives] : chains });
  if (!before.data) return;
  const kept = other ? ', with chains that fit it in place of yours' : '';
  toast(`${next.name}${kept}`, { undo: () => goBack(before) });
}

/** @param {State} before */
function goBack(before) {
  asked += 1; // a set that is still on its way comes no more
  use(before);
}

/** @param {State} next */
function use(next) {
  ({ data, own } = next);
  Object.assign(chains, next.chains);
  showNote(byId('data-message'));
  showSets();
  if (data) showAbout(data);
  showLanes();
  train();
}

/** @param {DataSet} set */
function showAbout({ about, y, target, targets }) {
  byId('about').textContent = `${about} ${count(new Set(y).size, 'label')}.`;
  byId('target-field').hidden = !targets;
  replace(
    select('target'),
    (targets ?? []).map((name) => h('option', { value: name, selected: name === target }, name)),
  );
}

/** @param {string} lane @param {Brick[]} bricks @param {string} [said] what can be undone */
function change(lane, bricks, said) {
  const before = state();
  chains[lane] = bricks;
  activate(lane);
  showLanes();
  train();
  const undo = () => {
    if (data?.gives === before.data?.gives) change(lane, before.chains[lane]);
    else goBack(before); // the chain fits that data alone
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
  change(other, [...chains[lane]], `Copied chain ${lane} to ${other}`);
}

/** What a chain is tried with, as a text. @param {string} lane */
function keyOf(lane) {
  return JSON.stringify([chains[lane], data?.id, data?.name, data?.target, seed]);
}

/** The result of a chain as it stands. @param {string} lane */
function current(lane) {
  return results[lane]?.key === keyOf(lane) ? results[lane] : undefined;
}

/** One after the other, so that neither takes time from the other. */
async function trainAll() {
  const set = data;
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
    if (/** @type {any} */ (error)?.code !== 'cancelled')
      showError(message, set.rows ? inTermsOfFile(error, set.rows) : error, { retry: train });
  }
  showResults();
}

function showBricks() {
  showPalette();
  showLanes();
}

function showLanes() {
  const gives = data?.gives ?? 'pictures';
  for (const lane of LANES) lanes[lane].show(chains[lane], gives, current(lane));
  showResults();
}

function showResults() {
  const now = Object.fromEntries(LANES.map((lane) => [lane, current(lane)]));
  for (const lane of LANES) lanes[lane].showResult(now[lane]);
  replace(byId('compare'), compareTable(now));
  byId('verdict').textContent = verdictOf(now);
}

/** @param {string} lane */
function activate(lane) {
  active = lane;
  for (const one of LANES) byId(`to-${one}`).setAttribute('aria-pressed', String(one === lane));
}

function showPalette() {
  const roles = /** @type {(keyof typeof ROLES)[]} */ (Object.keys(ROLES));
  replace(
    byId('palette'),
    roles.map((role) =>
      h(
        'div',
        {},
        h('h3', {}, ROLES[role]),
        h(
          'div',
          { class: 'chips' },
          Object.entries(KINDS)
            .filter(([, kind]) => kind.role === role)
            .map(([id, { name, about }]) => paletteButton(id, name, about)),
        ),
      ),
    ),
  );
}

/** @param {string} id @param {string} name @param {string} about */
function paletteButton(id, name, about) {
  const tell = () => {
    byId('brick-about').textContent = `${name}: ${about}`;
  };
  const button = h(
    'button',
    {
      type: 'button',
      class: `quiet small ${KINDS[id].role}`,
      draggable: true,
      title: about,
      'aria-label': `Add ${name}`,
      onfocus: tell,
      onpointerenter: tell,
      onclick() {
        const next = [...chains[active]];
        next.splice(placeOf(next, id, data?.gives ?? 'numbers'), 0, brick(id));
        change(active, next);
      },
    },
    name,
  );
  button.addEventListener('dragstart', (event) => startDrag(event, { brick: brick(id) }));
  return button;
}

function showSets() {
  const mine = own;
  const kept = document.activeElement?.id;
  const all = [
    ...SETS,
    ...(mine ? [{ id: 'file', name: mine().name, load: async () => mine(data?.target) }] : []),
  ];
  replace(
    byId('sets'),
    all.map((set) =>
      h(
        'button',
        {
          type: 'button',
          id: `set-${set.id}`,
          class: 'quiet small',
          'aria-pressed': String(set.id === data?.id),
          onclick: () => void openSet(set),
        },
        set.name,
      ),
    ),
  );
  if (kept?.startsWith('set-')) document.getElementById(kept)?.focus();
}

function bindControls() {
  for (const lane of LANES) byId(`to-${lane}`).addEventListener('click', () => activate(lane));
  byId('reseed').addEventListener('click', () => {
    seed += 1;
    showLanes();
    train();
  });
  byId('export').addEventListener('click', () => {
    const now = Object.fromEntries(LANES.map((lane) => [lane, current(lane)]));
    download(
      'chains.csv',
      formatRows([['measure', 'Chain A', 'Chain B'], ...rowsOf(now)]),
      'text/csv',
    );
  });
  select('target').addEventListener('change', () => {
    if (own) use({ data: own(select('target').value), own, chains });
  });
  byId('drop').append(
    dropzone({
      label: 'Or drop a CSV',
      hint: 'with a column of labels',
      accept: '.csv,.tsv,.txt,text/csv',
      onFile: async (file) => {
        const mine = ++asked;
        try {
          showNote(byId('data-message'), `Reading ${file.name}…`);
          const table = await ofFile(file);
          if (mine === asked) take(table(), table);
        } catch (error) {
          if (mine === asked) showError(byId('data-message'), error);
        }
      },
    }),
  );
}

/** @param {string} id */
function select(id) {
  return /** @type {HTMLSelectElement} */ (byId(id));
}
