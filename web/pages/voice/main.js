// The voice page: the microphone to the recognizer, its words to the game, the user's samples to the model.
// @ts-check

import { wavFile } from '../../ui/audio/wav.js';
import { deepEqual } from '../../ui/data/deep-equal.js';
import { byId, h, replace } from '../../ui/dom/dom.js';
import { download } from '../../ui/export/download.js';
import { showError, showNote } from '../../ui/feedback/notice.js';
import { toast } from '../../ui/feedback/toast.js';
import { dropzone, guardDrops } from '../../ui/files/dropzone.js';
import { startShell } from '../../ui/frame/shell.js';
import { ReadyModel } from '../../ui/models/ready-model.js';
import { apart, isolated } from '../../ui/text/bidi.js';
import { count } from '../../ui/text/format.js';
import { arcade } from './arcade.js';
import { base, baseKind, chooseBase, starter } from './bases.js';
import { showWords } from './cards.js';
import { RATE, whistle } from './clips.js';
import { clipOf, samplesIn } from './from-files.js';
import { bindGuessing, isSure } from './guess.js';
import { bindKeeping } from './keep.js';
import { Learner, taught } from './learn.js';
import { Listening } from './listening.js';
import { play } from './loudspeaker.js';
import { followFigure, tooFew } from './measure.js';
import { Recognizer } from './recognizer.js';
import { spectrogram } from './spectrogram.js';
import { showKnown, wayOf } from './steering.js';
import { Teacher } from './teacher.js';
import { showTranscript } from './transcript.js';
import { BACKGROUND, checkWord, newWords } from './vocabulary.js';

/** @import { ModelOf } from '../../client/index.js' */
/** @import { Word } from './recognizer.js' */
/** @import { Sample } from './vocabulary.js' */

/** @type {{ words: string[], samples: Sample[] }} */
let state = { words: ['left', 'right'], samples: [] };
/** Cuts words out of what is heard as long as no model knows any. @type {ModelOf<'VoiceCommands'> | undefined} */
let cutter;
let isStarted = false;
/** Whether it is said that it knows no word. */
let isDeaf = false;
const field = (/** @type {string} */ id) => byId(id, HTMLSelectElement);

/** What a model begins with, which is all that is listened for until Python is there. @returns {[string, unknown[]][]} */
const begun = () => [[baseKind(), []]];

guardDrops();
/** @type {ReadyModel} */
let ready;
const heard = new Promise((resolve) => {
  ready = new ReadyModel(starter, [['nine', []]], () => resolve(showWhat()));
});
const starting = startShell();
const game = arcade();
const picture = spectrogram(
  byId('spectrogram', HTMLCanvasElement),
  byId('level', HTMLMeterElement),
);
const learner = new Learner(starting);
const teacher = new Teacher(addSamples);
const what = async () => ({ base: await base(), samples: state.samples });
let learningFailed = false;
const relearn = learner.follow(what, (error) => {
  if (error) showError(byId('learn-message'), error, { retry: relearn });
  else if (learningFailed) showNote(byId('learn-message')); // what is said of a file stays
  learningFailed = error !== undefined;
  if (learner.model) ready.end();
  showWhat();
});
const remeasure = followFigure(byId('honest'), starting, what);
const recognizer = new Recognizer({
  model: () => model() ?? cutter,
  onWord: hear,
  onSpeaking: (speaking) => {
    byId('speaking').textContent = speaking ? 'Hears you…' : teacher.word ? 'Say it…' : 'Listening';
  },
  onError: (error) => showError(byId('listen-message'), error),
});

const guessing = bindGuessing({ model, learn: learnGuess });
const listening = new Listening({
  onSamples(samples, rate) {
    if (teacher.hearsRoom) teacher.hearRoom(samples, rate).catch(failed);
    else recognizer.feed(samples, rate);
  },
  onBegin({ analyser }) {
    picture.follow(analyser);
    byId('speaking').textContent = model() ? 'Listening' : 'Listens when Python has loaded';
  },
  onEnd() {
    teacher.end();
    recognizer.restart();
    picture.stop();
    byId('speaking').textContent = 'Not listening';
    showState();
  },
});

bindControls();
showState();
showWhat();
tooFew(byId('honest'), { name: '', json: 'nine' });
relearn();
const cutting = starting
  .then(async (elm) => {
    isStarted = true;
    cutter = await taught(elm, { name: '', json: await starter() }, []);
  })
  .catch(failed);

