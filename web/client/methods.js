// What models can be asked, by the name of the method: the verb, what is sent, what comes back.
// @ts-check
import { decodeLabels, encodeSamples, encodeTargets } from './encode.js';
import { ElmError, invalid } from './errors.js';
import { inCharacters, inUnits, wordPlaces } from './words.js';

/** @import { DocumentOptions, FloatMatrix, Matrix, NumberArray, Table } from './index.js' */
/** @import { Args, Calls, Labels, Looks, Request, Results, Verb, WireHeldOut, WireHit } from './types/wire.js' */

/**
 * @template {Verb} V
 * @param {V} verb
 * @param {Args} args
 * @param {Request['options'] | undefined} options
 * @param {(result: Results[V]) => unknown} [unpack]
 * @returns {Request}
 */
const ask = (verb, args, options, unpack = (result) => result) => ({
  ...{ verb, args, options: options ?? {} },
  unpack: /** @type {Request['unpack']} */ (unpack),
});

/** @type {Calls} */
export const METHODS = {
  fit(X, y, options = {}) {
    const { holdout, importances, seed } = options;
    const trial = { holdout, seed, ...(importances && { importances }) };
    return ask('fit', { ...rows(X, y), ...weights(options), ...trial }, options);
  },
  fitPredict: (X, options = {}) =>
    ask('fit_predict', rows(X), options, ({ labels }) => numbers(labels)),
  partialFit: (X, y, options = {}) =>
    ask('partial_fit', { ...rows(X, y), classes: options.classes }, options),
  unlearn: (X, y, options = {}) =>
    ask('unlearn', { ...labelled(X, y), ...weights(options) }, options),

  predict: (X, options = {}) =>
    ask(
      'predict',
      { ...(X === null ? {} : rows(X)), threshold: options.threshold },
      options,
      (result) => ('codes' in result ? decodeLabels(result) : numbers(result)),
    ),
  predictProba: (X, options) => ask('predict_proba', rows(X), options),
  decisionFunction: (X, options) => ask('decision_function', rows(X), options),
  predictSet(X, options = {}) {
    const { coverage, allowEmpty } = options;
    const args = { ...rows(X), coverage, allow_empty: allowEmpty };
    return ask('predict_set', args, options, sets);
  },
  predictInterval: (X, options = {}) =>
    ask('predict_interval', { ...rows(X), coverage: options.coverage }, options),
  scoreSamples: (X, options) => ask('score_samples', X === null ? {} : rows(X), options, numbers),
  transform: (X, options = {}) =>
    ask('transform', { ...rows(X), sample_rate: options.sampleRate }, options),
  inverseTransform: (X, options) => ask('inverse_transform', rows(X), options),
  explain(sample, options = {}) {
    const { background, target, nOrders, seed } = options;
    const words = typeof sample === 'string' ? (options.words ?? wordPlaces(sample)) : undefined;
    const places = words && inCharacters(words, String(sample));
    const args = { X: oneSample(sample), target, n_orders: nOrders, seed, words: places };
    const usual = background && { background: encodeSamples(background, 'background') };
    return ask('explain', { ...args, ...usual }, options, (about) =>
      'words' in about ? { ...about, words: inUnits(about.words, String(sample)) } : about,
    );
  },
  score: (X, y, options) => ask('score', rows(X, y), options, ({ score }) => score),
  evaluate: (X, y, options) => ask('evaluate', labelled(X, y), options),
  crossValidate(X, y, options = {}) {
    const { cv, groups, testRows, warmStart, shuffle, seed } = options;
    const args = { ...labelled(X, y), cv, warm_start: warmStart, shuffle, seed };
    const among = groups && { groups: encodeTargets(groups, 'groups') };
    const only = testRows && { test_rows: encodeTargets(testRows, 'testRows') };
    return ask('cross_validate', { ...args, ...among, ...only }, options, heldOut);
  },

  add: (texts, options = {}) => ask('add', documents(texts, options), options),
  upsert: (texts, options) => ask('upsert', documents(texts, options ?? {}), options),
  remove: (ids, options) => ask('remove', { ids }, options),
  search(query, options = {}) {
    const { k, where, diversity, complete, correct, rerank } = options;
    const args = { query, k, where, diversity, complete, correct, rerank };
    return ask('search', args, options, ({ hits }) => hits.map(withMarks));
  },
  expandQuery: (query, options = {}) =>
    ask(
      'expand_query',
      { query, complete: options.complete, correct: options.correct },
      options,
      ({ words }) => words,
    ),
  documents: (options) => ask('documents', {}, options, ({ documents }) => documents),
  learnClicks(query, options) {
    const { clicked, shown, complete, correct } = options ?? {};
    return ask('learn_clicks', { query, clicked, shown, complete, correct }, options);
  },
  suggest: (text, options = {}) =>
    ask('suggest', { text, k: options.k }, options, ({ suggestions }) => suggestions),
  accept: (text, word, options) => ask('accept', { text, word }, options),

  generate(options = {}) {
    const { bars, seed, temperature, velocity, start } = options;
    const before = start && encodeSamples(start, 'start');
    return ask('generate', { bars, seed, temperature, velocity, start: before }, options);
  },
  recommend(options = {}) {
    const { user, n, rated, items, ratings } = options;
    const told = items && {
      items: encodeTargets(items, 'items'),
      ratings: encodeTargets(ratings, 'ratings'),
    };
    return ask('recommend', { user, n, rated, ...told }, options, (found) =>
      found.items.map((item, i) => ({ item, rating: found.ratings[i] })),
    );
  },
  listen(samples, options = {}) {
    const { sampleRate, restart } = options;
    const args = { samples: encodeTargets(samples, 'samples'), sample_rate: sampleRate, restart };
    return ask('listen', args, options);
  },
};

