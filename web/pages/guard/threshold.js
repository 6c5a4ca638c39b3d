// The threshold: what is flagged or answered, its precision and recall on held-out messages.
// @ts-check

import { chart } from '../../ui/charts/chart.js';
import { keyFigures } from '../../ui/charts/key-figures.js';
import { byId, h, replace } from '../../ui/dom/dom.js';
import { apart } from '../../ui/text/bidi.js';
import { ofMany, outOf, percent } from '../../ui/text/format.js';
import { curve, measure } from './scores.js';

/** @import { Rule, Scored } from './scores.js' */

const slider = byId('threshold', HTMLInputElement);
const flagged = byId('flag', HTMLSelectElement);

export class Threshold {
  /** @type {Scored[]} */
  #rows = [];
  /** @type {string[]} */
  #classes = [];
  /** @type {{ figure: HTMLElement, mark: (at: number) => void } | undefined} */
  #drawn;

  /** @param {() => void} onChange called when another rule holds */
  constructor(onChange) {
    slider.addEventListener('input', () => {
      this.#measure();
      onChange();
    });
    flagged.addEventListener('change', () => {
      this.#draw();
      this.#measure();
      onChange();
    });
  }

  /** @returns {Rule} */
  get rule() {
    return { flag: Number(flagged.value || -1), threshold: slider.valueAsNumber };
  }

  /** The name of the class that is looked for. */
  get flagged() {
    return this.#classes[this.rule.flag];
  }

  set threshold(/** @type {number} */ value) {
    slider.value = String(value);
    this.#label();
  }

  /** @param {string[]} classes as the model has them @param {string} [flag] */
  setClasses(classes, flag) {
    if (classes.join('\n') === this.#classes.join('\n') && !flag) return;
    const wanted = flag ?? this.#classes[this.rule.flag];
    this.#classes = classes;
    const place = wanted === undefined ? -1 : classes.indexOf(wanted);
    const option = (/** @type {string} */ name, /** @type {number} */ i) =>
      h('option', { value: String(i), selected: i === place }, name);
    replace(flagged, [
      classes.length > 2 || place < 0 ? option('every class', -1) : null,
      ...classes.map(option),
    ]);
    this.#label();
  }

  /** @param {Scored[]} rows held out */
  show(rows) {
    this.#rows = rows;
    if (!rows.length) this.#clear();
    this.#draw();
    this.#measure();
  }

  #clear() {
    this.#drawn = undefined;
    const text = 'Write messages of two classes, one a line: it learns as you type.';
    replace(byId('scores'), h('p', { class: 'muted' }, text));
    replace(byId('curve'));
  }

  #label() {
    const { flag, threshold } = this.rule;
    byId('threshold-value').textContent = percent(threshold);
    byId('threshold-label').textContent =
      flag >= 0
        ? apart`Call it ${this.#classes[flag]} from`
        : 'Answer only when at least this sure:';
  }

  #measure() {
    this.#label();
    if (!this.#rows.length) return;
    const { flag, threshold } = this.rule;
    const at = measure(this.#rows, this.#classes, this.rule);
    const name = this.#classes[flag];
    const { right, known } = at;
    const called = flag >= 0 ? apart`called ${name}` : 'answered';
    const found = flag >= 0 ? apart`${name} found` : 'answered rightly';
    replace(
      byId('scores'),
      keyFigures([
        precisionOf(at, flag >= 0 ? apart`called ${name} were so` : 'answers were right', called),
        [outOf(right, known), `${ofMany(known)}${found} (recall)`],
        at.outside > 0 && [`${at.caught} of ${at.outside}`, 'out-of-scope messages refused'],
      ]),
      h(
        'p',
        { class: 'muted' },
        `${this.#rows.length} messages, each scored by a model of the other four fifths. Topics leaves out one at a time, which is easier: its figure may be higher.`,
      ),
    );
    this.#drawn?.mark(threshold);
  }

  #draw() {
    const place = byId('curve');
    if (!this.#rows.length) return;
    const { flag } = this.rule;
    const { thresholds, points } = curve(this.#rows, this.#classes, flag);
    const precision = points.map((point) => point.precision);
    const recall = points.map((point) => point.recall);
    const here = thresholds.map(() => /** @type {number | null} */ (null));
    const about = flag >= 0 ? apart` of ${this.#classes[flag]}` : '';
    const figure = chart({
      file: 'threshold',
      caption: `How often it is right when it says so (precision, solid), and how many it finds (recall, dashed)${about} at each threshold, on messages it had not learnt; the dot is your threshold.`,
      axes: ['threshold', 'share'],
      x: thresholds,
      xRange: [0, 1],
      yRange: [0, 1.03],
      series: [
        { label: 'precision', values: precision, line: true },
        { label: 'recall', values: recall, dashed: true },
        { label: 'your threshold', values: here, points: true },
      ],
      twin: () => ({
        head: ['threshold', 'precision', 'recall', flag >= 0 ? 'flagged' : 'answered'],
        rows: thresholds
          .map((threshold, i) => ({ threshold, ...points[i] }))
          .filter((_, i) => i % 5 === 0)
          .map(({ threshold, precision, recall, answered }) => [
            percent(threshold),
            precision === null ? '–' : percent(precision),
            percent(recall),
            answered,
          ]),
      }),
    });
    replace(place, figure);
    this.#drawn = {
      figure,
      mark: (at) => {
        here.fill(null);
        const i = Math.round(at * 100);
        here[i] = precision[i] ?? recall[i];
        figure.dispatchEvent(new Event('redraw'));
      },
    };
  }
}

/** @param {import('./scores.js').Measured} at @param {string} right what is @param {string} called @returns {[string, string]} */
const precisionOf = ({ right: n, answered }, right, called) =>
  answered
    ? [outOf(n, answered), `${ofMany(answered)}${right} (precision)`]
    : ['–', `nothing is ${called} at this line (precision)`];
