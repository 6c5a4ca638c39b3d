// Texts: TF-IDF of words and character n-grams, and classifiers of texts. See
// elm_core/features/text.py and elm_core/tasks/text_classifier.py.
// @ts-check
import { register } from './core.js';
import * as fields from './fields/text.js';
import { outputs, softmax } from './head.js';
import { OF_COSINE } from './kernel.js';
import { affine, best, filled, rowOf } from './linear.js';
import { vectorsNamed } from './named-vectors.js';
import { ensure } from './refusal.js';
import { asTexts, checked } from './samples.js';
import { charTerms, hash, WORD, words, wordTerms } from './terms.js';

/** @import { Held, Stated, Stored } from './decode.js' */
/** @import { Build, Runner } from './core.js' */

/** @typedef {[at: number, value: number][]} Sparse */
/** @typedef {ReturnType<typeof vectorizer>} Vectorizer */

/** @param {Stated} model @returns {Runner & { width: number, row: (text: string) => Sparse, weigh: (counts: Sparse) => Sparse }} */
export function vectorizer({ params, learned }) {
  const { word_ngrams, char_ngrams, n_hashes: hashes } = params;
  ensure(word_ngrams || char_ngrams, 'ngrams');
  const idf = learned.idf_.data;
  const share = params.word_weight;
  const terms = /** @type {string[]} */ (learned.vocabulary_);
  const width = idf.length;
  const blocks = Number(word_ngrams !== null) + Number(char_ngrams !== null);
  ensure(width === (hashes === null ? terms.length : hashes * blocks), 'idf_');
  ensure(new Set(terms).size === terms.length, 'vocabulary_');
  const index = new Map(terms.map((t, i) => [t, i]));
  const seen = learned.weighed_documents_;
  const unseen = params.use_idf ? Math.log((2 + seen) / 2) + 1 : 1;

  /** @param {string} term @returns {number | string} a column, or the term itself where it is unknown */
  function place(term) {
    if (hashes === null) return index.get(term) ?? term;
    const cell = hash(term) % hashes;
    return word_ngrams === null || term.startsWith(WORD) ? cell : hashes + cell;
  }

  /** @param {number | string} at */
  function isWord(at) {
    if (typeof at === 'string') return at.startsWith(WORD);
    return hashes === null ? terms[at].startsWith(WORD) : word_ngrams !== null && at < hashes;
  }

  /** @param {[number | string, number][]} counts @returns {Sparse} */
  function weigh(counts) {
    let [ofWords, ofChars] = [0, 0];
    const weights = counts
      .filter(([at]) => params.open_vocabulary || typeof at === 'number')
      .map(([at, count]) => {
        const weight =
          (params.sublinear_tf ? 1 + Math.log(count) : count) *
          (typeof at === 'number' ? idf[at] : unseen);
        if (isWord(at)) ofWords += weight * weight;
        else ofChars += weight * weight;
        return /** @type {const} */ ([at, weight]);
      });
    const wordShare = ofWords === 0 ? 0 : ofChars === 0 ? 1 : share;
    const forWords = Math.sqrt(wordShare / (ofWords || 1));
    const forChars = Math.sqrt((1 - wordShare) / (ofChars || 1));
    /** @type {Sparse} */
    const out = [];
    for (const [at, weight] of weights) {
      if (typeof at === 'number') out.push([at, weight * (isWord(at) ? forWords : forChars)]);
    }
    return out;
  }

  /** @param {string} text */
  function row(text) {
    /** @type {Map<number | string, number>} */
    const counts = new Map();
    const tokens = words(text);
    const found = word_ngrams === null ? [] : wordTerms(tokens, word_ngrams);
    if (char_ngrams !== null) {
      const parts = params.across_words && tokens.length ? [tokens.join(' ')] : tokens;
      for (const part of parts) for (const term of charTerms(part, char_ngrams)) found.push(term);
    }
    for (const term of found) {
      const at = place(term);
      counts.set(at, (counts.get(at) ?? 0) + 1);
    }
    return weigh(
      [...counts].sort(([a], [b]) =>
        typeof a === 'number' && typeof b === 'number'
          ? a - b
          : Number(typeof a === 'string') - Number(typeof b === 'string'),
      ),
    );
  }

  return {
    width,
    row,
    weigh,
    transform(X) {
      const all = asTexts(X);
      return filled(all.length, width, (out, i) => {
        for (const [at, value] of row(all[i])) out[at] = value;
      });
    },
  };
}

/**
 * What ./vectors.js makes, which is imported by those alone who have vectors.
 *
 * @typedef {import('./vectors.js').WordVectors & {
 *   products: (ofTerms: Products, params: Held, learned: Held, n: number) => Products,
 * }} Vectors
 */

