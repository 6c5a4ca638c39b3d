// Two models on one stream: each row is predicted, then learnt, then gone.
// @ts-check

/** @import { ElmToolkit, ModelOf, OnlineELMClassifierParameters } from '../../client/index.js' */
/** @import { Block } from './sources.js' */

/** @typedef {{ n_hidden: number, forgetting: number, onDrift: boolean, seed: number }} Settings */
/** @typedef {{ tested: number, right: number, drifts: number }} Outcome of one model on one block */

const CLASS = 'OnlineELMClassifier';

/** @param {Settings} settings @param {boolean} forgets @returns {OnlineELMClassifierParameters} */
const paramsOf = ({ n_hidden, forgetting, onDrift, seed }, forgets) => ({
  n_hidden,
  forgetting_factor: forgets ? forgetting : 1,
  on_drift: forgets && onDrift ? 'forget' : 'watch',
  random_state: seed,
});

export class Prequential {
  /** @param {ModelOf<'OnlineELMClassifier'>} forgets @param {ModelOf<'OnlineELMClassifier'>} remembers @param {string[]} classes */
  constructor(forgets, remembers, classes) {
    this.forgets = forgets;
    this.remembers = remembers;
    this.classes = classes;
    this.known = [forgets, remembers].map(countsOf);
  }

  /**
   * @param {ElmToolkit} elm @param {Settings} settings @param {string[]} classes
   * @param {ModelOf<'OnlineELMClassifier'>} [opened] goes on in place of a new one that forgets
   */
  static async begin(elm, settings, classes, opened) {
    const [forgets, remembers] = await Promise.all([
      opened ?? elm.create(CLASS, paramsOf(settings, true)),
      elm.create(CLASS, paramsOf(settings, false)),
    ]);
    return new Prequential(forgets, remembers, classes);
  }

  /** @param {Block} block @returns {Promise<{ outcomes: Outcome[], seconds: number }>} */
  async learn({ X, y }) {
    const { classes } = this;
    const learnt = await Promise.all(
      [this.forgets, this.remembers].map((model) => model.partialFit(X, y, { classes })),
    );
    const outcomes = [this.forgets, this.remembers].map((model, i) => {
      const before = this.known[i];
      const now = countsOf(model);
      this.known[i] = now;
      return {
        tested: Math.max(0, now.tested - before.tested),
        right: Math.max(0, now.right - before.right),
        drifts: Math.max(0, now.drifts - before.drifts),
      };
    });
    return {
      outcomes,
      seconds: learnt.reduce((sum, { summary }) => sum + (summary.seconds ?? 0), 0),
    };
  }

  dispose() {
    for (const model of [this.forgets, this.remembers]) model.dispose().catch(() => {});
  }
}

/** What the watch of a model has counted so far. @param {ModelOf<'OnlineELMClassifier'>} model @returns {Outcome} */
function countsOf({ summary: { watch } }) {
  if (!watch || typeof watch.score !== 'number') return { tested: 0, right: 0, drifts: 0 };
  return { tested: watch.rows, right: Math.round(watch.score * watch.rows), drifts: watch.drifts };
}
