// Groups of rows that are alike: a map, what tells them apart, and the table with its groups.
// @ts-check

import { ElmError } from '../../client/index.js';
import { yieldEvery } from '../../ui/async/yield-to-main.js';
import { chart } from '../../ui/charts/chart.js';
import { dataTable } from '../../ui/charts/data-table.js';
import { keyFigures } from '../../ui/charts/key-figures.js';
import { byId, h, replace } from '../../ui/dom/dom.js';
import { downloadRows } from '../../ui/export/csv-download.js';
import { cellOf } from '../../ui/tables/cells.js';
import { warningList } from '../../ui/tables/unreadable-cells.js';
import { apart } from '../../ui/text/bidi.js';
import { count, percent } from '../../ui/text/format.js';
import { offerColumns } from './column-select.js';
import { learntFrom } from './opened.js';
import { difference, toldColumns, typical } from './profile.js';
import { bindTask } from './task-button.js';

/** @import { ColumnInfo, ElmToolkit, FloatMatrix, ModelOf, ModelSpec, Table, Told } from '../../client/index.js' */
/** @import { ParsedTable } from '../../ui/files/table.js' */
/** @import { Opened } from './opened.js' */

const MOST_DOTS = 1500;
const MOST_COLUMNS = 12;
const MOST_VALUES = 12;

const compare = byId('group-compare', HTMLSelectElement);
const groupCount = byId('group-count', HTMLSelectElement);

/** @param {ColumnInfo[]} columns @param {{ target?: string, again: boolean }} options */
export function offerGroups(columns, { target, again }) {
  offerColumns(compare, columns, { none: 'nothing', chosen: again ? compare.value : target });
  if (!again) replace(byId('group-results'));
}

/** @param {Promise<ElmToolkit>} starting @param {() => Opened | undefined} current */
export const bindGroups = (starting, current) =>
  bindTask({
    row: 'group-work',
    message: byId('group-message'),
    results: byId('group-results'),
    async work({ signal, onProgress }) {
      const opened = current();
      if (!opened) return;
      const other = compare.value;
      const { used, kinds } = learntFrom(opened, other);
      const elm = await starting;
      const n_clusters = Number(groupCount.value);
      /** @type {ModelSpec[]} */
      const steps = [
        { class: 'TableEncoder', params: { kinds } },
        { class: 'ELMClusterer', params: { n_clusters, random_state: 0 } },
      ];
      const model = await elm.create('Chain', { steps });
      try {
        /** @type {Told[]} */
        const told = [];
        const onWarnings = (/** @type {Told[]} */ more) => told.push(...more);
        const groups = await model.fitPredict(used, { signal, onProgress, onWarnings });
        const asked = { model, signal, onWarnings() {} }; // all is told that these would tell
        const map = await elm.embed(used, { ...asked, maxRows: MOST_DOTS });
        const score = await silhouette(elm, used, groups, asked);
        if (current() !== opened) return;
        await show(opened, other, { groups, map, score, told });
      } finally {
        model.dispose();
      }
    },
  });

/**
 * How far apart the groups are; 0 where there is nothing to compare: one group, or none of two rows.
 *
 * @param {ElmToolkit} elm @param {Table} table @param {Float64Array} groups
 * @param {{ model: ModelOf<'Chain'>, signal: AbortSignal, onWarnings: () => void }} asked
 */
async function silhouette(elm, table, groups, asked) {
  try {
    return await elm.silhouette(table, groups, { ...asked, standardize: true });
  } catch (error) {
    if (error instanceof ElmError && error.details.parameter === 'labels') return 0;
    throw error;
  }
}

/** @typedef {FloatMatrix & { rows: Int32Array }} Points */

/**
 * @param {Opened} opened @param {string} other
 * @param {{ groups: ArrayLike<number>, map: Points, score: number, told: Told[] }} found
 */
