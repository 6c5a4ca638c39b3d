// A file of messages in, the same with answers out; a table beside it to look at.
// @ts-check

import { isCancelled } from '../../ui/async/cancelled.js';
import { dataTable } from '../../ui/charts/data-table.js';
import { showBars } from '../../ui/charts/probability-bars.js';
import { byId, h, named, replace } from '../../ui/dom/dom.js';
import { downloadRows } from '../../ui/export/csv-download.js';
import { showError, showNote } from '../../ui/feedback/notice.js';
import { progressBar } from '../../ui/feedback/progress-bar.js';
import { dropzone } from '../../ui/files/dropzone.js';
import { isTableName, TABLE_ENDINGS } from '../../ui/files/endings.js';
import { readTable } from '../../ui/files/read-table.js';
import { linesOf, readText } from '../../ui/files/read-text.js';
import { textColumn } from '../../ui/samples/labelled-texts.js';
import { cellsOf } from '../../ui/tables/cells.js';
import { apart } from '../../ui/text/bidi.js';
import { count, percent } from '../../ui/text/format.js';
import { answersOf } from './held-out.js';
import { decide, percentBelow } from './scores.js';

/** @import { Model } from '../../client/index.js' */
/** @import { ReadyModel } from '../../ui/models/ready-model.js' */
/** @import { Rule } from './scores.js' */

/**
 * @typedef {object} Batch
 * @property {string} name
 * @property {string[]} texts
 * @property {string[]} head names of the columns of the file
 * @property {string[][]} cells of the file, column by column
 * @property {string[]} notes
 */

/** Messages asked for at once: small enough that cancelling is quick. */
const AT_ONCE = 100;
const SHOWN = 100;
const message = byId('batch-message');

/** @typedef {{ proba: number[], refused: boolean }[]} Answers */

/**
 * @param {object} page
 * @param {() => Model | ReadyModel | undefined} page.model
 * @param {() => Rule} page.rule
 * @param {() => string} page.outside
 * @param {() => string[]} page.inbox
 * @param {(text: string) => void} page.look shows the reasons for a message, and takes a correction
 */
export function bindBatch({ model, rule, outside, inbox, look }) {
  const work = progressBar(byId('batch-working'));
  /** What was sorted last. @type {{ batch: Batch, classes: string[], answers: Answers } | undefined} */
  let sorted;
  /** What is open, sorted or not yet. @type {Batch | undefined} */
  let open;
  let newest = 0;
  /** The file that is being read: the model of when that is done sorts it. */
  let reading = 0;
  byId('batch-drop').append(
    dropzone({
      label: 'Open messages to sort',
      hint: 'a table, or a text with one a line: drop it here, or choose it',
      accept: TABLE_ENDINGS,
      onFile: (file) => sort(() => readBatch(file)),
      onText: (text) => sort(async () => readDropped(text)),
    }),
  );
  byId('batch-sample').addEventListener('click', () =>
    sort(async () => ofLines(inbox(), 'sample inbox')),
  );
  return {
    /** What was sorted by a model of another set says nothing any more. */
    clear() {
      newest++;
      forget();
      showNote(message);
    },
    /** The model has learnt something since. */
    again() {
      const batch = open;
      if (!batch || reading === newest) return; // another file comes, and is sorted by it
      waits(); // what is shown is of before: it is not taken away
      sort(async () => batch);
    },
    /** Another rule holds. */
    decide: show,
  };

  function forget() {
    open = sorted = undefined;
    replace(byId('batch-result'));
  }

  /** @param {() => Promise<Batch>} read */
  async function sort(read) {
    const mine = ++newest;
    reading = mine;
    showNote(message);
    try {
      const batch = await read();
      if (mine !== newest) return;
      reading = 0;
      const learnt = model(); // of now: another may have been learnt while the file was read
      if (!learnt) throw new Error('There is no model yet: wait until Python has loaded.');
      open = batch;
      if (!batch.texts.length) throw new Error('There is no message in it.');
      const classes = (learnt.summary.classes ?? []).map(String);
      const answers = await work((signal, onProgress) =>
        answersTo(learnt, batch.texts, classes, { signal, onProgress }),
      );
      if (mine !== newest) return;
      sorted = { batch, classes, answers };
      show();
    } catch (error) {
      if (mine !== newest) return; // another file took its place
      forget();
      if (isCancelled(error)) showNote(message, 'Cancelled. Nothing was sorted.');
      else showError(message, error);
    }
  }

  /** Shows what was sorted, by the rule of now. */
  function show() {
    if (!sorted) return;
    const { batch, classes, answers } = sorted;
    const decided = answers.map(({ proba, refused }) => {
      const place = decide(proba, refused, rule());
      return place >= 0
        ? { answer: classes[place], share: percent(proba[place]), proba }
        : {
            answer: refused ? outside() : 'not sure',
            share: percentBelow(Math.max(...proba), rule().threshold),
            proba,
          };
    });
    showSorted(batch, classes, decided, look);
  }
}

