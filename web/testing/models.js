// The models of the stand-in: a saved file that the Predictor reads, or the samples themselves.
// @ts-check
import { load } from '../client/predictor/load.js';
import { elsewhere, invalid, StandInError } from './errors.js';
import { checkNames, checkValues } from './model-checks.js';
import { checkLike, checkSamples, checkTargets } from './sample-checks.js';
import { samplesIn, unlikeness } from './samples.js';

/** @import { Label } from '../client/index.js' */
/** @import { Predictor } from '../client/predictor/index.js' */
/** @import { Summary } from '../client/types/reports.js' */
/** @import { Sample } from './samples.js' */

/** What marks a model that the stand-in has saved: no other reads it. */
const FORMAT = 'elm-toolkit-stand-in';

/**
 * @typedef {{ class: string, params?: Record<string, unknown>, metadata?: Record<string, unknown>, samples?: Sample[], targets?: Label[] }} State
 */

export class StandInModel {
  /** @type {Predictor | undefined} who answers once it is learnt as a file */
  #predictor;
  /** @type {string | undefined} */
  #json;
  /** @type {Sample[]} */
  #samples;
  /** @type {Label[]} */
  #targets;

  /** @param {State} state @param {Map<string, string>} [learnt] */
  constructor({ class: name, params = {}, metadata = {}, samples = [], targets = [] }, learnt) {
    this.className = name;
    this.params = params;
    this.metadata = metadata;
    this.learnt = learnt;
    this.#samples = samples;
    this.#targets = targets;
  }

