// What was trained before beside what is trained now, on the same held-out rows.
// @ts-check
import { dataTable } from '../../ui/charts/data-table.js';
import { h } from '../../ui/dom/dom.js';
import { grouped, percent, readable } from '../../ui/text/format.js';

/** @import { HoldoutReport } from '../../client/index.js' */
/** @import { Trained } from './train.js' */

/** @typedef {{ how: string, same: string, figure: number }} Tried */

const MOST = 6;

/** Trainings whose rows held out are the same, the newest last. @type {Tried[]} */
let tried = [];
let rowsOf = '';
/** @type {unknown} */
let tableOf;

/** The same again is the same, and takes its own place. @param {Tried[]} before @param {Tried} newest */
export const withNewest = (before, newest) =>
  [...before.filter(({ same }) => same !== newest.same), newest].slice(-MOST);

/**
 * Whether held-out rows are the same is said by the table, the rows that have the target, and how they
 * were split; what was learnt from them may differ.
 *
 * @param {Trained} trained @returns {Node[]} nothing where there is nothing to compare
 */
export function sideBySide({ opened, target, task, split, rows, how, same, result }) {
  const report = /** @type {HoldoutReport} */ (result.holdout);
  const key = JSON.stringify([target, task, split, rows.length, report.n]);
  if (tableOf !== opened.table || rowsOf !== key) tried = [];
  [tableOf, rowsOf] = [opened.table, key];
  const figure = report.task === 'classification' ? report.accuracy : report.mae;
  tried = withNewest(tried, { how, same, figure });
  if (tried.length < 2) return [];
  const isShare = report.task === 'classification';
  const figures = tried.map((one) => one.figure);
  const best = isShare ? Math.max(...figures) : Math.min(...figures);
  return [
    h('h3', {}, 'Side by side'),
    dataTable({
      caption: `What you have trained, each judged by the same ${grouped(report.n)} rows, which none had seen. Choose by more than a row or two of difference.`,
      file: 'side-by-side',
      head: ['How', isShare ? 'Right' : 'Off on average'],
      numeric: [1],
      rows: tried.map((one, i) => [
        `${one.how}${i === tried.length - 1 ? ' (in use)' : ''}`,
        `${isShare ? percent(one.figure, 1) : readable(one.figure)}${one.figure === best ? ' (best)' : ''}`,
      ]),
    }),
  ];
}
