// Two models beside each other: in a sentence, in figures, and in the rows where they differ.
// @ts-check

import { dataTable } from '../../ui/charts/data-table.js';
import { h, replace } from '../../ui/dom/dom.js';
import { cellOf } from '../../ui/tables/cells.js';
import { warningList } from '../../ui/tables/unreadable-cells.js';
import { apart, isolated } from '../../ui/text/bidi.js';
import { count, grouped, percent, readable } from '../../ui/text/format.js';
import { shown } from './column-words.js';
import {
  classesInWords,
  judgeClasses,
  judgeNumbers,
  numbersInWords,
  ofRows,
} from './judged-pair.js';

/** @import { NumberArray } from '../../client/index.js' */
/** @import { Pair } from './pair-answers.js' */

/** @param {HTMLElement} place @param {Pair} pair */
export function showPair(place, pair) {
  const { kept, called, how, told } = pair;
  const names = kept.map(({ name }) => `“${isolated(name)}”`);
  const isClass = kept[0].use.task === 'classification';
  replace(
    place,
    isClass ? showClasses(pair, names) : showNumbers(pair, names),
    h('p', { class: 'muted' }, apart`By ${called}. ${how}`),
    warningList(told),
  );
}

/** @param {Pair} pair @param {string[]} names */
function showClasses(pair, names) {
  const [truth, first, second] = /** @type {string[][]} */ ([pair.truth, ...pair.said]);
  const judged = judgeClasses(truth, first, second);
  const { n, right, both, only, none, classes, places, differing } = judged;
  const titles = pair.kept.map(({ name }) => name);
  return [
    h('p', { class: 'verdict' }, classesInWords(judged, names)),
    dataTable({
      caption: 'Right, of all rows and of each class.',
      file: 'compared',
      head: ['Class', 'Rows', ...titles],
      numeric: [1, 2, 3],
      rows: [
        ['all', n, ...right.map((hits) => ofRows(hits, n))],
        ...classes.map(({ label, rows, right: hits }) => [
          ...[label, rows],
          ...hits.map((one) => ofRows(one, rows)),
        ]),
      ],
    }),
    h(
      'p',
      {},
      apart`Both right: ${grouped(both)}. ` +
        names.map((name, k) => `Only ${name}: ${grouped(only[k])}. `).join('') +
        `Both wrong: ${grouped(none)}.`,
    ),
    differing > 0 &&
      whereTheyDiffer(pair, places, `The two say different things of ${count(differing, 'row')}.`),
  ];
}

/** @param {Pair} pair @param {string[]} names */
function showNumbers(pair, names) {
  const [truth, first, second] = /** @type {NumberArray[]} */ ([pair.truth, ...pair.said]);
  const judged = judgeNumbers(truth, first, second);
  const { n, r2, off, nearer, places } = judged;
  return [
    h('p', { class: 'verdict' }, numbersInWords(judged, names)),
    dataTable({
      caption: r2
        ? 'R²: how much of the differences it predicts; 1 is all, 0 no better than the mean.'
        : 'Without R²: no two of these rows have different answers.',
      file: 'compared',
      head: ['', ...pair.kept.map(({ name }) => name)],
      numeric: [1, 2],
      rows: [
        ['Off on average', ...off.map(readable)],
        ...(r2 ? [['R²', ...r2.map((value) => value.toFixed(3))]] : []),
        ['Nearer to the truth', ...nearer.map((rows) => `${percent(rows / n)} of the rows`)],
      ],
    }),
    whereTheyDiffer(pair, places, 'The rows where the two are furthest apart.'),
  ];
}

/** @param {Pair} pair @param {number[]} places @param {string} caption */
function whereTheyDiffer({ kept, table, rows, truth, said }, places, caption) {
  const { target } = kept[0].use;
  const inputs = table.columns.filter(({ name }) => name !== target).slice(0, 6);
  const cell = (/** @type {string | number} */ one) =>
    typeof one === 'number' ? readable(one) : one;
  return h(
    'details',
    {},
    h('summary', {}, 'Where they differ'),
    dataTable({
      caption,
      head: ['Row', 'Truth', ...kept.map(({ name }) => name), ...inputs.map((c) => shown(c.name))],
      numeric: [0],
      rows: places.map((i) => [
        rows[i] + 1,
        cell(truth[i]),
        ...said.map((of) => cell(of[i])),
        ...inputs.map((column) => cellOf(column, rows[i])),
      ]),
    }),
  );
}
