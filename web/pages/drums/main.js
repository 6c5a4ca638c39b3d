// The drums page: bars to the machine, its bars after them, both to the loudspeaker.
// @ts-check
import { byId, h, replace } from '../../ui/dom/dom.js';
import { showError } from '../../ui/feedback/notice.js';
import { toast } from '../../ui/feedback/toast.js';
import { guardDrops } from '../../ui/files/dropzone.js';
import { startShell } from '../../ui/frame/shell.js';
import { duration, percent } from '../../ui/text/format.js';
import { ACCENT, emptyBar, NORMAL, place, SOFT, STEPS } from './bars.js';
import { Grid } from './grid.js';
import { GROOVES } from './grooves.js';
import { bindKeeping } from './keep.js';
import { Machine } from './learn.js';
import { followFigure, tooFew } from './measure.js';
import { barPicture, paintBar } from './picture.js';
import { Song } from './song.js';
import { Transport } from './transport.js';

/** @import { Bar } from './bars.js' */
/** @import { Feel } from './song.js' */
/** @import { Moment, Turn } from './transport.js' */

const LENGTH = 4;

const field = (/** @type {string} */ id) => byId(id, HTMLInputElement, HTMLSelectElement);
const checked = (/** @type {string} */ id) => byId(id, HTMLInputElement).checked;
const value = (/** @type {string} */ id) => Number(field(id).value);

/** @type {Bar[]} */
let playedOn = [];
/** What the bars were started from. */
let groove = '';
/** Where the turn of the bars is: first the user's, then the machine's. */
let turn = 0;

guardDrops();
const starting = startShell();
const song = new Song(
  (what) => {
    showSong();
    if (what === 'bars') changed();
  },
  { get: () => ({ ...feel(), groove }), set: setFeel },
);
const grid = new Grid(byId('grid'), { onCell: press, onPad: strike });
const machine = new Machine(starting, byId('machine-message'));
const relearn = machine.follow(
  () => ({
    bars: song.bars,
    others: checked('mix') ? GROOVES.map(({ bars }) => [...bars, ...bars]) : [],
    temperature: value('temperature'),
    seed: value('seed') || 0,
    length: LENGTH,
  }),
  showMachine,
);
const remeasure = followFigure(byId('honest'), starting, () => song.bars);
const transport = new Transport({ feel, nextTurn, onMoment: follow });

bindControls();
tooFew(byId('honest'));
bindKeeping({
  starting,
  model: () => machine.model,
  learning: () => relearn.ended(),
  feel,
  yours: () => song.bars,
  all: () => [...song.bars, ...playedOn],
  begin() {
    setFeel({ ...GROOVES[0], groove: '' });
    song.begin(GROOVES[0].bars);
  },
  onOpened: ({ bars, tempo, swing }, name) => {
    turn = 0;
    toast(`Opened ${name}`, { undo: song.replace(bars, 0, { tempo, swing, groove: '' }) });
  },
});

/** @param {Feel} feel */
function setFeel({ tempo, swing, groove: from }) {
  groove = from;
  field('tempo').value = String(Math.round(tempo));
  field('swing').value = String(Math.round(swing));
  field('groove').value = from;
  showOutputs();
}

function feel() {
  return { tempo: value('tempo'), swing: value('swing') };
}

function changed() {
  relearn();
  remeasure();
}

/** A cell: what is off comes on, what is as loud as chosen goes off. @param {number} step @param {number} drum */
function press(step, drum) {
  const loud = loudness();
  const before = song.bar[place(step, drum)];
  const next = before && Math.abs(before - loud) < 15 ? 0 : loud;
  song.set(step, drum, next);
  if (next && !transport.playing) transport.strike(drum, next);
}

function loudness() {
  return { soft: SOFT, loud: ACCENT }[field('loudness').value] ?? NORMAL;
}

/** A pad: heard at once, and written down while it records. @param {number} drum */
function strike(drum) {
  transport.strike(drum, loudness());
  const near = transport.playing && checked('record') ? transport.nearest : undefined;
  if (near?.from === 'yours') song.set(near.step, drum, loudness());
}

/** @returns {Turn | undefined} */
function nextTurn() {
  if (checked('record')) return yours(song.selected);
  const order = field('order').value;
  const round = [
    ...(order === 'machine' && playedOn.length ? [] : song.bars.map((_, i) => yours(i))),
    ...(order === 'yours' ? [] : playedOn.map((bar, i) => machines(bar, i))),
  ];
  const next = round[turn % round.length];
  turn = (turn + 1) % round.length;
  if (turn === 0 && order !== 'yours' && playedOn.length && checked('renew')) {
    field('seed').value = String((value('seed') + 1) % 1e6);
    relearn();
  }
  return next;
}

/** @param {number} index @returns {Turn} */
const yours = (index) => ({ bar: song.bars[index], from: 'yours', index });
/** @param {Bar} bar @param {number} index @returns {Turn} */
const machines = (bar, index) => ({ bar, from: 'machine', index });

