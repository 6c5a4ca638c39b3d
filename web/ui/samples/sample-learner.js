// Learns classes from samples whenever they change, then judges each by models that left it out.
// @ts-check

import { latestOnly } from '../async/latest-only.js';
import { yieldEvery } from '../async/yield-to-main.js';
import { confusionMatrix } from '../charts/confusion-matrix.js';
import { keyFigures } from '../charts/key-figures.js';
import { byId, h, replace } from '../dom/dom.js';
import { showError, showNote } from '../feedback/notice.js';
import { count, duration, percent } from '../text/format.js';
import { groupsOf, inOrder } from './held-out-groups.js';
import { matrix } from './matrix.js';
import { tooFewClasses } from './too-few.js';

/** @import { ClassificationReport, ElmToolkit, Matrix, Model } from '../../client/index.js' */
/** @import { LatestOnly } from '../async/latest-only.js' */
/** @import { SampleClass } from './sample-cards.js' */

/** Quiet time after a change before it learns again, in milliseconds. */
const WAIT = 120;
/** Longest stretch of work between two looks at what else there is to do, in milliseconds. */
const STRETCH = 12;

/** @typedef {{ X: Matrix, y: string[], of: number[] }} Rows `of`: the number of each one's sample */

/** @template T */
export class SampleLearner {
  /** @type {Model | undefined} */
  #model;
  /** @type {Model | undefined} */
  #judge;
  /** The lessons: the last is stopped where another model takes the place. @type {LatestOnly | undefined} */
  #following;
  /** @type {Map<T, Float32Array[]>} */
  #rows = new Map();
  /** @type {() => string[]} names of the classes there are now */
  #names = () => [];
  /** Who waits until it has learnt. @type {(() => void)[]} */
  #waiting = [];
  #options;
  #place = byId('honest');
  #busy = byId('busy');

  /**
   * @param {object} options
   * @param {Promise<ElmToolkit>} options.starting
   * @param {{ class: string, params: Record<string, unknown> }} options.model
   * @param {(sample: T) => Float32Array[]} options.rowsOf the sample as it is, then copies of it
   * @param {string} options.noun what a sample is called
   * @param {(sample: T) => unknown} [options.groupOf] samples of one group are left out together
   * @param {() => void} options.onLearnt
   */
  constructor(options) {
    this.#options = options;
  }

  /** The model, once it has learnt; one of other classes than there are now says nothing. */
  get model() {
    const { fitted, classes = [] } = this.#model?.summary ?? {};
    const now = this.#names();
    const ours = !now.length || classes.some((label) => now.includes(String(label)));
    return fitted && ours ? this.#model : undefined;
  }

