// Recommendations from a table of who rated what.
// @ts-check

import { latestOnly } from '../../ui/async/latest-only.js';
import { dataTable } from '../../ui/charts/data-table.js';
import { keyFigures } from '../../ui/charts/key-figures.js';
import { byId, h, replace } from '../../ui/dom/dom.js';
import { downloadRows } from '../../ui/export/csv-download.js';
import { showError } from '../../ui/feedback/notice.js';
import { cellOf, columnNamed } from '../../ui/tables/cells.js';
import { warningList } from '../../ui/tables/unreadable-cells.js';
import { apart } from '../../ui/text/bidi.js';
import { count, grouped, readable } from '../../ui/text/format.js';
import { offerColumns } from './column-select.js';
import { targetsIn } from './targets.js';
import { bindTask } from './task-button.js';

/** @import { ColumnInfo, ElmToolkit, ModelOf, RegressionReport, Told } from '../../client/index.js' */
/** @import { Opened } from './opened.js' */

/** @typedef {{ users: string[], items: string[], ratings: Float64Array, told: Told[] }} Ratings */

const HELD_OUT = 0.2;
const MOST_PEOPLE = 2000;
const EACH = 5;

const [user, item, value] = ['rating-user', 'rating-item', 'rating-value'].map((id) =>
  byId(id, HTMLSelectElement),
);
/** @type {ModelOf<'Recommender'> | undefined} */
let inUse;

/** @param {ColumnInfo[]} columns @param {{ again: boolean }} options */
export function offerRatings(columns, { again }) {
  const [who, what, stars] = again ? [user.value, item.value, value.value] : guess(columns);
  offerColumns(user, columns, { chosen: who });
  offerColumns(item, columns, { chosen: what });
  offerColumns(value, columns, { chosen: stars });
  if (!again) replace(byId('recommend-results'));
}

/** Whether the columns look like a table of ratings. @param {ColumnInfo[]} columns */
export const looksRated = (columns) =>
  columns.length <= 5 && columns.some(({ name }) => /^(rating|stars|score)s?$/i.test(name));

/** @param {ColumnInfo[]} columns @returns {(string | undefined)[]} */
function guess(columns) {
  const named = (/** @type {RegExp} */ words) => columns.find(({ name }) => words.test(name))?.name;
  const names = columns.map(({ name }) => name);
  const stars =
    named(/rating|star|score|vote/i) ?? columns.findLast(({ kind }) => kind === 'number')?.name;
  const who = named(/user|member|person|customer|reader|name/i) ?? names.find((n) => n !== stars);
  const what =
    named(/item|film|movie|book|product|song|title|article/i) ??
    names.find((n) => n !== stars && n !== who);
  return [who, what, stars];
}

/** @param {Promise<ElmToolkit>} starting @param {() => Opened | undefined} current */
export const bindRecommending = (starting, current) =>
  bindTask({
    row: 'recommend-work',
    message: byId('recommend-message'),
    results: byId('recommend-results'),
    async work({ signal, onProgress }) {
      const opened = current();
      if (!opened) return;
      const elm = await starting;
      const known = await ratingsOf(elm, opened, signal);
      const model = await elm.create('Recommender', { random_state: 0 });
      try {
        const table = {
          columns: [
            { name: 'user', values: known.users },
            { name: 'item', values: known.items },
          ],
        };
        const { holdout } = await model.fit(table, known.ratings, {
          holdout: HELD_OUT,
          signal,
          onProgress,
        });
        inUse?.dispose();
        inUse = model;
        show(model, known, /** @type {RegressionReport & { n_train: number }} */ (holdout));
      } catch (error) {
        if (inUse !== model) await model.dispose();
        throw error;
      }
    },
  });

/** Rows that hold all three. */
/** @param {ElmToolkit} elm @param {Opened} opened @param {AbortSignal} signal @returns {Promise<Ratings>} */
async function ratingsOf(elm, { table, columns }, signal) {
  if (new Set([user.value, item.value, value.value]).size < 3) {
    throw new Error('Person, thing and rating must be three different columns.');
  }
  const reading = columns.find(({ name }) => name === value.value)?.reading;
  const wanted = { name: value.value, task: /** @type {const} */ ('regression'), reading, signal };
  const { y, rows, told } = await targetsIn(elm, table, wanted);
  const numbers = /** @type {Float64Array} */ (y);
  const [users, items] = [user.value, item.value].map((name) => {
    const column = columnNamed(table, name);
    if (!column) throw new Error(apart`The table has no column “${name}”.`);
    const marks = columns.find((about) => about.name === name)?.missing_texts ?? [];
    const cells = Array.from(rows, (row) => cellOf(column, row).trim());
    return cells.map((cell) => (marks.includes(cell) ? '' : cell));
  });
  const whole = [...users.keys()].filter((i) => users[i] && items[i]);
  if (whole.length < 10) {
    throw new Error(
      apart`“${value.value}” holds ${count(whole.length, 'rating')} of somebody for something: ten are the least.`,
    );
  }
  return {
    users: whole.map((i) => users[i]),
    items: whole.map((i) => items[i]),
    ratings: Float64Array.from(whole, (i) => numbers[i]),
    told,
  };
}