  /** @returns {'classifier' | 'regressor' | 'task'} */
  get kind() {
    if (this.#predictor) return this.#predictor.classes ? 'classifier' : 'regressor';
    if (/Classifier$/.test(this.className)) return 'classifier';
    return /Regressor$/.test(this.className) ? 'regressor' : 'task';
  }

  /** @returns {Label[]} in the order of Python's */
  get classes() {
    return this.#predictor?.classes ?? [...new Set(this.#targets)].sort(inOrder);
  }

  /** @returns {Summary} */
  get summary() {
    const fitted = Boolean(this.#predictor || this.#samples.length);
    const about = { class: this.className, kind: this.kind, fitted };
    const classes = fitted && this.kind === 'classifier' ? { classes: this.classes } : {};
    return { ...about, ...classes, n_samples: this.#samples.length };
  }

  about() {
    return { summary: this.summary, params: this.params, metadata: this.metadata };
  }

  /** @param {string} json */
  async become(json) {
    this.#predictor = await load(json);
    this.#json = json;
  }

  /** @param {any} args @param {boolean} further */
  async learn({ X, y, holdout, importances }, further) {
    const json = this.learnt?.get(this.className);
    if (this.kind === 'task' && !json)
      throw elsewhere(`${this.className} without a file (learnAs)`);
    if (holdout || importances) throw elsewhere('holdout');
    if (X?.stream) throw elsewhere('stream');
    checkValues(this.className, this.params);
    const samples = this.#samplesOf(X, further);
    checkTargets(this.className, this.kind, y, samples.length, further);
    const targets = targetsIn(y);
    this.#samples = further ? [...this.#samples, ...samples] : samples;
    this.#targets = further ? [...this.#targets, ...targets] : targets;
    if (json) await this.become(json);
  }

  /** @param {any} args */
  predict({ X, threshold }) {
    if (!X) throw elsewhere('answers for what was learnt (null)');
    if (this.kind === 'regressor' && threshold === undefined) {
      const numbers = /** @type {number[]} */ (this.#answers(this.#asked(X)));
      return { data: Float64Array.from(numbers), shape: [numbers.length] };
    }
    if (threshold !== undefined && !(threshold >= 0 && threshold <= 1)) {
      const got = `threshold must be a number >= 0 and <= 1, got ${threshold}`;
      throw invalid(got, 'threshold');
    }
    const { data, shape, classes } = this.predictProba({ X });
    const width = shape[1];
    const codes = Int32Array.from({ length: shape[0] }, (_, row) => {
      const scores = Array.from(data.subarray(row * width, (row + 1) * width));
      const best = scores.indexOf(Math.max(...scores));
      return scores[best] < (threshold ?? 0) ? -1 : best;
    });
    return { codes, values: classes };
  }

  /** @param {any} args */
  predictProba({ X }) {
    if (this.kind !== 'classifier') {
      throw new StandInError('unsupported', `${this.className} has no predict_proba`);
    }
    const samples = this.#asked(X);
    const classes = this.classes;
    if (this.#predictor) {
      const { data, shape } = /** @type {any} */ (
        this.#predictor.predictProba(/** @type {any} */ (samples))
      );
      return { data: Float64Array.from(data), shape, classes };
    }
    const data = new Float64Array(samples.length * classes.length);
    for (const [row, label] of this.#answers(samples).entries()) {
      data[row * classes.length + classes.indexOf(label)] = 1;
    }
    return { data, shape: [samples.length, classes.length], classes };
  }

  /** Accuracy, or R². @param {any} args */
  score({ X, y }) {
    const samples = this.#asked(X);
    if (!y) throw invalid('the request has no y', 'y');
    const [truth, found] = [targetsIn(y), this.#answers(samples)];
    if (truth.length !== found.length) {
      throw invalid(`X has ${found.length} rows, y has ${truth.length}`, 'y');
    }
    if (this.kind !== 'regressor') {
      return truth.filter((label, i) => label === found[i]).length / truth.length;
    }
    const numbers = truth.map(Number);
    const mean = numbers.reduce((a, b) => a + b, 0) / numbers.length;
    const squares = (/** @type {(i: number) => number} */ of) =>
      numbers.reduce((sum, value, i) => sum + (value - of(i)) ** 2, 0);
    return 1 - squares((i) => Number(found[i])) / squares(() => mean);
  }

  /** @param {{ metadata?: Record<string, unknown> }} args */
  save({ metadata }) {
    if (this.#json) return this.#json;
    const state = { class: this.className, params: this.params, samples: this.#samples.map(plain) };
    return JSON.stringify({ format: FORMAT, ...state, targets: this.#targets, metadata });
  }

  /** Samples that a model which has learnt can use. @param {any} X */
  #asked(X) {
    if (!this.#predictor && !this.#samples.length) {
      throw new StandInError('not-fitted', `this ${this.className} is not fitted: call fit first`);
    }
    return this.#samplesOf(X, true);
  }

  /** @param {any} X @param {boolean} further whether they are to be like those that are known */
  #samplesOf(X, further) {
    checkSamples(this.className, X);
    const samples = samplesIn(X);
    const known = further && !this.#predictor && this.#samples[0]; // the Predictor sees for itself
    if (known) checkLike(this.className, known, samples[0]);
    return samples;
  }

  /** @param {Sample[]} samples @returns {Label[]} */
  #answers(samples) {
    if (this.#predictor) {
      const found = this.#predictor.predict(/** @type {any} */ (samples));
      return Array.from(/** @type {ArrayLike<Label>} */ (found));
    }
    return samples.map((sample) => {
      const distances = this.#samples.map((known) => unlikeness(known, sample));
      return this.#targets[distances.indexOf(Math.min(...distances))];
    });
  }
}

/** @param {any} from @param {Map<string, string>} [learnt] */
export async function modelOf({ class: name, params, json }, learnt) {
  if (json === undefined) {
    checkNames(name, params);
    return new StandInModel({ class: name, params }, learnt);
  }
  const own = parsed(json);
  if (own.format === FORMAT) {
    const samples = own.samples.map((/** @type {any} */ sample) =>
      Array.isArray(sample) ? Float64Array.from(sample) : sample,
    );
    return new StandInModel({ ...own, samples });
  }
  const model = new StandInModel({ class: own.class, params: own.params, metadata: own.metadata });
  await model.become(json);
  return model;
}

/** @param {StandInModel} model @param {Map<string, string>} learnt */
export const unfitted = (model, learnt) =>
  modelOf({ class: model.className, params: model.params }, learnt);

/** @param {string} json @returns {any} */
function parsed(json) {
  try {
    return JSON.parse(json) ?? {};
  } catch {
    return {}; // the Predictor says what is wrong with it
  }
}

/** @param {any} y @returns {Label[]} */
function targetsIn(y) {
  if (!y) return [];
  return y.codes ? Array.from(y.codes, (code) => y.values[code]) : Array.from(y.data);
}

/** @param {Sample} sample */
const plain = (sample) => (ArrayBuffer.isView(sample) ? Array.from(sample) : sample);

/** @param {Label} a @param {Label} b */
const inOrder = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
