// Why: which columns matter to a model, and what moved its answer for one row.
// @ts-check

import { latestOnly } from '../../ui/async/latest-only.js';
import { h, replace } from '../../ui/dom/dom.js';
import { showError } from '../../ui/feedback/notice.js';
import { apart } from '../../ui/text/bidi.js';
import { percent, readable } from '../../ui/text/format.js';
import { inUnit } from './active-model.js';
import { shown } from './column-words.js';
import { effectBars } from './effect-bars.js';

/** @import { HoldoutReport, RowExplanation, Table } from '../../client/index.js' */
/** @import { ActiveModel } from './active-model.js' */

/** What moved an answer by less than this share of the most is not told. */
const LITTLE = 0.01;

/** A share that shows as 0.0 points. */
const NO_SHARE = 0.0005;

/** @param {HoldoutReport} report */
export function whichMatter(report) {
  const title = h('h3', {}, 'Which columns matter');
  const { importances: found } = report;
  if (!found) {
    return [title, h('p', { class: 'muted' }, 'There are too many columns to try each of them.')];
  }
  const isClass = report.task === 'classification';
  const entries = found.columns.map((name, i) => {
    const effect = Math.max(found.mean[i], 0);
    return { label: shown(String(name)), effect, text: fall(effect, isClass) };
  });
  return [
    title,
    h(
      'p',
      { class: 'muted' },
      `How much worse it gets when the cells of a column are shuffled: ${isClass ? 'so many fewer in a hundred rows are right' : 'so much of R² is lost'}. ` +
        'Columns that say the same stand in for each other.',
    ),
    effectBars(entries, { caption: 'What each column is worth' }),
  ];
}

/** @param {number} effect @param {boolean} isClass */
const fall = (effect, isClass) =>
  isClass ? `${(100 * effect).toFixed(1)} points` : effect.toFixed(3);

/**
 * Shows what moved the answer for a row away from that for a usual one, each time it is asked;
 * nothing when it is asked of no row.
 *
 * @param {HTMLElement} place
 * @param {Pick<ActiveModel, 'model' | 'summary' | 'target' | 'reading'>} use
 * @param {Table} usual a row of what is usual
 */
export function bindReasons(place, use, usual) {
  /** @type {Table | undefined} */
  let row;
  let title = '';
  const ask = latestOnly(async (signal) => {
    if (!row) return () => replace(place);
    try {
      const about = await use.model.explain(row, { background: usual, signal });
      return () => replace(place, reasons(use, about, title));
    } catch (error) {
      return () => showError(place, error);
    }
  });
  return (/** @type {Table | undefined} */ next, said = 'Why') => {
    [row, title] = [next, said];
    return ask();
  };
}

/**
 * @param {Pick<ActiveModel, 'summary' | 'target' | 'reading'>} use
 * @param {RowExplanation} about
 * @param {string} title
 */
function reasons(use, { columns, contributions, base, value, target }, title) {
  const isClass = use.summary.kind === 'classifier';
  const most = Math.max(...contributions.map(Math.abs));
  const nothing = isClass ? NO_SHARE : 1e-9 * Math.max(Math.abs(value), Math.abs(base));
  if (!(most > nothing)) {
    return h(
      'p',
      { class: 'muted' },
      'The answer is as for a usual row: change a field to see what moves it.',
    );
  }
  const entries = columns
    .map((name, i) => ({ label: shown(String(name)), effect: contributions[i] }))
    .filter(({ effect }) => Math.abs(effect) >= LITTLE * most)
    .map((entry) => ({ ...entry, text: moved(entry.effect, isClass) }));
  const said = isClass
    ? apart`A usual row is “${target}” with ${percent(base)}, this one with ${percent(value)}. What moved it:`
    : `For a usual row it says ${inUnit(use, base)}, for this one ${inUnit(use, value)}. What moved it:`;
  return [
    h('h3', {}, title),
    h('p', { class: 'muted' }, said),
    effectBars(entries, { caption: 'What moved the answer', signed: true }),
  ];
}

/** @param {number} effect @param {boolean} isClass */
function moved(effect, isClass) {
  const sign = effect < 0 ? '−' : '+';
  const size = Math.abs(effect);
  return isClass
    ? `${sign}${(100 * size).toFixed(size < LITTLE ? 1 : 0)} points`
    : `${sign}${readable(size)}`;
}
