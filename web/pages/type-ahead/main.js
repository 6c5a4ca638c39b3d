// The type-ahead page: texts to the model, its suggestions to the field, what is accepted back to it.
// @ts-check

import { ElmError } from '../../client/errors.js';
import { isCancelled } from '../../ui/async/cancelled.js';
import { keyFigures } from '../../ui/charts/key-figures.js';
import { deepEqual } from '../../ui/data/deep-equal.js';
import { byId, h, replace } from '../../ui/dom/dom.js';
import { showError, showNote } from '../../ui/feedback/notice.js';
import { progressBar } from '../../ui/feedback/progress-bar.js';
import { serialQueue } from '../../ui/feedback/serial-queue.js';
import { toast } from '../../ui/feedback/toast.js';
import { guardDrops } from '../../ui/files/dropzone.js';
import { startShell } from '../../ui/frame/shell.js';
import { keepBar, sure } from '../../ui/keep/keep-bar.js';
import { learntModel } from '../../ui/keep/nothing-learnt.js';
import { originOf } from '../../ui/keep/origin.js';
import { savedShort } from '../../ui/keep/short-save.js';
import { loadModel } from '../../ui/models/costly-model.js';
import { ReadyModel } from '../../ui/models/ready-model.js';
import { apart, isolated } from '../../ui/text/bidi.js';
import { count, percent } from '../../ui/text/format.js';
import { quantile } from './caret.js';
import { bindEditor } from './editor.js';
import { areTexts, bindSources, isSource } from './sources.js';
import { STARTER, UNREAD } from './starter.js';
import { heldOut, trial } from './trial.js';

/** @import { ModelOf } from '../../client/index.js' */
/** @import { Source } from './sources.js' */

/** Keystrokes that the time is measured over. */
const KEYS = 100;
const OURS = 'Everyday notes';
const AT_FIRST = [{ name: OURS, texts: [STARTER] }];
const BEGINNING = 'Thank you for ';
const field = byId('text', HTMLTextAreaElement);

/** @type {ModelOf<'Autocomplete'> | undefined} */
let model;
/** What there was before, for undo. @type {ModelOf<'Autocomplete'> | undefined} */
let retired;
/** @type {Source[]} */
let sources = [];
/** What was accepted and written here, which goes with a model that is learnt anew. */
let written = /** @type {string[]} */ ([]);
/** @type {number[]} */
let times = [];

guardDrops();
const { enqueue, report, run } = serialQueue(
  byId('read-message'),
  'Cancelled. It knows what it knew before.',
);
const ready = new ReadyModel('notes', pairsOf(AT_FIRST), () => editor.ask());
const starting = startShell();
const learning = progressBar(byId('learning'));
const trying = progressBar(byId('trying'));
const shown = bindSources({
  onSources: (read) =>
    change(async () => {
      const more = await read();
      const said = `Learnt from ${more.map(({ name }) => isolated(name)).join(', ')}`;
      await learn([...sources, ...more], said);
    }),
  onRemove: (source) =>
    change(async () => {
      const others = sources.filter((one) => one !== source);
      if (others.length) await learn(others, apart`Removed ${source.name}`);
    }),
});
const editor = bindEditor({
  suggest: async (before, options) => {
    const asked = model ?? ready.of(() => pairsOf(AT_FIRST));
    const found = (await asked?.suggest(before, options)) ?? [];
    // a word that nothing completes is whole: the next one is proposed
    const more = !found.length && !/\s$/.test(before);
    return more ? ((await asked?.suggest(`${before} `, options)) ?? []) : found;
  },
  onAccept: (before, word) => teach(before, word),
  onSentence: (sentence) => teach('', sentence),
  onAnswer: (milliseconds) => {
    times = [...times.slice(1 - KEYS), milliseconds];
    showSpeed();
  },
  onError: (error) => showError(byId('write-message'), error),
});
showSpeed();
showTrial();
shown.show(AT_FIRST);
editor.write(BEGINNING);
const first = report(() => learn(AT_FIRST));