/** @param {ModelOf<'Recommender'>} model @param {Ratings} known @param {RegressionReport & { n_train: number }} report */
function show(model, known, report) {
  const people = [...new Set(known.users)];
  const things = new Set(known.items).size;
  const who = h('input', { type: 'text', value: people[0], autocomplete: 'off' });
  const list = h(
    'datalist',
    { id: 'people' },
    people.slice(0, MOST_PEOPLE).map((name) => h('option', { value: name })),
  );
  who.setAttribute('list', 'people');
  const result = h('div', { 'aria-live': 'polite' });
  const ask = latestOnly(async (signal) => {
    const name = who.value.trim();
    try {
      const best = await model.recommend({ user: name, n: 10, signal });
      return () => showBest(result, known, name, best);
    } catch (error) {
      return () => showError(result, error);
    }
  });
  who.addEventListener('input', ask);
  const mean = known.ratings.reduce((a, b) => a + b, 0) / known.ratings.length;
  const plain =
    report.actual.reduce((sum, r) => sum + Math.abs(r - mean), 0) / report.actual.length;
  const save = h(
    'button',
    { type: 'button', class: 'quiet' },
    `Download the ${EACH} best for everyone`,
  );
  save.addEventListener('click', () => saveAll(model, people, save));
  replace(
    byId('recommend-results'),
    keyFigures([
      [
        count(known.ratings.length, 'rating'),
        `by ${count(people.length, 'person').replace('persons', 'people')}, of ${count(things, 'thing')}`,
      ],
      [
        readable(report.mae),
        `off on average, on ${grouped(report.actual.length)} ratings it had not seen`,
      ],
      [readable(plain), 'off by always saying the mean'],
    ]),
    warningList(known.told),
    h('label', { class: 'field' }, 'For whom', who, list),
    result,
    save,
  );
  ask();
}

/** @param {HTMLElement} place @param {Ratings} known @param {string} name @param {{ item: any, rating: number }[]} best */
function showBest(place, { users, items, ratings }, name, best) {
  const rated = users
    .flatMap((other, row) => (other === name ? [{ item: items[row], rating: ratings[row] }] : []))
    .sort((a, b) => b.rating - a.rating);
  replace(
    place,
    h(
      'div',
      { class: 'columns' },
      dataTable({
        caption: rated.length
          ? apart`What ${name} will probably like, of what they have not rated.`
          : apart`Nobody called ${name || '…'} has rated anything: this is what everybody likes.`,
        head: ['Thing', 'Expected rating'],
        numeric: [1],
        rows: best.map(({ item, rating }) => [String(item), rating.toFixed(1)]),
      }),
      rated.length > 0 &&
        dataTable({
          caption: apart`What ${name} has rated, the best first.`,
          head: ['Thing', 'Rating'],
          numeric: [1],
          rows: rated.slice(0, 10).map(({ item, rating }) => [item, rating]),
        }),
    ),
  );
}

/** @param {ModelOf<'Recommender'>} model @param {string[]} people @param {HTMLButtonElement} button */
async function saveAll(model, people, button) {
  const said = button.textContent;
  button.disabled = true;
  try {
    /** @type {(string | number)[][]} */
    const lines = [['person', 'place', 'thing', 'expected rating']];
    for (const [i, name] of people.entries()) {
      const best = await model.recommend({ user: name, n: EACH });
      best.forEach(({ item, rating }, place) => {
        lines.push([name, place + 1, String(item), rating.toFixed(2)]);
      });
      if (i % 20 === 0) button.textContent = `${i} of ${people.length}…`;
    }
    downloadRows('recommendations.csv', lines);
  } catch (error) {
    showError(byId('recommend-message'), error);
  } finally {
    button.disabled = false;
    button.textContent = said;
  }
}
