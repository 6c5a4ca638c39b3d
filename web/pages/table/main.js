// The table page: what is open, which model is in use, and who is told of it.
// @ts-check

import { yieldToMain } from '../../ui/async/yield-to-main.js';
import { byId, replace } from '../../ui/dom/dom.js';
import { showError, showNote } from '../../ui/feedback/notice.js';
import { toast } from '../../ui/feedback/toast.js';
import { guardDrops } from '../../ui/files/dropzone.js';
import { readModelFile } from '../../ui/files/model-file.js';
import { startShell } from '../../ui/frame/shell.js';
import { rangesOf } from '../../ui/tables/outside.js';
import { apart } from '../../ui/text/bidi.js';
import { percent } from '../../ui/text/format.js';
import { bindBatch } from './batch.js';
import { choicesFor } from './column-choices.js';
import { showColumns } from './column-list.js';
import { bindComparing } from './compare.js';
import { awaitExample, awaitNone, exampleTable, forgetExample, tellExample } from './example.js';
import { showForm } from './form.js';
import { bindGroups, offerGroups } from './groups.js';
import { bindKeeping, describe, openModel } from './keep.js';
import { bindModes, choose, offerModes } from './modes.js';
import { bindOdd, offerOdd } from './odd.js';
import { bindOpening, read } from './open.js';
import { offerDecimal, showPreview } from './preview.js';
import { bindRecommending, looksRated, offerRatings } from './recommend.js';
import { showResults } from './results.js';
import { offerTargets } from './target.js';
import { bindEffort, bindTraining } from './train.js';

/** @import { ParsedTable } from '../../ui/files/table.js' */
/** @import { ActiveModel } from './active-model.js' */
/** @import { Origin } from './open.js' */
/** @import { Opened } from './opened.js' */
/** @import { Reading } from './preview.js' */
/** @import { Trained } from './train.js' */

const starting = startShell();
/** @type {Opened | undefined} */
let opened;
/** @type {AbortController | undefined} */
let looking;
/** @type {ActiveModel | undefined} */
let inUse;
/** Whether it was learnt from a table that is, or was, open; not from a file. */
let isOfTable = false;
/** Whether something was opened, or begun with the example. */
let isBegun = false;

guardDrops();
bindOpening({ onTable: open, onModel: load });
const predictAgain = bindBatch(starting, () => inUse);
bindKeeping({ starting, current: () => inUse, onChanged: use, open: load, begin });
bindModes();
bindComparing(starting, () => opened).catch((error) => showError(byId('compare-message'), error));
bindEffort();
const training = bindTraining(starting, () => opened, trained);
const works = [
  training,
  bindGroups(starting, () => opened),
  bindOdd(starting, () => opened),
  bindRecommending(starting, () => opened),
];

/** Opens an example and learns from it, unless something else is opened meanwhile. */
async function begin() {
  awaitExample();
  try {
    const example = await exampleTable();
    if (!example || isBegun) return false;
    await show(example.table, example.origin);
    if (isBegun) return false;
    await training.begin();
    return !isBegun && inUse !== undefined;
  } finally {
    awaitNone();
  }
}

/** What the page has opened by itself goes when something else comes. */
function putExampleAway() {
  isBegun = true;
  awaitNone();
  if (!opened?.origin.isExample) return;
  training.stop();
  looking?.abort();
  opened = undefined;
  for (const id of ['want', 'train', 'keep']) byId(id).hidden = true;
  hideAnswers();
  replace(byId('preview'));
  release(inUse);
  inUse = undefined;
}

/** @param {ParsedTable} table @param {Origin} origin */
function open(table, origin) {
  putExampleAway();
  const before = opened;
  const [of, answers] = [inUse, isOfTable ? hideAnswers() : []];
  show(table, origin);
  if (before) {
    toast(apart`Opened ${origin.name}`, {
      undo() {
        open(before.table, before.origin);
        if (inUse === of) for (const card of answers) card.hidden = false;
      },
    });
  }
}

/**
 * What has been learnt from one table says nothing beside another. The model is there still, to be
 * saved or taught, and so are those that were kept.
 *
 * @returns {HTMLElement[]} what was seen
 */
function hideAnswers() {
  const seen = ['results', 'predict', 'closer']
    .map((id) => byId(id))
    .filter(({ hidden }) => !hidden);
  for (const card of seen) card.hidden = true;
  return seen;
}

