// Predictions of a saved model, without Python: at once, on any thread, in Node too.
// @ts-check
import { decode, Stated } from './decode.js';
import * as fields from './fields/core.js';
import { best } from './linear.js';
import { ensure, refuse } from './refusal.js';
import { checked, invalid, isOne } from './samples.js';
import { declare, keyOf } from './specs.js';

/** @import { Decoded } from './decode.js' */
/** @import { Heard, Label, Suggestion } from '../index.js' */
/** @import { Rows } from './samples.js' */
/** @import { WordVectors } from './vectors.js' */

/** @typedef {{ sampleRate?: number, restart?: boolean }} Hearing */

/**
 * A loaded model. What it returns is overwritten by its next call.
 *
 * @typedef {{
 *   scores?: (X: unknown) => Rows,
 *   transform?: (X: unknown) => Rows,
 *   classes?: Label[],
 *   proba?: (X: unknown) => Rows,
 *   decision?: (X: unknown) => Rows,
 *   labelsOf?: (X: unknown) => (Label | null)[],
 *   suggest?: (text: string, k: number) => Suggestion[],
 *   listen?: (samples: ArrayLike<number>, options?: Hearing) => Heard,
 *   outputs?: number,
 *   oneOutput?: boolean,
 * }} Runner
 */

/**
 * What makes of a model needs: those within it are there already.
 *
 * @typedef {{
 *   model: (model: Stated) => Runner,
 *   chained: (encode: (X: unknown) => Rows, runner: Runner) => Runner,
 *   unread: Unread[],
 *   vectors?: WordVectors,
 * }} Build
 */

/**
 * A cell of a table that cannot be read as its column is, which counts as missing.
 *
 * @typedef {{ column: string, row: number, text: string }} Unread
 */

/** @type {Record<string, (model: Stated, build: Build) => Runner>} */
const KINDS = Object.create(null);

/**
 * @param {typeof KINDS} kinds class name → what makes a model of it
 * @param {Parameters<typeof declare>[0]} fields what files may hold of these classes
 */
export function register(kinds, fields) {
  Object.assign(KINDS, kinds);
  declare(fields);
}

declare(fields); // `Frozen`, in which there is nothing but the model in it

/** @param {string} name @param {(typeof KINDS)[string]} kind */
export const both = (name, kind) => ({ [`${name}Classifier`]: kind, [`${name}Regressor`]: kind });

export class Predictor {
  /** Use `Predictor.from(json)`.
   *
   * @param {Build} build @param {Stated} model @param {Record<string, unknown>} metadata */
  constructor(build, model, metadata) {
    const run = build.model(model);
    // not private: apps put it into reactive data, whose proxies reach no private names
    this._run = run;
    this._build = build;
    this.className = model.class;
    this.metadata = metadata;
    this.classes = run.classes;
  }

  /**
   * @param {unknown} json the text that `elm_core.dumps` or `model.save` made, or the object in it
   * @param {{ vectors?: WordVectors, maxBytes?: number }} [options]
   */
  static from(json, { vectors, maxBytes } = {}) {
    const { then, save } = Object(json);
    const other = typeof then === 'function' ? 'Promise' : typeof save === 'function' && 'Model';
    ensure(!other, `got a ${other}: give await model.save()`);
    return Predictor.of(decode(json, { maxBytes }), vectors);
  }

  /** @param {Decoded} decoded @param {WordVectors} [vectors] */
  static of({ model, metadata, trained }, vectors) {
    ensure(model.isTrained, 'it is not fitted');
    try {
      return new Predictor(built(trained, vectors), model, metadata);
    } catch (error) {
      if (error instanceof TypeError || error instanceof RangeError) {
        refuse(error.message);
      }
      throw error;
    }
  }

  /** The cells of tables in the last call that could not be read, at most 100. */
  get unread() {
    return this._build.unread;
  }

