// What is seen of the race: figures, the curve, and what it says of drifts.
// @ts-check
import { chart } from '../../ui/charts/chart.js';
import { byId, h, replace } from '../../ui/dom/dom.js';
import { grouped, percent } from '../../ui/text/format.js';
import { WINDOW } from './history.js';

/** @import { History, Mark } from './history.js' */
/** @import { ChartOptions } from '../../ui/charts/chart.js' */

/** Milliseconds between two pictures. */
const PAUSE = 150;

export class View {
  #strong;
  #small;
  /** @type {History | undefined} */
  #history;
  #figure = h('figure');
  /** @type {ChartOptions | undefined} */
  #options;
  #waiting = false;
  #rate = 0;
  #total = 0;
  #told = 0;

  constructor() {
    const boxes = Array.from({ length: 4 }, () => [h('strong', {}, '–'), h('span', {}, '\u00a0')]);
    this.#strong = boxes.map(([strong]) => strong);
    this.#small = boxes.map(([, span]) => span);
    replace(
      byId('figures'),
      boxes.map((box) => h('div', {}, box)),
    );
  }

  /** @param {History} history @param {number} total rows of the stream */
  begin(history, total) {
    this.#history = history;
    this.#total = total;
    this.#rate = 0;
    this.#told = 0;
    this.#options = {
      file: 'stream-curve',
      caption: `Right in percent of the latest ${WINDOW} rows, each predicted before it was learnt.`,
      axes: ['row', 'right, %'],
      x: history.x,
      xRange: [0, total],
      yRange: [0, 100],
      series: [
        { label: 'remembers all', values: history.remembers, dashed: true },
        { label: 'forgets', values: history.forgets, line: true },
      ],
      marks: [],
      twin: () => history.table(),
    };
    this.#figure = chart(this.#options);
    replace(byId('curve'), this.#figure);
    byId('said').textContent = '';
    this.#show();
  }

  /** @param {number} rate rows a second */
  update(rate) {
    this.#rate = rate;
    if (this.#waiting) return;
    this.#waiting = true;
    setTimeout(() => {
      this.#waiting = false;
      this.#show();
      this.#draw();
    }, PAUSE);
  }

  #draw() {
    if (!this.#options || !this.#history) return;
    this.#options.marks = this.#history.marks
      .filter(({ by }) => by !== 'remembers')
      .map(({ row, by }) => ({ at: row, dashed: by === 'stream' }));
    this.#figure.dispatchEvent(new Event('redraw'));
  }

  #show() {
    if (!this.#history) return;
    const { marks, row } = this.#history;
    const [now, all] = [this.#history.latest(), this.#history.overall()];
    const of = (/** @type {Mark['by']} */ by) => marks.filter((mark) => mark.by === by);
    const real = of('stream').length;
    const told = of('forgets');
    this.#set([
      [share(now[0]), `forgets: latest ${WINDOW}; ${share(all[0])} of all`],
      [share(now[1]), `remembers all; ${share(all[1])} of all`],
      [
        `${told.length}`,
        `${told.length === 1 ? 'drift' : 'drifts'} told${real ? `; ${real} real ${real === 1 ? 'change' : 'changes'}` : ''}`,
      ],
      [
        this.#rate ? grouped(this.#rate) : row < this.#total ? 'Paused' : 'Ended',
        `${this.#rate ? 'rows a second;' : 'at'} row ${grouped(row)} of ${grouped(this.#total)}`,
      ],
    ]);
    if (told.length > this.#told) {
      this.#told = told.length;
      byId('said').textContent = `Drift told at row ${grouped(told.at(-1)?.row ?? 0)}.`;
    }
  }

  /** @param {[string, string][]} pairs */
  #set(pairs) {
    pairs.forEach(([number, meaning], i) => {
      this.#strong[i].textContent = number;
      this.#small[i].textContent = meaning;
    });
  }
}

/** @param {number | null} value */
const share = (value) => (value === null ? '–' : percent(value, 1));
