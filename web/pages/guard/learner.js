// The model of the page: learnt anew when examples change, or grown by one, and scored each time.
// @ts-check
import { isCancelled } from '../../ui/async/cancelled.js';
import { latestOnly } from '../../ui/async/latest-only.js';
import { byId } from '../../ui/dom/dom.js';
import { showError, showNote } from '../../ui/feedback/notice.js';
import { progressBar } from '../../ui/feedback/progress-bar.js';
import { asRows } from '../../ui/samples/labelled-texts.js';
import { knownOf, OUTSIDE } from '../../ui/samples/message-sets.js';
import { tooFewClasses } from '../../ui/samples/too-few.js';
import { heldOut } from './held-out.js';

/** @import { ElmToolkit, Model } from '../../client/index.js' */
/** @import { TextClass } from '../../ui/samples/labelled-texts.js' */
/** @import { Scored } from './scores.js' */

/** @typedef {{ className: string, params: Record<string, unknown>, classes: TextClass[] }} Task */

/** Quiet time after a keystroke before it learns again, in milliseconds. */
const WAIT = 200;
const CANCELLED = 'Cancelled. It knows what it knew before; the next change learns everything.';
const message = byId('scores-message');

export class Learner {
  /** @type {Model | undefined} */
  #model;
  /** @type {string | undefined} what the model was made as */
  #kind;
  #work = progressBar(byId('working'));
  #starting;
  #task;
  #onLearnt;
  #onScored;

  /**
   * @param {object} page
   * @param {Promise<ElmToolkit>} page.starting
   * @param {() => Task} page.task
   * @param {() => void} page.onLearnt
   * @param {(rows: Scored[]) => void} page.onScored
   */
  constructor({ starting, task, onLearnt, onScored }) {
    this.#starting = starting;
    this.#task = task;
    this.#onLearnt = onLearnt;
    this.#onScored = onScored;
    this.relearn = latestOnly((signal) => this.#learn(signal), { wait: WAIT });
  }

  /** The model, once it has learnt. */
  get model() {
    return this.#model?.summary.fitted ? this.#model : undefined;
  }

  /** Learns one more message; returns whether it could. @param {string} text @param {string} label */
  async grow(text, label) {
    if (!this.model || label === OUTSIDE) return;
    await this.model.partialFit([text], [label]);
    this.#onLearnt();
  }

  /** Scores messages that are held out, while the model is in use. */
  async score() {
    const job = jobOf(this.#task());
    const { model } = this;
    if (!model) return;
    try {
      const rows = await this.#work((signal, onProgress) =>
        heldOut(model, job, { signal, onProgress }),
      );
      showNote(message);
      this.#onScored(rows);
    } catch (error) {
      if (!isCancelled(error)) showError(message, error);
    }
  }

  /** All classes are empty: what it knew is of others. */
  #forget() {
    this.#model?.dispose();
    this.#model = this.#kind = undefined;
    showNote(message);
    this.#onScored([]);
    this.#onLearnt();
  }

  /** @param {AbortSignal} signal */
  async #learn(signal) {
    /** @type {Model | undefined} */
    let made;
    try {
      if (!jobOf(this.#task()).texts.length) return () => this.#forget();
      const elm = await this.#starting;
      if (signal.aborted) return () => {};
      const task = this.#task(); // of now: more may have come while Python loaded
      const { texts, labels } = jobOf(task);
      if (new Set(labels).size < 2) {
        const text = tooFewClasses('message', Boolean(this.model));
        return () => showNote(message, text);
      }
      const kind = JSON.stringify([task.className, task.params]);
      if (kind !== this.#kind) made = await elm.create(task.className, task.params);
      const model = made ?? /** @type {Model} */ (this.#model);
      await this.#work((cancelled, onProgress) =>
        model.fit(texts, labels, { signal: AbortSignal.any([signal, cancelled]), onProgress }),
      );
      if (made) this.#model?.dispose();
      this.#model = model;
      this.#kind = kind;
      return () => {
        this.#onLearnt();
        this.score();
      };
    } catch (error) {
      await made?.dispose();
      if (isCancelled(error)) return () => showNote(message, CANCELLED);
      return () => showError(message, error);
    }
  }
}

/** @param {Task} task */
function jobOf({ className, classes }) {
  const scoped = className === 'IntentClassifier';
  const known = knownOf(className, classes);
  const outside = scoped ? classes.filter(({ name }) => name === OUTSIDE) : [];
  const { texts, labels } = asRows(known);
  return {
    texts,
    labels,
    outside: outside.flatMap(({ sentences }) => sentences),
    classes: [...new Set(labels)].sort(),
  };
}