  /** @param {() => { classes: SampleClass<T>[], names: string[] }} cards */
  follow(cards) {
    this.#names = () => cards().names;
    const { starting, model, noun } = this.#options;
    this.#following = latestOnly(
      async (signal) => {
        try {
          const elm = await starting;
          if (signal.aborted) return () => {};
          const made = this.#model ?? (await elm.create(model.class, model.params));
          if (signal.aborted) {
            if (made !== this.#model) await made.dispose();
            return () => {};
          }
          this.#model = made;
          this.#judge ??= await elm.create(model.class, model.params);
          const set = labelled(cards().classes);
          if (new Set(set.labels).size < 2) {
            return () => {
              this.#busy.textContent = '';
              showNote(this.#place, tooFewClasses(noun, Boolean(this.model)));
            };
          }
          this.#forget(set.samples);
          const all = await this.#table(set.samples, set.labels, signal);
          this.#busy.textContent = 'Learning…';
          const waiting = this.#place.querySelector(':scope > p:only-child');
          if (waiting)
            waiting.textContent = `Each ${noun} is judged by a model that has not seen it…`;
          const { summary } = await made.fit(all.X, all.y, {
            signal,
            onProgress: (share) => {
              if (!signal.aborted) this.#busy.textContent = `Learning ${percent(share)}`;
            },
          });
          if (signal.aborted) return () => {};
          this.#tellLearnt();
          const report = await this.#leaveOut(set, all, signal);
          return () => this.#show(set.labels, report, summary.seconds ?? 0);
        } catch (error) {
          return () => {
            this.#busy.textContent = '';
            showError(this.#place, error);
          };
        }
      },
      { wait: WAIT, place: this.#place },
    );
    return this.#following;
  }

  /** @param {Model} model takes the place of the one in use: one that came without its samples */
  adopt(model) {
    this.#following?.stop();
    const before = this.#model;
    this.#model = model;
    before?.dispose();
    this.#busy.textContent = '';
    const { noun } = this.#options;
    const text = `How good it is cannot be told without the ${noun}s it has learnt from.`;
    replace(this.#place, h('p', { class: 'muted' }, text));
    this.#tellLearnt();
  }

  #tellLearnt() {
    this.#options.onLearnt();
    for (const go of this.#waiting.splice(0)) go();
  }

  /** Ends when it has learnt, or cannot; it is judged afterwards. @returns {Promise<void>} */
  learning() {
    const learnt = new Promise((/** @type {(_?: undefined) => void} */ resolve) =>
      this.#waiting.push(resolve),
    );
    return Promise.race([learnt, this.#following?.ended()]);
  }

  /** Makes a new model the next time. */
  renew() {
    this.#model?.dispose();
    this.#model = undefined;
  }

  /** @param {T[]} samples those there are */
  #forget(samples) {
    const there = new Set(samples);
    for (const sample of this.#rows.keys()) if (!there.has(sample)) this.#rows.delete(sample);
  }

  /**
   * @param {T[]} samples @param {string[]} labels @param {AbortSignal} signal
   * @returns {Promise<Rows>} with the copies
   */
  async #table(samples, labels, signal) {
    const pace = yieldEvery(STRETCH);
    for (const sample of samples) {
      if (!this.#rows.has(sample)) this.#rows.set(sample, this.#options.rowsOf(sample));
      await pace();
      if (signal.aborted) break;
    }
    const rows = samples.map((sample) => this.#rows.get(sample) ?? []);
    return {
      X: matrix(rows.flat()),
      y: rows.flatMap((copies, i) => copies.map(() => labels[i])),
      of: rows.flatMap((copies, i) => copies.map(() => i)),
    };
  }

  /**
   * @param {{ samples: T[], labels: string[] }} set
   * @param {Rows} all with the copies, which are left out with their sample
   * @param {AbortSignal} signal
   * @returns {Promise<ClassificationReport | undefined>} none where no class has two samples
   */
  async #leaveOut({ samples, labels }, { X, y, of }, signal) {
    if (new Set(labels).size === labels.length) return undefined;
    const judge = /** @type {Model} */ (this.#judge);
    const { groupOf = (/** @type {T} */ sample) => sample } = this.#options;
    const groups = groupsOf(labels, samples.map(groupOf));
    const report = await judge.crossValidate(X, y, {
      groups: of.map((sample) => groups[sample]),
      testRows: of.flatMap((sample, row) => (sample === of[row - 1] ? [] : [row])),
      ...{ shuffle: false, signal },
      onProgress: (share) => {
        if (!signal.aborted) this.#busy.textContent = `Judging ${percent(share)}`;
      },
      onWarnings() {}, // of classes with one sample: the page says it
    });
    return /** @type {ClassificationReport} */ (/** @type {unknown} */ (report));
  }

  /** @param {string[]} labels @param {ClassificationReport | undefined} report @param {number} seconds */
  #show(labels, report, seconds) {
    const { noun } = this.#options;
    const names = [...new Set(labels)];
    const judged = report?.n ?? 0;
    this.#busy.textContent = '';
    const open = this.#place.querySelector('details')?.open ?? false;
    const advice =
      judged < labels.length
        ? `A class with one ${noun} cannot be judged: add some more.`
        : `Each ${noun} was judged by a model that had learnt from the others, a fifth left out at a time.`;
    replace(
      this.#place,
      keyFigures([
        judged > 0 && [
          `${Math.round((report?.accuracy ?? 0) * judged)} of ${judged}`,
          `right when the ${noun} itself was left out`,
        ],
        [percent(1 / names.length), 'right by guessing'],
        [duration(seconds), `to learn ${count(labels.length, noun)}`],
      ]),
      h('p', { class: 'muted' }, advice),
      report &&
        h(
          'details',
          { open },
          h('summary', {}, 'What is taken for what'),
          confusionMatrix(inOrder(report, names)),
        ),
    );
  }
}

/** @template T @param {SampleClass<T>[]} classes */
export const labelled = (classes) => ({
  samples: classes.flatMap(({ samples }) => samples),
  labels: classes.flatMap(({ name, samples }) => samples.map(() => name)),
});