/** @param {ParsedTable} table @param {Origin} origin */
function show(table, origin) {
  const mine = { table, origin, columns: [], choices: choicesFor(origin, table) };
  opened = mine;
  for (const work of works) work.forget();
  byId('train').hidden = true;
  showNote(byId('train-message'));
  showPreview(table, origin, async (/** @type {Reading} */ how) => {
    const again = await read(origin, how);
    if (again && opened === mine) show(again, { ...origin, isExample: false });
  });
  return look(mine, false);
}

/** Inspects the columns, and offers what can be done with them. */
/** @param {Opened} mine @param {boolean} again after a change of how columns are read */
async function look(mine, again) {
  looking?.abort();
  looking = new AbortController();
  const { signal } = looking;
  const { table, choices, origin } = mine;
  try {
    const columns = await (await starting).inspectTable(table, {
      kinds: choices.kinds(),
      decimal: choices.decimal,
      delimiter: table.delimiter ?? undefined,
      units: table.units,
      title: origin.source instanceof File ? origin.name : undefined,
      signal,
      onProgress(share) {
        const waiting = again ? null : document.querySelector('#column-list > .muted');
        if (waiting) waiting.textContent = `Looking at the columns… ${percent(share)}`;
      },
    });
    if (opened !== mine || signal.aborted) return; // another table was opened meanwhile
    mine.columns = columns;
    choices.take(columns);
    const change = () => look(mine, true);
    const target = origin.sample?.target;
    showColumns(columns, choices, change);
    offerDecimal(columns, choices, change);
    offerGroups(columns, { target, again });
    offerOdd(columns, { target, again });
    offerRatings(columns, { again });
    if (!again) offerModes(looksRated(columns));
    offerTargets(starting, mine, change, { again });
    for (const work of works) {
      work.offer();
      if (again) work.again();
    }
  } catch (error) {
    if (!signal.aborted) showError(byId('data-message'), error);
  }
}

/** @param {Trained} made @param {boolean} again because something was changed elsewhere */
async function trained(made, again) {
  const { origin } = made.opened;
  if (origin.isExample && made.opened !== opened) return void made.model.dispose(); // it was put away
  if (!again) {
    isBegun = true;
    origin.isExample = false; // it is worked with
    forgetExample();
  }
  if (origin.isExample) tellExample(made.result.holdout);
  showResults(made);
  await new Promise(requestAnimationFrame); // show what is there before going on,
  await yieldToMain(); // but not in the task of that frame
  const { holdout, summary } = made.result;
  const { model, target, task, reading, around, intervals } = made;
  const { name } = origin;
  const before = inUse;
  const typicalError = holdout?.task === 'regression' ? holdout.mae : undefined;
  const learnt = made.opened.columns;
  const ranges = rangesOf(learnt.filter((column) => column.name !== target));
  Object.assign(model.metadata, {
    name,
    target,
    target_reading: reading,
    trained_on: name,
    ranges,
  });
  use({ model, summary, target, task, reading, learnt, around, intervals, typicalError });
  isOfTable = true;
  release(before);
  if (again) return;
  byId('results').focus({ preventScroll: true });
  byId('results').scrollIntoView({ block: 'start' });
}

/** @param {File} file */
async function load(file) {
  const message = byId('data-message');
  try {
    isBegun = true;
    showNote(message, apart`Opening ${file.name}…`);
    const loaded = await openModel(await starting, await readModelFile(file));
    putExampleAway();
    const before = inUse;
    choose('predict');
    use(loaded);
    isOfTable = false;
    release(before);
    byId('results').hidden = byId('closer').hidden = true;
    showNote(message, describe(loaded.summary, apart`Opened the model for “${loaded.target}”.`));
    byId('predict').scrollIntoView({ block: 'start' });
  } catch (error) {
    showError(message, error);
  }
}

/** @param {ActiveModel} next */
function use(next) {
  inUse = next;
  showForm(starting, next);
  void predictAgain(); // what stands there is of the model before
  byId('keep').hidden = false;
}

/** @param {ActiveModel | undefined} before */
function release(before) {
  before?.model.dispose();
  before?.intervals?.then((intervals) => intervals?.dispose());
}