/** @param {Stated} model @param {Build} build @returns {Runner} */
export function textClassifier({ params, learned }, build) {
  const { vectorizer_: encoder, model_: inner, vectors_: named, dense_: dense } = learned;
  ensure(inner.params.kernel === 'precomputed', 'model_');
  const terms = vectorizer(encoder);
  const g = OF_COSINE[learned.kernel_ ?? params.kernel]; // files from before it was chosen have none
  ensure(g !== undefined, 'kernel_');
  const prior = learned.log_prior_.data;
  const c = prior.length;
  const { n, coef, intercept } = outputs(inner.learned, 'dual_coef_');
  const factor = learned.evidence_factor_;
  const power = learned.evidence_power_; // files from before there was one have none
  const doubt = 1 / (learned.n_samples_seen_ + 2);
  const whole = [named, dense, learned.mean_evidence_].map((part) => part !== undefined);
  ensure(new Set(whole).size === 1, 'vectors_'); // files from before there were vectors have none
  const mean = learned.mean_evidence_?.data ?? new Float64Array(c);
  const classes = [...learned.classes_.data];
  const ofTerms = products(terms, learned.counts_, n);
  const vectors = vectorsNamed(named, /** @type {Vectors | undefined} */ (build.vectors));
  const width = vectors?.width ?? 0;
  ensure(!dense || (dense.shape[0] === n && dense.shape[1] === width), 'dense_');
  const cosines = vectors ? vectors.products(ofTerms, params, learned, n) : ofTerms;
  const outside = learned.threshold_ ?? null;

  /** @param {unknown} X */
  function evidence(X) {
    const all = asTexts(X);
    const values = new Float64Array(n);
    /** @type {number[]} */
    const known = [];
    const rows = filled(all.length, c, (out, i) => {
      known.push(cosines(all[i], values));
      affine(values.map(g), 1, n, coef, c, intercept, out);
    });
    checked(rows).data.forEach((score, i, scores) => {
      // of unknown terms only: exactly no evidence
      scores[i] = known[Math.floor(i / c)] ? score - intercept[i % c] : 0;
    });
    return { rows, known };
  }

  /** @param {unknown} X */
  function proba(X) {
    const { rows, known } = evidence(X);
    // what speaks for no class is near the mean; where just, was learnt by leave-one-out
    rows.data.forEach((v, i, all) => {
      all[i] = v - known[Math.floor(i / c)] * mean[i % c];
    });
    if (power) even(rows, power);
    const out = softmax(rows, factor, prior);
    const data = out.data.map((p, i) => (1 - doubt) * p + doubt * Math.exp(prior[i % c]));
    return { ...out, data };
  }

  /** @type {Runner} */
  const runner = {
    outputs: c,
    classes,
    proba,
    decision(X) {
      const out = proba(X);
      return { ...out, data: out.data.map(Math.log) };
    },
  };
  if (outside !== null) {
    runner.labelsOf = (X) => {
      const { rows } = evidence(X);
      return best(proba(X), classes).map((label, i) =>
        Math.max(...rowOf(rows, i)) >= outside ? label : params.outside,
      );
    };
  }
  return runner;
}

/**
 * Divides each row by its spread to a power: see elm_core/maths/evidence.py.
 *
 * @param {Parameters<typeof rowOf>[0]} rows @param {number} power
 */
function even(rows, power) {
  for (let i = 0; i < rows.rows; i++) {
    const row = rowOf(rows, i);
    const mean = row.reduce((sum, v) => sum + v, 0) / row.length;
    const spread = Math.sqrt(row.reduce((sum, v) => sum + (v - mean) ** 2, 0) / row.length);
    if (spread > 0) for (let j = 0; j < row.length; j++) row[j] /= spread ** power;
  }
}

/**
 * The inner products of a text with the training texts; returns the share of it that is known.
 *
 * @typedef {(text: string, out: Float64Array) => number} Products
 */

/** @param {Vectorizer} vectorizer @param {Record<string, Stored>} counts of terms, by training text @param {number} n @returns {Products} */
function products(vectorizer, counts, n) {
  const [ends, indices, data] = ['indptr', 'indices', 'data'].map((key) =>
    Float64Array.from(counts[key].data, Number),
  );
  const starts = new Set(ends);
  const fine =
    ends.length === n + 1 &&
    ends[0] === 0 &&
    ends[n] === indices.length &&
    data.length === indices.length &&
    ends.every((end, i) => i === 0 || end >= ends[i - 1]) &&
    indices.every(
      (at, i) => at < vectorizer.width && (i === 0 || at > indices[i - 1] || starts.has(i)),
    );
  ensure(fine, 'counts_');
  /** @type {Sparse[]} */
  const postings = Array.from({ length: vectorizer.width }, () => []);
  for (let i = 0; i < n; i++) {
    /** @type {Sparse} */
    const counted = [];
    for (let at = ends[i]; at < ends[i + 1]; at++) counted.push([indices[at], data[at]]);
    for (const [at, value] of vectorizer.weigh(counted)) postings[at].push([i, value]);
  }
  return (text, out) => {
    let known = 0;
    out.fill(0);
    for (const [at, value] of vectorizer.row(text)) {
      known += value * value;
      for (const [row, weight] of postings[at]) out[row] += value * weight;
    }
    return known;
  };
}

register(
  {
    IntentClassifier: textClassifier,
    LanguageClassifier: textClassifier,
    TextClassifier: textClassifier,
    TextVectorizer: vectorizer,
  },
  fields,
);