async function show(opened, other, { groups, map, score, told }) {
  const { used, columns } = learntFrom(opened, other);
  const k = Number(groupCount.value);
  const sets = Array.from({ length: k }, () => /** @type {number[]} */ ([]));
  for (let row = 0; row < used.rows; row++) sets[groups[row]].push(row);
  const pace = yieldEvery();
  const shares = [];
  for (const column of toldColumns(used, columns)) {
    shares.push({ column, share: difference(column, sets) });
    await pace();
  }
  const most = shares.sort((a, b) => b.share - a.share).slice(0, MOST_COLUMNS);
  const save = () => {
    const head = [...opened.table.columns.map(({ name }) => name), 'group'];
    const lines = Array.from({ length: used.rows }, (_, row) => [
      ...opened.table.columns.map((column) => cellOf(column, row)),
      groups[row] + 1,
    ]);
    downloadRows('groups.csv', [head, ...lines]);
  };
  replace(
    byId('group-results'),
    keyFigures([
      [sets.map(({ length }) => length).join(' · '), 'rows in each group'],
      [score.toFixed(2), 'silhouette: 1 is far apart, 0 is no groups at all'],
    ]),
    h(
      'p',
      { class: 'muted' },
      score < 0.15
        ? 'These groups run into each other: take them as a way to cut the table, not as kinds of rows.'
        : 'Try other numbers of groups, and keep the one with the highest silhouette.',
    ),
    warningList(told),
    picture(map, groups, k),
    h('h3', {}, 'What tells them apart'),
    dataTable({
      caption:
        'Means of numbers, and the commonest of other values; what differs most comes first.',
      head: ['Column', ...sets.map((_, group) => `Group ${group + 1}`)],
      rows: most.map(({ column }) => [
        column.column.name,
        ...sets.map((rows) => (rows.length ? typical(column, rows) : '–')),
      ]),
    }),
    other && crossTable(opened.table, other, sets),
    h('button', { type: 'button', class: 'quiet', onclick: save }, 'Download groups.csv'),
  );
}

/** @param {Points} map @param {ArrayLike<number>} groups @param {number} k */
function picture({ data, rows }, groups, k) {
  const points = Array.from(rows, (row, i) => ({
    ...{ x: data[2 * i], y: data[2 * i + 1] },
    ...{ row, group: groups[row] },
  })).sort((a, b) => a.x - b.x);
  const swatches = Array.from({ length: k }, (_, group) => {
    const swatch = h('span', { class: 'swatch' });
    swatch.style.setProperty('--swatch', `var(--class-${group})`);
    return h('span', {}, swatch, `Group ${group + 1}`);
  });
  return [
    h('div', { class: 'row', 'aria-hidden': 'true' }, swatches),
    chart({
      file: 'map',
      caption: `${count(points.length, 'row')} on the map that the model has made: what is alike lies close.`,
      axes: ['first direction', 'second direction'],
      x: points.map(({ x }) => x),
      series: Array.from({ length: k }, (_, group) => ({
        label: `Group ${group + 1}`,
        values: points.map((point) => (point.group === group ? point.y : null)),
        points: true,
        colour: `--class-${group}`,
      })),
      twin: () => ({
        head: ['Row', 'Group', 'x', 'y'],
        rows: points
          .slice(0, 200)
          .map(({ row, group, x, y }) => [row + 1, group + 1, x.toFixed(3), y.toFixed(3)]),
      }),
    }),
  ];
}

/** @param {ParsedTable} table @param {string} name @param {number[][]} sets */
function crossTable(table, name, sets) {
  const column = table.columns.find((one) => one.name === name);
  if (!column || column.values.length > MOST_VALUES) return null;
  return [
    h('h3', {}, apart`Beside ${name}`),
    dataTable({
      caption: apart`Of each group, the share with each value of “${name}”, which it did not learn from.`,
      head: [name, ...sets.map((_, group) => `Group ${group + 1}`)],
      numeric: sets.map((_, group) => group + 1),
      rows: column.values.map((value, code) => [
        value || '(missing)',
        ...sets.map((rows) =>
          percent(rows.filter((row) => column.codes[row] === code).length / (rows.length || 1)),
        ),
      ]),
    }),
  ];
}
