// Saving a model, opening a saved one, and teaching it new rows.
// @ts-check

import { ElmError } from '../../client/errors.js';
import { append, byId } from '../../ui/dom/dom.js';
import { showNote } from '../../ui/feedback/notice.js';
import { toast } from '../../ui/feedback/toast.js';
import { keepBar } from '../../ui/keep/keep-bar.js';
import { loadModel } from '../../ui/models/costly-model.js';
import { rangesOf, widened, withRanges } from '../../ui/tables/outside.js';
import { withFileRow } from '../../ui/tables/row-errors.js';
import { tableField } from '../../ui/tables/table-field.js';
import { inFile, warningList } from '../../ui/tables/unreadable-cells.js';
import { apart } from '../../ui/text/bidi.js';
import { count, percent } from '../../ui/text/format.js';
import { rowsOf, targetsIn } from './targets.js';

/** @import { ElmToolkit, Reading, SaveOptions, Summary, Told } from '../../client/index.js' */
/** @import { ParsedTable } from '../../ui/files/table.js' */
/** @import { ActiveModel } from './active-model.js' */

/**
 * @param {object} page
 * @param {Promise<ElmToolkit>} page.starting
 * @param {() => ActiveModel | undefined} page.current
 * @param {(use: ActiveModel) => void} page.onChanged
 * @param {(file: File) => Promise<void>} page.open
 * @param {() => Promise<boolean>} page.begin
 */
export function bindKeeping({ starting, current, onChanged, open, begin }) {
  keepBar({
    place: byId('keep-bar'),
    name: 'Table',
    label: '',
    hint: '',
    accept: '.json',
    early: byId('data-message'),
    opens: false, // a model is dropped where a table is
    open,
    begin,
    async save(how) {
      const use = current();
      if (!use) throw new Error('There is no model yet: train one.');
      const json = await saved(use, {
        statistics: byId('statistics', HTMLInputElement).checked,
        ...how,
      });
      const about = `predicts ${use.target}`;
      return { json, summary: use.summary, about, file: `${fileName(use.target)}-model.json` };
    },
    state() {
      const use = current();
      return use ? `${use.model.id} ${use.summary.n_samples}` : '';
    },
    more: [],
  });
  byId('more-drop').append(
    tableField({
      label: 'Drop a table to learn from',
      hint: 'the same columns, with the target',
      message: byId('keep-message'),
      isReady: () => current() !== undefined,
      order: 'queue', // each is learnt
      take: (table, { name }, place) =>
        goOn(starting, current(), { table, name, place }, onChanged),
    }).element,
  );
}

/** @param {ActiveModel} use @param {SaveOptions} how */
const saved = ({ model, target, reading }, how) => {
  /** @type {Record<string, unknown>} */
  const metadata = { ...model.metadata, target, target_reading: reading };
  if (how.statistics === false) delete metadata.ranges; // they, too, tell of the rows
  return model.save({ ...how, metadata });
};

/** @param {string} target */
const fileName = (target) =>
  target
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '') || 'table';

/**
 * @param {Promise<ElmToolkit>} starting
 * @param {ActiveModel | undefined} use
 * @param {{ table: ParsedTable, name: string, place: HTMLElement }} file `place`: where it is told of it
 * @param {(use: ActiveModel) => void} onChanged
 */
async function goOn(starting, use, { table, name: called, place }, onChanged) {
  if (!use) return;
  /** @type {Int32Array | undefined} */
  let rows;
  try {
    const elm = await starting;
    const { target: name, task, reading } = use;
    const targets = await targetsIn(elm, table, { name, task, reading });
    const taken = targets.rows;
    rows = taken;
    const { told } = targets;
    const before = await saved(use, { statistics: true });
    const onWarnings = (/** @type {Told[]} */ more) => told.push(...inFile(more, taken));
    const X = rowsOf(table, rows);
    const kinds = Object.fromEntries((use.summary.columns ?? []).map((c) => [c.name, c.reading]));
    const more = await elm.inspectTable(X, { kinds });
    const { summary } = await use.model.partialFit(X, targets.y, { onWarnings });
    const learnt = widened(use.learnt ?? [], more);
    Object.assign(use.model.metadata, { ranges: rangesOf(learnt) });
    const gone = targets.missing
      ? apart` ${count(targets.missing, 'row')} without “${name}” left out.`
      : '';
    showNote(place, describe(summary, `Learnt ${count(rows.length, 'row')} more.${gone}`));
    append(place, [warningList(told)]);
    // what was promised before is not promised of the model as it is now
    onChanged({ ...use, summary, learnt, around: undefined, intervals: undefined });
    toast(apart`Learnt ${count(rows.length, 'row')} from ${called}`, {
      undo: async () => {
        const restored = await openModel(elm, before);
        onChanged({ ...use, ...restored });
        await use.model.dispose();
        showNote(byId('keep-message'), 'Undone: the model is as it was.');
      },
    });
  } catch (error) {
    throw withFileRow(error, rows);
  }
}

/** @param {Summary} summary @param {string} start */
export function describe({ n_samples: n, loo }, start) {
  const score =
    loo?.metric === 'accuracy'
      ? ` Leave-one-out: ${percent(loo.value, 1)} right.`
      : loo && ` Leave-one-out: R² ${loo.value.toFixed(3)}.`;
  return `${start} It has now learnt from ${count(n ?? 0, 'row')}.${score ?? ''}`;
}

/**
 * @param {ElmToolkit} elm
 * @param {string} json
 * @returns {Promise<ActiveModel>}
 */
export async function openModel(elm, json) {
  const model = await loadModel(elm, json);
  const { target, target_reading: reading } = model.metadata;
  if (!model.summary.columns || !model.summary.fitted) {
    const { className } = model;
    await model.dispose();
    const where = className.startsWith('Text') ? ' Open it on the page Topics.' : '';
    throw new ElmError('unsupported', `This file holds a ${className}, not a table model.${where}`);
  }
  return {
    model,
    summary: model.summary,
    learnt: withRanges(model.summary.columns, model.metadata),
    task: model.summary.kind === 'classifier' ? 'classification' : 'regression',
    target: typeof target === 'string' && target ? target : 'prediction',
    reading: reading && typeof reading === 'object' ? /** @type {Reading} */ (reading) : undefined,
  };
}