/** What is shown is being made anew. */
function waits() {
  for (const button of byId('batch-result').querySelectorAll('button')) button.disabled = true;
}

/**
 * @param {Model | ReadyModel} model @param {string[]} texts @param {string[]} classes
 * @param {{ signal: AbortSignal, onProgress: (share: number) => void }} options
 */
async function answersTo(model, texts, classes, { signal, onProgress }) {
  /** @type {Answers} */
  const done = [];
  for (let from = 0; from < texts.length; from += AT_ONCE) {
    done.push(...(await answersOf(model, texts.slice(from, from + AT_ONCE), classes, signal)));
    onProgress(done.length / texts.length);
  }
  return done;
}

/**
 * @param {Batch} batch @param {string[]} classes @param {{ answer: string, share: string, proba: number[] }[]} answers
 * @param {(text: string) => void} look
 */
function showSorted(batch, classes, answers, look) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { answer } of answers) counts.set(answer, (counts.get(answer) ?? 0) + 1);
  const bars = h('div');
  showBars(
    bars,
    [...counts].map(([label, n]) => ({ label: apart`${label} (${n})`, share: n / answers.length })),
    { caption: 'Share of the messages with each answer', most: 12 },
  );
  const save = () => {
    const head = [...batch.head, 'answer', ...classes.map((name) => `P(${name})`)];
    const rows = answers.map(({ answer, proba }, i) => [
      ...batch.cells.map((column) => column[i]),
      answer,
      ...proba.map((p) => p.toFixed(4)),
    ]);
    const stem = batch.name.replace(/\.[^.]*$/, '').replace(/[^\p{L}\p{N} _-]/gu, '') || 'messages';
    downloadRows(`${stem}-sorted.csv`, [head, ...rows]);
  };
  const opens = (/** @type {string} */ text) =>
    h('button', { type: 'button', class: 'plain', onclick: () => look(text) }, named(text));
  replace(
    byId('batch-result'),
    h('h3', {}, apart`${count(answers.length, 'message')} of ${batch.name}`),
    batch.notes.map((note) => h('p', { class: 'muted' }, note)),
    bars,
    h('p', { class: 'help' }, 'Press a message to see why, and to correct it.'),
    dataTable({
      caption: `The ${answers.length > SHOWN ? `first ${SHOWN} ` : ''}messages with their answers`,
      head: ['message', 'answer', 'probability'],
      numeric: [2],
      hidden: true,
      rows: answers
        .slice(0, SHOWN)
        .map(({ answer, share }, i) => [opens(batch.texts[i]), answer, share]),
    }),
    h('button', { type: 'button', class: 'quiet', onclick: save }, 'Download answers (CSV)'),
  );
}

/** @param {File} file @returns {Promise<Batch>} */
async function readBatch(file) {
  if (!isTableName(file.name)) return ofLines(linesOf(await readText(file)), file.name);
  const { columns, notes } = await readTable(file);
  const cells = columns.map(cellsOf);
  return {
    name: file.name,
    texts: cells[columns.indexOf(textColumn(columns))],
    head: columns.map(({ name }) => name),
    cells,
    notes,
  };
}

/** @param {string} text @returns {Promise<Batch>} */
async function readDropped(text) {
  const name = 'dropped text';
  return ofLines(linesOf(await readText(new File([text], name))), name);
}

/** @param {string[]} texts @param {string} name @returns {Batch} */
const ofLines = (texts, name) => ({ name, texts, head: ['message'], cells: [texts], notes: [] });
