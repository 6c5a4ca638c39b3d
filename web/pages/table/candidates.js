// What an automatic model has tried, the best first.
// @ts-check
import { dataTable } from '../../ui/charts/data-table.js';
import { h } from '../../ui/dom/dom.js';
import { count, duration, percent, readable } from '../../ui/text/format.js';

/** @import { Summary } from '../../client/index.js' */

const MOST = 15;

/** @param {Summary} summary */
export function candidateTable({ leaderboard = [], search, kind }) {
  if (!leaderboard.length) return null;
  const shown = leaderboard.slice(0, MOST);
  return h(
    'details',
    { open: true },
    h('summary', {}, `What was tried: ${count(leaderboard.length, 'model')}`),
    search &&
      h(
        'p',
        { class: 'muted' },
        `${search.on_all_rows} of them on all rows, in ${duration(search.seconds)} of the ` +
          `worker’s own time. It ended because ${search.ended}.`,
      ),
    dataTable({
      file: 'leaderboard',
      caption:
        'Judged by leave-one-out. Those that are not clearly worse than the best are averaged.',
      head: [
        'Place',
        'Model',
        kind === 'classifier' ? 'Right' : 'R²',
        kind === 'classifier' ? 'Brier score' : 'Squared error',
        'Rows',
        'Time',
        'Settings',
      ],
      numeric: [0, 2, 3, 4, 5],
      rows: shown.map(({ model, score, loss, rows, seconds, params }, place) => [
        place + 1,
        String(model).replace(/(Classifier|Regressor)$/, ''),
        kind === 'classifier' ? percent(score, 1) : score.toFixed(3),
        readable(loss),
        rows,
        `${Math.round(1000 * seconds)} ms`,
        settings(params),
      ]),
    }),
  );
}

/** @param {Record<string, unknown>} params */
const settings = (params) =>
  Object.entries(params ?? {})
    .map(([name, value]) => `${name} ${typeof value === 'number' ? readable(value) : value}`)
    .join(', ');