/** @param {Source[]} sources @returns {[string, string[]][]} */
function pairsOf(sources) {
  return sources.map(({ name, texts }) => [name, texts]);
}

/** Learns anew when what was asked for before is learnt. @param {() => Promise<void>} work */
function change(work) {
  return run(async () => {
    await first;
    await work();
  });
}

/**
 * @param {Source[]} wanted @param {string} [said] @param {string[]} [own] what was written here
 * @param {() => void} [undone] what else is to be undone
 */
async function learn(wanted, said, own = written, undone = () => {}) {
  const elm = await starting;
  const next = await elm.create('Autocomplete');
  try {
    const texts = [...wanted.flatMap((source) => source.texts), ...own];
    let known = own.length;
    await learning((signal, onProgress) => next.fit(texts, undefined, { signal, onProgress }));
    while (own.length > known) {
      const late = own.slice(known); // written meanwhile
      known = own.length;
      await next.partialFit(late);
    }
  } catch (error) {
    await next.dispose();
    throw error;
  }
  if (!said && model) return void (await next.dispose()); // one was opened meanwhile
  written = own;
  await takePlace(next, wanted, said, undone);
}

/** @param {ModelOf<'Autocomplete'>} next @param {Source[]} wanted @param {string} [said] @param {() => void} [undone] */
async function takePlace(next, wanted, said, undone = () => {}) {
  const before = { model, sources };
  if (retired !== next) retired?.dispose();
  retired = model;
  model = next;
  ready.end();
  sources = wanted;
  shown.show(sources);
  await editor.ask();
  if (said) {
    toast(said, {
      undo: () =>
        change(async () => {
          undone();
          if (model === next && before.model) await takePlace(before.model, before.sources);
        }),
    });
  }
  tryIt(); // others need not wait for it
}

/** @param {File} file */
async function open(file) {
  const json = await file.text();
  const opened = await loadModel(await starting, json);
  if (!opened.is('Autocomplete')) {
    const { className } = opened;
    await opened.dispose();
    throw new ElmError('unsupported', `This file holds a ${className}, not a type-ahead.`);
  }
  written = [];
  const { texts_: texts } = JSON.parse(json).learned; // the model was loaded: they are texts
  await takePlace(opened, [{ name: file.name, texts }], apart`Opened ${file.name}`);
}

/** What was learnt from and what is in the field, if it is what it should be. @param {any} given */
const soundWork = (given) =>
  Array.isArray(given?.sources) &&
  given.sources.every(isSource) &&
  areTexts(given.written) &&
  typeof given.text === 'string'
    ? given
    : undefined;

/** Learns what was written: at once, in about a millisecond. @param {string} before @param {string} word */
async function teach(before, word) {
  written.push(`${before.split(/\s+/).slice(-3).join(' ')}${word}`);
  showTyped();
  try {
    await model?.accept(before, word);
  } catch (error) {
    showError(byId('write-message'), error);
  }
}

/**
 * Tries it on sentences that the model has not read: of a person's texts every tenth, by a model of
 * the others; otherwise some of ours.
 */
async function tryIt() {
  const learnt = model;
  if (!learnt) return;
  const own = heldOut(sources.filter(({ name }) => name !== OURS).flatMap(({ texts }) => texts));
  /** @type {ModelOf<'Autocomplete'> | undefined} */
  let other;
  try {
    showNote(byId('try-message'));
    const result = await trying(async (signal, onProgress) => {
      if (own) {
        other = await (await starting).create('Autocomplete');
        const rest = sources.filter(({ name }) => name === OURS).flatMap(({ texts }) => texts);
        await other.fit([...rest, own.learnt], undefined, { signal });
      }
      const asked = other ?? learnt;
      return trial(own?.unread ?? UNREAD, (before) => asked.suggest(before, { k: 5, signal }), {
        onProgress,
      });
    });
    showTrial(result, Boolean(own));
  } catch (error) {
    if (!isCancelled(error)) showError(byId('try-message'), error);
  } finally {
    await other?.dispose();
  }
}

