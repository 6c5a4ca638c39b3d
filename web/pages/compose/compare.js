// Two chains in a table, and whether one is better than chance would have it.
// @ts-check
import { dataTable } from '../../ui/charts/data-table.js';
import { mostFrequent } from '../../ui/models/most-frequent.js';
import { apart } from '../../ui/text/bidi.js';
import { duration, percent, size } from '../../ui/text/format.js';

/** @import { Result } from './trial.js' */

/** @param {Record<string, Result | undefined>} results */
export function compareTable(results) {
  const cells = rowsOf(results);
  return dataTable({
    caption: 'Both chains, judged on the same rows held out',
    head: ['measure', 'Chain A', 'Chain B'],
    rows: cells.map(([name, a, b]) => [name, a, b]),
    numeric: [1, 2],
    hidden: true,
  });
}

/** @param {Record<string, Result | undefined>} results @returns {string[][]} */
export function rowsOf(results) {
  const row = (/** @type {string} */ name, /** @type {(result: Result) => string} */ cell) => [
    name,
    ...['A', 'B'].map((lane) => {
      const result = results[lane];
      return result ? cell(result) : '–';
    }),
  ];
  const judged = results.A ?? results.B; // both on the same rows
  return [
    row(
      'right of the rows held out',
      ({ holdout: { accuracy, n } }) =>
        `${percent(accuracy, 1)} ± ${(100 * margin(accuracy, n)).toFixed(1)}`,
    ),
    row('rows held out, of all', ({ holdout: { n, n_train } }) => `${n} of ${n + n_train}`),
    ...(judged
      ? [
          row(
            apart`right by always saying “${mostFrequent(judged.holdout).label}”`,
            ({ holdout }) => percent(mostFrequent(holdout).share, 1),
          ),
        ]
      : []),
    row('macro F1 on them', ({ holdout }) => holdout.macro_f1.toFixed(3)),
    row('leave-one-out, encoders held fixed', ({ summary: { loo } }) =>
      loo ? percent(loo.value, 1) : 'not in closed form',
    ),
    row('time to train on all rows', ({ seconds }) => duration(seconds)),
    row('size of the file', ({ bytes }) => size(bytes)),
  ];
}

/** What chance does to a share of n rows, 19 times out of 20. @param {number} share @param {number} n */
const margin = (share, n) => 1.96 * Math.sqrt(Math.max(share * (1 - share), 1 / n) / n);

/** @param {Record<string, Result | undefined>} results */
export function verdictOf({ A, B }) {
  if (!A || !B) return '';
  const { n } = A.holdout;
  const right = [A, B].map(({ holdout }) => Math.round(holdout.accuracy * n));
  const [more, less] = right[0] >= right[1] ? ['A', 'B'] : ['B', 'A'];
  const difference = Math.abs(right[0] - right[1]);
  if (!difference) return `Both are right on ${right[0]} of ${n} rows.`;
  const share = (right[0] + right[1]) / (2 * n);
  // both were asked the same rows: fewer than six would be no wonder between equals (sign test)
  const sure = difference >= 6 && difference / n > Math.SQRT2 * margin(share, n);
  return `Chain ${more} is right on ${difference} more of ${n} rows than chain ${less}${
    sure ? '.' : ': so few that it may be chance. Hold out other rows to see.'
  }`;
}