/** What knows words now. */
function model() {
  return learner.model ?? ready.of(begun);
}

/** @param {Partial<typeof state>} change @param {boolean} [learn] from scratch */
function set(change, learn = true) {
  state = { ...state, ...change };
  showNote(byId('learn-message')); // what was said there is of before
  if (learn || change.words) guessing.clear(); // the words that are asked about may be others
  showState();
  showWhat();
  remeasure();
  if (learn) relearn();
}

function showWhat() {
  if (isDeaf && model()) tellDeaf(false);
  const none = isStarted ? 'It knows no word yet.' : 'Waiting for Python…';
  showKnown(model()?.summary.classes, state.words, none);
}

function showState() {
  showWords(
    { ...state, teaching: teacher.word, said: teacher.said },
    { teach, remove, rename, play, save: saveClip, drop: dropSample },
  );
  const choice = field('as');
  const chosen = choice.value;
  replace(
    choice,
    h('option', { value: '' }, 'as its name says'),
    [...state.words, BACKGROUND].map((word) => h('option', { value: word }, word)),
  );
  choice.value = [...state.words, BACKGROUND].includes(chosen) ? chosen : '';
  byId('demo').hidden = !['rise', 'fall'].every((word) => state.words.includes(word));
}

/** @param {Word} word */
async function hear(word) {
  if (teacher.word) return teacher.hear(word).catch(failed);
  if (!model()) return tellDeaf(true);
  showNote(byId('listen-message'));
  const sure = isSure(word);
  if (sure) guessing.clear();
  showTranscript(word);
  if (!sure) guessing.ask(word);
  const way = wayOf(word.label);
  if (way) game.move(way);
}

/** @param {boolean} deaf */
function tellDeaf(deaf) {
  isDeaf = deaf;
  const place = byId('listen-message');
  if (deaf) showError(place, 'It knows no word yet: teach it one first.');
  else showNote(place);
}

/** @param {unknown} error */
function failed(error) {
  showError(byId('learn-message'), error);
}

/** @param {Sample[]} samples */
async function addSamples(samples) {
  const before = state.samples;
  set({ samples: [...before, ...samples] }, false);
  try {
    if (await learner.add(samples)) showWhat();
    else await relearn();
  } catch (error) {
    state.samples = state.samples.filter((sample) => !samples.includes(sample));
    set({});
    throw error;
  }
}

/** What it was not sure of is a sample now. @param {Sample} sample */
async function learnGuess(sample) {
  const before = state;
  const { word } = sample;
  const isNew = word !== BACKGROUND && !state.words.includes(word);
  try {
    if (isNew) set({ words: [...state.words, checkWord(word, state.words)] }, false);
    await addSamples([sample]);
    toast(word === BACKGROUND ? 'Learnt as none of the words' : apart`Learnt as ${word}`, {
      undo: () => set(before),
    });
  } catch (error) {
    failed(error);
  }
}

/** @param {string} word */
async function teach(word) {
  const stop = teacher.word === word;
  teacher.end();
  recognizer.restart();
  if (!stop && (await listening.begin())) teacher.begin(word);
  showState();
}

/** @param {string} word */
function remove(word) {
  const before = state;
  set({
    words: state.words.filter((other) => other !== word),
    samples: state.samples.filter((sample) => sample.word !== word),
  });
  toast(apart`Removed ${word}`, { undo: () => set(before) });
}

/** @param {string} word @param {string} to */
function rename(word, to) {
  try {
    const others = state.words.filter((other) => other !== word);
    const name = checkWord(to, [...others, BACKGROUND]);
    showNote(byId('learn-message'));
    set({
      words: state.words.map((other) => (other === word ? name : other)),
      samples: state.samples.map((sample) =>
        sample.word === word ? { ...sample, word: name } : sample,
      ),
    });
  } catch (error) {
    showError(byId('learn-message'), error);
    showState();
  }
}

/** @param {Sample} sample */
function saveClip(sample) {
  const letters = sample.word.replace(/[^\p{L}\p{N}]+/gu, '-') || 'word';
  download(`${letters}.wav`, wavFile(sample.clip, RATE), 'audio/wav');
}

/** @param {Sample} sample */
function dropSample(sample) {
  const before = state;
  set({ samples: state.samples.filter((other) => other !== sample) });
  toast(apart`Deleted a sample of ${sample.word}`, { undo: () => set(before) });
}

