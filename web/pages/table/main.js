// The table page: what is open, which model is in use, and who is told of it.
// @ts-check
import { byId } from '../../ui/dom.js';
import { guardDrops } from '../../ui/dropzone.js';
import { modelInAddress } from '../../ui/model-in-address.js';
import { showError, showNote } from '../../ui/notice.js';
import { startShell } from '../../ui/shell.js';
import { toast } from '../../ui/toast.js';
import { bindData, showColumns, showPreview } from './data.js';
import { bindKeeping, describe, openModel, readModelFile } from './keep.js';
import { bindPredicting, showForm } from './predict.js';
import { showResults } from './results.js';
import { suggestTarget } from './rows.js';
import { bindTraining, offerTargets } from './train.js';

/** @import { ParsedTable } from '../../ui/csv.js' */
/** @import { Origin } from './data.js' */
/** @import { InUse } from './predict.js' */
/** @import { Opened, Trained } from './train.js' */

const starting = startShell();
/** @type {(Opened & { origin: Origin }) | undefined} */
let opened;
/** @type {InUse | undefined} */
let inUse;

guardDrops();
bindData({ onTable: open, onModel: load });
bindTraining(starting, () => opened, trained);
bindPredicting(() => inUse);
bindKeeping(starting, () => inUse, use);
modelInAddress()
  .then((file) => file && load(file))
  .catch((error) => showError(byId('data-message'), error));

/** @param {ParsedTable} table @param {Origin} origin */
async function open(table, origin) {
  const before = opened;
  const mine = { table, columns: [], ignored: new Set(), name: origin.name, origin };
  opened = mine;
  byId('train').hidden = true;
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
    offerTargets(mine, origin.sample?.target ?? suggestTarget(columns));
  } catch (error) {
    showError(byId('data-message'), error);
  }
}

/** @param {Trained} made */
async function trained(made) {
  showResults(made);
  await new Promise(requestAnimationFrame); // show what is there before going on
  const { holdout, summary } = made.result;
  const { model, target } = made;
  Object.assign(model.metadata, { name: made.name, target, trained_on: made.name });
  const before = inUse;
  use({
    model,
    summary,
    target,
    typicalError: holdout?.task === 'regression' ? holdout.mae : undefined,
  });
  before?.model.dispose();
  byId('results').focus({ preventScroll: true });
  byId('results').scrollIntoView({ block: 'start' });
}

/** @param {File} file */
async function load(file) {
  const message = byId('data-message');
  try {
    showNote(message, `Opening ${file.name}…`);
    const loaded = await openModel(await starting, await readModelFile(file));
    const before = inUse;
    use(loaded);
    before?.model.dispose();
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