/** Of the toolkit: how samples lie. @type {Looks} */
const LOOKS = {
  embed(X, options = {}) {
    const { maxRows, nComponents } = options;
    return ask('embed', { ...rows(X), max_rows: maxRows, n_components: nComponents }, options);
  },
  silhouette(X, labels, options = {}) {
    const { sampleSize, standardize, seed } = options;
    const args = { ...rows(X), labels: encodeTargets(labels, 'labels') };
    const how = { sample_size: sampleSize, standardize, seed };
    return ask('silhouette', { ...args, ...how }, options, ({ silhouette }) => silhouette);
  },
};

const ASKED = { ...METHODS, ...LOOKS };

/**
 * What is sent for a call of a method.
 *
 * @param {keyof Calls | keyof Looks} method @param {unknown[]} given
 * @returns {Request}
 * @throws {ElmError} whatever was given
 */
export function requestOf(method, given) {
  try {
    const all = /** @type {Record<string, (...given: unknown[]) => Request>} */ (ASKED);
    return all[method](...given);
  } catch (error) {
    if (error instanceof ElmError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new ElmError('invalid-input', `${method} cannot use what it was given: ${why}`);
  }
}

/** @param {unknown} X @param {unknown} [y] */
const rows = (X, y) => (y === undefined || y === null ? { X: encodeSamples(X) } : labelled(X, y));

/** @param {unknown} X @param {unknown} y */
const labelled = (X, y) => ({ X: encodeSamples(X), y: encodeTargets(y) });

/** @param {{ sampleWeight?: unknown }} options */
const weights = ({ sampleWeight }) =>
  sampleWeight ? { sample_weight: encodeTargets(sampleWeight, 'sampleWeight') } : {};

/** @param {unknown} texts @param {DocumentOptions} options */
function documents(texts, { ids, metadata }) {
  if (!Array.isArray(texts)) throw invalid('texts must be an array', 'texts');
  return { X: { texts }, ids, metadata };
}

/** @param {string | number[] | NumberArray | Matrix | Table} sample */
function oneSample(sample) {
  if (typeof sample === 'string') return { texts: [sample] };
  const isRow =
    ArrayBuffer.isView(sample) || (Array.isArray(sample) && typeof sample[0] === 'number');
  return encodeSamples(isRow ? [sample] : sample);
}

/** @param {WireHit} hit */
const withMarks = (hit) => ({
  ...hit,
  marks: inUnits(
    hit.marks.map(([start, end]) => ({ start, end })),
    hit.text,
  ),
});

/** @param {WireHeldOut} found */
const heldOut = ({ predictions, ...found }) => ({
  ...found,
  predictions: 'codes' in predictions ? decodeLabels(predictions) : numbers(predictions),
});

/** @param {FloatMatrix} result */
const numbers = (result) => (result.shape.length === 1 ? result.data : result);

/** @param {Labels & { lengths: Int32Array }} result */
function sets(result) {
  const labels = decodeLabels(result);
  let end = 0;
  return Array.from(result.lengths, (length) => {
    end += length;
    return labels.slice(end - length, end);
  });
}
