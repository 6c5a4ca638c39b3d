// The model of the page: learnt anew when sentences change, or grown by one.
// @ts-check

import { latestOnly } from '../../ui/async/latest-only.js';
import { keyFigures } from '../../ui/charts/key-figures.js';
import { byId, h, replace } from '../../ui/dom/dom.js';
import { showError, showNote } from '../../ui/feedback/notice.js';
import { asRows } from '../../ui/samples/labelled-texts.js';
import { tooFewClasses } from '../../ui/samples/too-few.js';
import { apart } from '../../ui/text/bidi.js';
import { duration, percent } from '../../ui/text/format.js';
import { scoreOf } from './score.js';
import { wrongList } from './wrong.js';

/** @import { ElmToolkit, ModelOf, Summary } from '../../client/index.js' */
/** @import { LatestOnly } from '../../ui/async/latest-only.js' */
/** @import { TextClass } from '../../ui/samples/labelled-texts.js' */
/** @import { Judged } from './score.js' */
/** @import { Wrong } from './wrong.js' */

/** Quiet time after a keystroke before it learns again, in milliseconds. */
const WAIT = 150;

export class Learner {
  /** @type {ModelOf<'TextClassifier'> | undefined} */
  #model;
  /** The lessons: the last is stopped where another model takes the place. @type {LatestOnly | undefined} */
  #following;
  #starting;
  #onLearnt;
  #onWrong;

  /**
   * @param {Promise<ElmToolkit>} starting @param {() => void} onLearnt
   * @param {(one: Wrong) => void} onWrong a sentence that it gets wrong was pressed
   */
  constructor(starting, onLearnt, onWrong) {
    this.#starting = starting;
    this.#onLearnt = onLearnt;
    this.#onWrong = onWrong;
  }

  /** The model, once it has learnt. */
  get model() {
    return this.#model?.summary.fitted ? this.#model : undefined;
  }

  /** Learns from the classes, as soon as they stay unchanged for a moment. */
  /** @param {() => TextClass[]} classes */
  follow(classes) {
    this.#following = latestOnly(
      async (signal) => {
        try {
          const elm = await this.#starting;
          if (signal.aborted) return () => {};
          const model = this.#model ?? (await elm.create('TextClassifier'));
          if (signal.aborted) {
            if (model !== this.#model) await model.dispose();
            return () => {};
          }
          this.#model = model;
          const { texts, labels } = asRows(classes());
          if (!texts.length) return () => this.#forget();
          const known = new Set(labels).size;
          if (known < 2) {
            const text = tooFewClasses('sentence', Boolean(this.model));
            return () => showNote(byId('honest'), text);
          }
          const { summary } = await model.fit(texts, labels, { signal });
          const said = await leftOut(model);
          return () => this.#show(summary, 'to learn them all', { texts, labels, said });
        } catch (error) {
          return () => showError(byId('honest'), error);
        }
      },
      { wait: WAIT, place: byId('honest') },
    );
    return this.#following;
  }

  /** @param {string} text @param {string} label */
  async grow(text, label) {
    const model = this.#model;
    if (!model) return;
    const { summary } = await model.partialFit([text], [label]);
    if (model === this.#model) this.#show(summary, 'to learn the new one');
  }

  /** All classes are empty: what it knew is of others. */
  #forget() {
    this.#model?.dispose();
    this.#model = undefined;
    const text = 'Write sentences of two classes, one a line: it learns as you type.';
    replace(byId('honest'), h('p', { class: 'muted' }, text));
    this.#onLearnt();
  }

  /** @param {ModelOf<'TextClassifier'>} model takes the place of the one in use */
  adopt(model) {
    this.#following?.stop();
    const before = this.#model;
    this.#model = model;
    before?.dispose();
    this.#show(model.summary, '');
  }

  /**
   * @param {Summary} summary @param {string} took
   * @param {Judged} [judged] the sentences, where they are known
   */
  #show(summary, took, judged) {
    const { n, right, wrong, single } = scoreOf(summary, judged);
    const chance = 1 / (summary.classes?.length ?? 1);
    replace(
      byId('honest'),
      keyFigures([
        n > 0 && [`${right} of ${n}`, 'right when the sentence itself was left out'],
        [percent(chance), 'right by guessing'],
        took !== '' && [duration(summary.seconds ?? 0), took],
      ]),
      wrongList(wrong, this.#onWrong),
      single.map((name) => h('p', { class: 'muted' }, cannotBeTold(name))),
      n > 0 && h('p', { class: 'muted' }, advice(right / n, n)),
    );
    this.#onLearnt();
  }
}

/** The answer to each sentence of a model without it; of very many it does not know. */
/** @param {ModelOf<'TextClassifier'>} model */
const leftOut = (model) => model.predict(null).catch(() => undefined);

/** @param {string} name of a class */
const cannotBeTold = (name) => apart`${name} has one sentence: what it is worth cannot be told.`;

/** @param {number} share @param {number} n */
function advice(share, n) {
  if (n < 60 && share < 0.75) {
    return (
      `${n} sentences are few: it only knows the words it has read. Add some of the kind it gets ` +
      'wrong and watch this number.'
    );
  }
  return 'Each sentence was judged by a model that had learnt from all the others.';
}
