// The table page: what is open, which model is in use, and who is told of it.
// @ts-check
import { byId } from '../../ui/dom.js';
import { guardDrops } from '../../ui/dropzone.js';
import { showError, showNote } from '../../ui/notice.js';
import { startShell } from '../../ui/shell.js';
import { toast } from '../../ui/toast.js';
import { turn } from '../../ui/turn.js';
import { bindData, showColumns, showPreview } from './data.js';
import { bindGroups, offerGroups } from './groups.js';
import { bindKeeping, describe, openModel } from './keep.js';
import { bindModes, choose, offerModes } from './modes.js';
import { bindOdd, offerOdd } from './odd.js';
import { bindPredicting, showForm } from './predict.js';
import { bindRecommending, looksRated, offerRatings } from './recommend.js';
import { showResults } from './results.js';
import { suggestTarget } from './rows.js';
import { bindTraining, offerTargets } from './train.js';

/** @import { ParsedTable } from '../../ui/csv.js' */
/** @import { Origin } from './data.js' */
/** @import { InUse } from './predict.js' */
/** @import { Opened, Trained } from './train.js' */

const MAX_MODEL_BYTES = 200 * 2 ** 20;

const starting = startShell();
/** @type {(Opened & { origin: Origin }) | undefined} */
let opened;
/** @type {InUse | undefined} */
let inUse;

guardDrops();
bindData({ onTable: open, onModel: load });
bindTraining(starting, () => opened, trained);
bindPredicting(() => inUse);
bindKeeping({ starting, current: () => inUse, onChanged: use, open: load });
bindModes();
bindGroups(starting, () => opened);
bindOdd(starting, () => opened);
bindRecommending(starting, () => opened);

/** @param {ParsedTable} table @param {Origin} origin */
async function open(table, origin) {
  const before = opened;
  const mine = { table, columns: [], ignored: new Set(), name: origin.name, origin };
  opened = mine;
  byId('train').hidden = true;
  showNote(byId('train-message'));
  showPreview(table, origin);
  if (before) {
    toast(`Opened ${origin.name}`, { undo: () => open(before.table, before.origin) });
  }
  try {
    const columns = await (await starting).inspectTable(table);
    if (opened !== mine) return; // another table was opened meanwhile
    Object.assign(mine, { columns });
    for (const { name, kind } of columns) {
      if (['identifier', 'constant', 'empty'].includes(kind)) mine.ignored.add(name);
    }
    showColumns(columns, mine.ignored);
    offerGroups(columns, origin.sample?.target);
    offerOdd(columns, origin.sample?.target);
    offerRatings(columns);
    offerModes(looksRated(columns));
    offerTargets(mine, origin.sample?.target ?? suggestTarget(columns));
  } catch (error) {
    showError(byId('data-message'), error);
  }
}

/** @param {Trained} made */
async function trained(made) {
  showResults(made);
  await new Promise(requestAnimationFrame); // show what is there before going on,
  await turn(); // but not in the task of that frame
  const { holdout, summary } = made.result;
  const { model, target } = made;
  Object.assign(model.metadata, { name: made.name, target, trained_on: made.name });
  const before = inUse;
  use({
    model,
    summary,
    target,
    margin: made.margin,
    intervals: made.intervals,
    typicalError: holdout?.task === 'regression' ? holdout.mae : undefined,
  });
  release(before);
  byId('results').focus({ preventScroll: true });
  byId('results').scrollIntoView({ block: 'start' });
}

/** @param {File} file */
async function load(file) {
  const message = byId('data-message');
  try {
    showNote(message, `Opening ${file.name}…`);
    const loaded = await openModel(await starting, await textOf(file));
    const before = inUse;
    choose('predict');
    use(loaded);
    release(before);
    byId('results').hidden = true;
    showNote(message, describe(loaded.summary, `Opened the model for “${loaded.target}”.`));
    byId('predict').scrollIntoView({ block: 'start' });
  } catch (error) {
    showError(message, error);
  }
}

/** @param {InUse} next */
function use(next) {
  inUse = next;
  showForm(next);
  byId('keep').hidden = false;
}

/** @param {InUse | undefined} before */
function release(before) {
  before?.model.dispose();
  before?.intervals?.then((intervals) => intervals?.dispose());
}

/** @param {File} file */
async function textOf(file) {
  if (file.size > MAX_MODEL_BYTES) throw new Error('The model file is too large to be opened.');
  return file.text();
}