function showSpeed() {
  replace(
    byId('speed'),
    times.length
      ? keyFigures([
          [
            `${quantile(times, 0.5).toFixed(1)} ms`,
            `from your key to suggestions on the screen: the middle of your last ${count(times.length, 'key')}`,
          ],
        ])
      : h(
          'p',
          { class: 'muted' },
          'Write, and the time from your key to suggestions on the screen comes here.',
        ),
  );
  showTyped();
}

/** @param {Awaited<ReturnType<typeof trial>>} [result] @param {boolean} [own] on the texts that were added */
function showTrial(result, own = false) {
  const what = own
    ? 'every tenth sentence of your texts, held out'
    : 'sentences of ours that it has not read';
  const ms = (/** @type {number} */ q) =>
    result ? `${quantile(result.times.slice(-KEYS), q).toFixed(1)} ms` : '–';
  const n = result?.characters ?? 0;
  replace(
    byId('saved'),
    keyFigures([
      [
        result ? percent(1 - result.keys / n) : '–',
        result
          ? `of ${n} keys saved on ${what}: ${result.keys} were enough`
          : 'of the keys saved on sentences it has not read',
      ],
      [
        ms(0.5),
        result
          ? `to find the suggestions there: half of ${Math.min(KEYS, result.times.length)} keys took less, one in ten ${ms(0.9)} or more`
          : 'to find the suggestions there',
      ],
    ]),
  );
}

function showTyped() {
  const { taken, brought } = editor.count;
  byId('typed').textContent = taken
    ? `${count(taken, 'suggestion')} wrote ${count(brought, 'character')} for you`
    : '';
}

byId('try').addEventListener('click', tryIt);
byId('copy').addEventListener('click', async () => {
  try {
    await navigator.clipboard.writeText(field.value);
    toast('Copied');
  } catch {
    field.select();
    showNote(byId('write-message'), 'The browser did not let the page copy; the text is selected.');
  }
});
byId('clear').addEventListener('click', () => {
  const before = { text: field.value, count: editor.count };
  editor.write('', { taken: 0, brought: 0 });
  showTyped();
  field.focus();
  const undo = () => {
    editor.write(before.text, before.count);
    showTyped();
  };
  if (before.text) toast('Cleared', { undo });
});
keepBar({
  place: byId('keep'),
  name: 'Type-ahead',
  lesson: {
    async ended() {
      await first;
      await enqueue(async () => {}); // and what was asked for since
    },
    lacks: () => undefined, // texts stay, but for others
  },
  save: async (how) => {
    const learnt = learntModel(model);
    const metadata = originOf('Type-ahead');
    const json = how
      ? await savedShort(await starting, learnt, { metadata, ...how })
      : await learnt.save({ metadata });
    return { json, summary: learnt.summary, about: sources.map(({ name }) => name).join(', ') };
  },
  open: (file) => enqueue(() => open(file)),
  state() {
    const lengths = sources.map(({ name, texts }) => [name, texts.length, texts[0]?.length]);
    return JSON.stringify([lengths, written, field.value]);
  },
  inputs: {
    now: () => ({ sources: sources.length ? sources : AT_FIRST, written, text: field.value }),
    put: (given, called) => {
      const { sources: from, written: own, text } = sure(soundWork(given));
      const before = field.value;
      editor.write(text);
      return change(() => learn(from, apart`Opened ${called}`, own, () => editor.write(before)));
    },
    holds: () => sources.map(({ name }) => name).join(', '),
  },
  accept: '.json,application/json',
  label: 'Open a saved type-ahead (.json)',
  hint: 'made here or in Python',
  more: [
    {
      label: 'Start over',
      onclick: () =>
        void change(async () => {
          if (deepEqual([sources, written], [AT_FIRST, []])) return; // it was asked for twice
          await learn(AT_FIRST, 'Back to the everyday notes', []);
        }),
    },
  ],
});