  /** @param {unknown} X one sample, or several */
  predict(X) {
    this._build.unread = [];
    const { scores, classes, proba, labelsOf, oneOutput } = this._run;
    const one = isOne(X);
    if (classes) {
      const found = labelsOf
        ? labelsOf(one ? [X] : X)
        : best(checked((scores ?? proba)?.(one ? [X] : X)), classes);
      return one ? found[0] : found;
    }
    const out = numbers(this, scores, X, one);
    return oneOutput ? (one ? out[0] : out.data) : out;
  }

  /** @param {unknown} X one sample, or several */
  predictProba(X) {
    const { proba, classes } = this._run;
    const out = numbers(this, proba, X, isOne(X));
    return ArrayBuffer.isView(out) ? out : { ...out, classes };
  }

  /** @param {unknown} X one sample, or several: for two classes one number each, the score of the second less that of the first */
  decisionFunction(X) {
    const { decision, classes } = this._run;
    const one = isOne(X);
    const out = numbers(this, decision, X, one);
    if (classes?.length !== 2) return out;
    const data = one ? out : out.data;
    const differences = Float64Array.from(
      { length: data.length / 2 },
      (_, i) => data[2 * i + 1] - data[2 * i],
    );
    return one ? differences[0] : { data: differences, shape: [differences.length] };
  }

  /** @param {unknown} X one sample, or several */
  transform(X) {
    return numbers(this, this._run.transform, X, isOne(X));
  }

  /** @param {string} text before the cursor @param {{ k?: number }} [options] `k`: as many words at most */
  suggest(text, { k = 5 } = {}) {
    return (this._run.suggest ?? lacks(this))(text, k);
  }

  /** @param {ArrayLike<number>} samples the next of a stream @param {Hearing} [options] */
  listen(samples, options) {
    return (this._run.listen ?? lacks(this))(samples, options);
  }
}

/** @param {Predictor} predictor @returns {never} */
const lacks = ({ className }) => invalid(`${className} does not do this`);

/** @param {Predictor} predictor @param {((X: unknown) => Rows) | undefined} run @param {unknown} X @param {boolean} one @returns {any} */
function numbers(predictor, run, X, one) {
  if (!run) return lacks(predictor);
  predictor._build.unread = [];
  const { data, rows, columns } = checked(run(one ? [X] : X));
  return one
    ? data.slice(0, columns)
    : { data: data.slice(0, rows * columns), shape: [rows, columns] };
}

/** @param {Stated[]} trained those within others first @param {WordVectors | undefined} vectors @returns {Build} */
function built(trained, vectors) {
  /** @type {Map<Stated, Runner>} */
  const runners = new Map();
  /** @type {Build} */
  const build = {
    vectors,
    unread: [],
    model(model) {
      const { estimator } = model.params;
      return (
        runners.get(model) ??
        (model.class === 'Frozen' && model.isTrained
          ? build.model(estimator)
          : refuse('a part that is not fitted'))
      );
    },
    chained(encode, runner) {
      const { suggest: _, listen: __, ...of } = runner; // which ask of no rows
      const through = Object.entries(of).map(([name, value]) => [
        name,
        typeof value === 'function' ? (/** @type {unknown} */ X) => value(encode(X)) : value,
      ]);
      return Object.fromEntries(through);
    },
  };
  for (const model of trained) {
    const runner = makerOf(model.class)(model, build);
    const { classes_: own, model_: inner, estimator_: other } = model.learned;
    const held = inner ?? other;
    if (own && held instanceof Stated)
      ensure(sameLabels(own.data, build.model(held).classes ?? []), 'classes_');
    runners.set(model, runner);
  }
  return build;
}

/** @param {string} name of a class */
const makerOf = (name) => KINDS[name] ?? refuse(`class ${name}`);

/** @param {Label[]} a @param {Label[]} b */
const sameLabels = (a, b) =>
  a.length === b.length && a.every((label, i) => keyOf(label) === keyOf(b[i]));