/** Waits until something knows words, or at least where one begins and ends. */
async function canHear() {
  const place = byId('listen-message');
  if (!model()) await Promise.race([heard, relearn.ended()]);
  if (model()) return;
  showNote(place, 'Waiting until it has learnt…');
  await Promise.all([relearn.ended(), cutting]);
  showNote(place);
  if (!model() && !teacher.word) tellDeaf(true);
}

/** @param {File[]} files to be heard */
async function hearFiles(files) {
  for (const file of files) {
    try {
      showNote(byId('listen-message'));
      const clip = await clipOf(file);
      await canHear();
      if (isDeaf) return;
      if (!(await recognizer.hear(clip, RATE)))
        throw new Error(apart`No word stands out in ${file.name}.`);
    } catch (error) {
      showError(byId('listen-message'), error);
    }
  }
}

/** @param {File[]} files to learn from */
async function learnFiles(files) {
  showNote(byId('learn-message'));
  try {
    const before = state;
    const known = (model()?.summary.classes ?? []).map(String);
    const words = [...new Set([...state.words, ...known, BACKGROUND])];
    const samples = await samplesIn(files, { word: field('as').value, words });
    const fresh = newWords(samples, state.words);
    if (fresh.length) set({ words: [...state.words, ...fresh] }, false);
    await addSamples(samples);
    const as = fresh.length ? ` as new words: ${fresh.map(isolated).join(', ')}` : '';
    toast(`Learnt ${count(samples.length, 'sample')}${as}`, { undo: () => set(before) });
  } catch (error) {
    showError(byId('learn-message'), error);
  }
}

/** Words that the page whistles itself: for a first try, and where speaking is no choice. */
function whistles() {
  const before = state;
  const way = /** @type {const} */ (['rise', 'fall']);
  const words = [...way];
  const samples = way.flatMap((word) =>
    [0.94, 1, 1.07].map((pitch, i) => ({ word, clip: whistle(word, pitch, i + 1) })),
  );
  if (baseKind() === 'none' && deepEqual(state, { words, samples })) return;
  const undo = chooseBase('none');
  set({ words, samples });
  toast('Two whistles in place of your words', {
    undo: () => {
      undo();
      set(before);
    },
  });
}

/** @param {'rise' | 'fall'} way */
async function demonstrate(way) {
  const clip = whistle(way, 0.9 + 0.2 * Math.random(), 9);
  play({ clip });
  try {
    await recognizer.hear(clip, RATE);
  } catch (error) {
    showError(byId('listen-message'), error);
  }
}

function bindControls() {
  byId('base').addEventListener('change', () => set({}));
  byId('as').addEventListener('change', () => showNote(byId('learn-message')));
  byId('whistles').addEventListener('click', whistles);
  byId('whistle-rise').addEventListener('click', () => demonstrate('rise'));
  byId('whistle-fall').addEventListener('click', () => demonstrate('fall'));
  const name = byId('new-word', HTMLInputElement);
  const add = () => {
    try {
      const word = checkWord(name.value, [...state.words, BACKGROUND]);
      name.value = '';
      showNote(byId('learn-message'));
      set({ words: [...state.words, word] }, false);
    } catch (error) {
      showError(byId('learn-message'), error);
    }
  };
  byId('add-word').addEventListener('click', add);
  name.addEventListener('keydown', ({ key }) => {
    if (key === 'Enter') add();
  });
  byId('try-file').append(
    dropzone({
      label: 'Or drop a sound file',
      hint: 'one word; it stays on your machine',
      accept: 'audio/*',
      onFiles: hearFiles,
    }),
  );
  byId('files').append(
    dropzone({
      label: 'Files to learn from',
      hint: 'one word each, named like left-1.wav: a new name is a new word',
      accept: 'audio/*',
      onFiles: learnFiles,
    }),
  );
  bindKeeping({
    starting,
    model: () => learner.model,
    learning: relearn.ended,
    state: () => ({ ...state, base: baseKind() }),
    onOpened: ({ words, samples, model, base: kind }, file) => {
      const before = state;
      const undo = chooseBase(model ? 'file' : (kind ?? baseKind()), model);
      set({ words, samples });
      toast(apart`Opened ${file}`, {
        undo: () => {
          undo();
          set(before);
        },
      });
    },
  });
}
