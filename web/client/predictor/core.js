// Predictions of a saved model, without Python: at once, on any thread, in Node too.
// @ts-check
import { decode, ensure, refuse } from './decode.js';
import { best } from './linear.js';
import { invalid, isOne } from './samples.js';

/** @import { Stated } from './decode.js' */
/** @import { Rows } from './samples.js' */

/**
 * A loaded model. What it returns is overwritten by its next call.
 *
 * @typedef {{
 *   scores?: (X: any) => Rows,
 *   transform?: (X: any) => any,
 *   classes?: any[],
 *   proba?: (X: any) => Rows,
 *   decision?: (X: any) => Rows,
 *   labelsOf?: (X: any) => any[],
 *   oneOutput?: boolean,
 * }} Runner
 */

/**
 * Makes models within models, and grants work: `take` refuses a file that asks for too much.
 *
 * @typedef {{
 *   model: (model: any) => Runner,
 *   take: (numbers: number, times: number) => void,
 *   chained: (encode: (X: any) => any, runner: Runner) => Runner,
 *   unread: Unread[],
 *   vectors?: any,
 * }} Build
 */

/**
 * A cell of a table that cannot be read as its column is, which counts as missing.
 *
 * @typedef {{ column: string, row: number, text: string }} Unread
 */

/** Numbers that hidden layers may hold (512 MiB), and drawings of them. */
const MOST_NUMBERS = 2 ** 26;
const MOST_WORK = 2 ** 30;

/** @type {Record<string, (model: Stated, build: Build) => Runner>} */
const KINDS = Object.create(null);

/** @param {typeof KINDS} kinds class name → what makes a model of it */
export function register(kinds) {
  Object.assign(KINDS, kinds);
}

/** @param {string} name @param {(typeof KINDS)[string]} kind */
export const both = (name, kind) => ({ [`${name}Classifier`]: kind, [`${name}Regressor`]: kind });

export class Predictor {
  #run;
  #build;

  /** Use `Predictor.from(json)`.
   *
   * @param {Build} build @param {Stated} model @param {Record<string, any>} metadata */
  constructor(build, model, metadata) {
    const run = build.model(model);
    this.#run = run;
    this.#build = build;
    this.className = model.class;
    this.metadata = metadata;
    this.classes = run.classes;
  }

  /**
   * @param {unknown} json the text that `elm_core.dumps` or `model.save` made, or the object in it
   * @param {{ vectors?: any }} [options]
   */
  static from(json, { vectors } = {}) {
    const { model, metadata } = decode(json);
    try {
      return new Predictor(builder(vectors), model, metadata);
    } catch (error) {
      if (error instanceof TypeError || error instanceof RangeError) {
        refuse(error.message);
      }
      throw error;
    }
  }

  /** The cells of tables in the last call that could not be read, at most 100. */
  get unread() {
    return this.#build.unread;
  }

  /** @param {any} X one sample, or several */
  predict(X) {
    this.#build.unread = [];
    const { scores, classes, proba, labelsOf, oneOutput } = this.#run;
    const one = isOne(X);
    if (classes) {
      const found = labelsOf
        ? labelsOf(one ? [X] : X)
        : best(checked((scores ?? proba)?.(one ? [X] : X)), classes);
      return one ? found[0] : found;
    }
    const out = this.#numbers(scores, X, one);
    return oneOutput ? (one ? out[0] : out.data) : out;
  }

  /** @param {any} X one sample, or several */
  predictProba(X) {
    const { proba, classes } = this.#run;
    const out = this.#numbers(proba, X, isOne(X));
    return ArrayBuffer.isView(out) ? out : { ...out, classes };
  }

  /** @param {any} X one sample, or several: for two classes one number each, the score of the second less that of the first */
  decisionFunction(X) {
    const { scores, decision = scores, classes } = this.#run;
    const one = isOne(X);
    const out = this.#numbers(decision, X, one);
    if (classes?.length !== 2) return out;
    const data = one ? out : out.data;
    const differences = Float64Array.from(
      { length: data.length / 2 },
      (_, i) => data[2 * i + 1] - data[2 * i],
    );
    return one ? differences[0] : { data: differences, shape: [differences.length] };
  }

  /** @param {any} X one sample, or several */
  transform(X) {
    return this.#numbers(this.#run.transform, X, isOne(X));
  }

  /** @param {((X: any) => Rows) | undefined} run @param {any} X @param {boolean} one @returns {any} */
  #numbers(run, X, one) {
    if (!run) invalid(`${this.className} does not do this`);
    this.#build.unread = [];
    const { data, rows, columns } = checked(run(one ? [X] : X));
    return one
      ? data.slice(0, columns)
      : { data: data.slice(0, rows * columns), shape: [rows, columns] };
  }
}

/** @param {any} vectors @returns {Build} */
function builder(vectors) {
  let [numbers, work] = [0, 0];
  return {
    vectors,
    unread: [],
    model(model) {
      const make =
        KINDS[model?.class] ??
        refuse(`class ${model?.class}, unless its module is imported (docs/predictor.md)`);
      ensure(model.class === 'Frozen' || Object.keys(model.learned).length, 'it is not fitted');
      return make(model, this);
    },
    chained(encode, runner) {
      const through = Object.entries(runner).map(([name, value]) => [
        name,
        typeof value === 'function' ? (/** @type {any} */ X) => value(encode(X)) : value,
      ]);
      return Object.fromEntries(through);
    },
    take(count, times) {
      numbers += count;
      work += count * times;
      ensure(numbers <= MOST_NUMBERS && work <= MOST_WORK, 'it is too large');
    },
  };
}

/** @param {Rows | undefined} out @returns {Rows} */
function checked(out) {
  const { data, rows, columns } = /** @type {Rows} */ (out);
  for (let i = 0; i < rows * columns; i++) {
    if (!Number.isFinite(data[i])) {
      const row = Math.floor(i / columns);
      invalid(`the scores of row ${row} of X overflow: the row is too far from the training rows`, {
        row,
      });
    }
  }
  return /** @type {Rows} */ (out);
}