/** @param {Moment | undefined} moment */
function follow(moment) {
  byId('play').textContent = moment ? 'Stop' : 'Play';
  byId('play').setAttribute('aria-pressed', String(Boolean(moment)));
  const mine = moment?.from === 'yours' && moment.index === song.selected;
  grid.light(moment && mine ? moment.step : -1);
  for (const [id, from] of [
    ['bars', 'yours'],
    ['machine', 'machine'],
  ]) {
    [...byId(id).children].forEach((element, i) => {
      const now = moment?.from === from && moment.index === i;
      element.classList.toggle('now', now);
      const share = now && moment ? (moment.step + 1) / STEPS : 0;
      /** @type {HTMLElement} */ (element).style.setProperty('--played', String(share));
    });
  }
}

function showSong() {
  grid.show(song.bar);
  replace(
    byId('bars'),
    song.bars.map((_, i) =>
      h(
        'button',
        {
          type: 'button',
          class: 'quiet small bar-tab',
          'aria-pressed': String(i === song.selected),
          'aria-label': `Bar ${i + 1}`,
          onclick: () => {
            song.select(i);
            /** @type {HTMLElement} */ (byId('bars').children[i]).focus();
          },
        },
        i + 1,
      ),
    ),
  );
  byId('undo', HTMLButtonElement).disabled = !song.canUndo;
}

/** @param {Bar[]} bars @param {number | undefined} seconds */
function showMachine(bars, seconds) {
  playedOn = bars;
  byId('took').textContent =
    seconds === undefined ? '' : `Learnt in ${duration(seconds)}; goes on after your last bar.`;
  showPlayed();
}

function showPlayed() {
  const bars = playedOn;
  const pictures = bars.map((bar, i) => barPicture(bar, `Bar ${i + 1} of the machine`));
  replace(
    byId('machine'),
    bars.map((bar, i) =>
      h(
        'div',
        { class: 'machine-bar' },
        pictures[i],
        h(
          'button',
          { type: 'button', class: 'quiet', onclick: () => takeBar(bar) },
          `Keep bar ${i + 1}`,
        ),
      ),
    ),
  );
  for (const [i, picture] of pictures.entries()) paintBar(picture, bars[i]);
}

/** @param {Bar} bar */
function takeBar(bar) {
  try {
    const undo = song.append(bar);
    toast(`Kept as your bar ${song.bars.length}`, { undo });
  } catch (error) {
    showError(byId('machine-message'), error);
  }
}

function bindControls() {
  const grooves = field('groove');
  replace(
    grooves,
    h('option', { value: '' }, 'Choose…'),
    GROOVES.map(({ name }, i) => h('option', { value: i }, name)),
  );
  grooves.addEventListener('change', () => {
    const chosen = grooves.value && GROOVES[Number(grooves.value)];
    if (!chosen) {
      groove = '';
      return;
    }
    const { name, bars, tempo, swing } = chosen;
    turn = 0;
    const undo = song.replace(bars, 0, { tempo, swing, groove: grooves.value });
    toast(`${name}, in place of your bars`, { undo });
  });
  byId('play').addEventListener('click', playOrStop);
  byId('undo').addEventListener('click', () => song.undo());
  byId('start-empty').addEventListener('click', () => {
    if (song.bars.length === 1 && !song.bar.some(Boolean)) return;
    turn = 0;
    const undo = song.replace([emptyBar()], 0, { ...feel(), groove: '' });
    toast('One empty bar, in place of yours', { undo });
  });
  byId('add-bar').addEventListener('click', () => appended(emptyBar()));
  byId('double').addEventListener('click', () => appended(song.bar));
  byId('remove-bar').addEventListener('click', () => {
    const undo = song.removeSelected();
    if (undo) toast('Removed a bar', { undo });
  });
  for (const id of ['tempo', 'swing', 'temperature']) {
    byId(id).addEventListener('input', () => {
      showOutputs();
    });
  }
  for (const id of ['temperature', 'seed', 'mix']) byId(id).addEventListener('input', relearn);
  byId('again').addEventListener('click', () => {
    field('seed').value = String((value('seed') + 1) % 1e6);
    relearn();
  });
  addEventListener('keydown', onKey);
  addEventListener('themechange', showPlayed);
  showOutputs();
}

/** @param {Bar} bar */
function appended(bar) {
  try {
    song.append(bar);
  } catch (error) {
    showError(byId('machine-message'), error);
  }
}

function playOrStop() {
  if (transport.playing) return transport.stop();
  turn = 0;
  byId('play').textContent = 'Stop';
  transport.start();
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  const target = /** @type {HTMLElement} */ (event.target);
  if (target.closest('textarea, select, input:not([type=range], [type=checkbox])')) return;
  if (event.key === 'z' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    song.undo();
  } else if (!event.ctrlKey && !event.metaKey && !event.altKey && !event.repeat) {
    if (event.key >= '1' && event.key <= '9') strike(Number(event.key) - 1);
    if (event.key === 'p') playOrStop();
  }
}

function showOutputs() {
  byId('tempo-out').textContent = field('tempo').value;
  const swing = value('swing');
  byId('swing-out').textContent = swing === 50 ? 'even' : percent(swing / 100);
  byId('temperature-out').textContent = value('temperature').toFixed(1);
}
