// What is kept of a stream: counts over the latest rows, and a curve that never grows long.
// @ts-check

/** @import { Outcome } from './prequential.js' */

/** Rows that the running accuracy is of. */
export const WINDOW = 500;
const MOST_POINTS = 600;

/** @typedef {{ row: number, by: 'forgets' | 'remembers' | 'stream' }} Mark */

export class History {
  x = /** @type {number[]} */ ([]);
  /** Right in percent, as are those below. */
  forgets = /** @type {(number | null)[]} */ ([]);
  remembers = /** @type {(number | null)[]} */ ([]);
  /** @type {Mark[]} */
  marks = [];
  row = 0;
  /** Of each model, since the start: rows tested, and right. */
  totals = [
    { tested: 0, right: 0 },
    { tested: 0, right: 0 },
  ];
  /** @type {Outcome[][]} those of the latest rows */
  #recent = [];
  #every = 1;
  #blocks = 0;

  /** @param {number} rows of the block @param {Outcome[]} outcomes @param {number[]} changes */
  add(rows, outcomes, changes) {
    for (const row of changes) this.marks.push({ row, by: 'stream' });
    this.row += rows;
    outcomes.forEach(({ tested, right, drifts }, i) => {
      this.totals[i].tested += tested;
      this.totals[i].right += right;
      if (drifts) this.marks.push({ row: this.row, by: i ? 'remembers' : 'forgets' });
    });
    this.#recent.push(outcomes);
    while (
      this.#recent.length > 1 &&
      sum(this.#recent, 0, 'tested') - this.#recent[0][0].tested >= WINDOW
    )
      this.#recent.shift();
    if (this.#blocks++ % this.#every === 0) this.#point();
  }

  #point() {
    const [forgets, remembers] = this.latest();
    if (forgets === null && remembers === null) return;
    this.x.push(this.row);
    this.forgets.push(inPercent(forgets));
    this.remembers.push(inPercent(remembers));
    if (this.x.length < MOST_POINTS) return;
    this.#every *= 2;
    for (const list of [this.x, this.forgets, this.remembers])
      list.splice(0, list.length, ...list.filter((_, i) => i % 2 === 0));
  }

  /** Share right among the latest rows, of each model; null before any was tested. */
  latest() {
    return [0, 1].map((i) => {
      const tested = sum(this.#recent, i, 'tested');
      return tested ? sum(this.#recent, i, 'right') / tested : null;
    });
  }

  /** Share right of all rows, of each model. */
  overall() {
    return this.totals.map(({ tested, right }) => (tested ? right / tested : null));
  }

  /** The curve as rows of a table, with what happened between each and the one before. */
  table() {
    const head = [
      'row',
      'forgets, %',
      'remembers all, %',
      'drifts told',
      'drifts told without forgetting',
      'real changes',
    ];
    let from = 0;
    const rows = this.x.map((row, i) => {
      const between = this.marks.filter((mark) => mark.row > from && mark.row <= row);
      from = row;
      const told = (/** @type {Mark['by']} */ by) =>
        between.filter((mark) => mark.by === by).length;
      return [
        row,
        fixed(this.forgets[i]),
        fixed(this.remembers[i]),
        told('forgets'),
        told('remembers'),
        told('stream'),
      ];
    });
    return { head, rows };
  }
}

/** @param {Outcome[][]} list @param {number} model @param {'tested' | 'right'} what */
const sum = (list, model, what) =>
  list.reduce((total, outcomes) => total + outcomes[model][what], 0);

/** @param {number | null} share */
const inPercent = (share) => (share === null ? null : 100 * share);

/** @param {number | null} percent */
const fixed = (percent) => (percent === null ? '' : percent.toFixed(1));
