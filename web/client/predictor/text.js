// Texts: TF-IDF of words and character n-grams, and classifiers of texts. See
// elm_core/features/text.py and elm_core/tasks/text_classifier.py.
// @ts-check
import { choice, labels, number, numbers } from './check.js';
import { refuse, require } from './decode.js';
import { softmax } from './elm.js';
import { transpose } from './hidden.js';
import { OF_COSINE } from './kernel.js';
import { affine } from './linear.js';
import { asTexts } from './samples.js';
import { charTerms, hash, WORD, words, wordTerms } from './terms.js';
import { readVectors } from './vectors.js';

/** @import { Stated } from './decode.js' */
/** @import { Build, Runner } from './core.js' */

/** @typedef {[at: number, value: number][]} Sparse */

/** @param {Stated} model @returns {Runner & { width: number, row: (text: string) => Sparse, weigh: (counts: Sparse) => Sparse }} */
export function vectorizer({ params, learned }) {
  const { word_ngrams, char_ngrams, n_hashes: hashes } = params;
  for (const ngrams of [word_ngrams, char_ngrams]) {
    const fine =
      ngrams?.length === 2 &&
      ngrams.every((/** @type {any} */ n) => Number.isInteger(n) && n >= 1 && n <= 16);
    require(ngrams === null || fine, 'n-grams must be two whole numbers from 1 to 16');
  }
  const idf = numbers(learned.idf_, 'idf_');
  require(idf.every((v) => v > 0), 'idf_ must be positive');
  const share = number(params.word_weight, 'word_weight', { low: 0, high: 1 });
  const terms = learned.vocabulary_;
  require(Array.isArray(terms) &&
    terms.every((t) => typeof t === 'string'), 'vocabulary_ must be text');
  const width = idf.length;
  const blocks = Number(word_ngrams !== null) + Number(char_ngrams !== null);
  require(width ===
    (hashes === null
      ? terms.length
      : number(hashes, 'n_hashes', { low: 1, whole: true }) *
        blocks), 'idf_ does not fit the vocabulary');
  const index = new Map(terms.map((t, i) => [t, i]));
  const seen = number(learned.weighed_documents_, 'weighed_documents_', { low: 1 });
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
      const texts = asTexts(X);
      const data = new Float64Array(texts.length * width);
      texts.forEach((text, i) => {
        for (const [at, value] of row(text)) data[i * width + at] = value;
      });
      return { data, rows: texts.length, columns: width };
    },
  };
}

/** @param {Stated} model @param {Build} build @returns {Runner} */
export function textClassifier({ params, learned }, build) {
  const { vectorizer_: encoder, model_: inner } = learned;
  require(encoder?.class === 'TextVectorizer' &&
    inner?.learned, 'a text classifier holds a vectorizer and a model');
  const terms = vectorizer(encoder);
  const g = OF_COSINE[choice(params.kernel, 'kernel', Object.keys(OF_COSINE))];
  const prior = numbers(learned.log_prior_, 'log_prior_');
  const c = prior.length;
  const n = number(inner.learned.dual_coef_?.shape?.[0], 'dual_coef_', { low: 1 });
  const dual = transpose(numbers(inner.learned.dual_coef_, 'dual_coef_', [n, c]), n, c);
  const intercept = numbers(inner.learned.intercept_, 'intercept_', [c]);
  const factor = number(learned.evidence_factor_, 'evidence_factor_', { low: 0 });
  const doubt = 1 / (number(learned.n_samples_seen_, 'n_samples_seen_', { low: 1 }) + 2);
  const classes = labels(learned.classes_, 'classes_', c);
  const cosines = trainingTexts(terms, learned, params, n, build);
  const outside =
    learned.threshold_ === undefined ? null : number(learned.threshold_, 'threshold_', { low: 0 });

  /** @param {any} X */
  function evidence(X) {
    const texts = asTexts(X);
    const data = new Float64Array(texts.length * c);
    const values = new Float64Array(n);
    texts.forEach((text, i) => {
      if (!cosines(text, values)) return; // nothing is known of it: exactly no evidence
      for (let j = 0; j < n; j++) values[j] = g(values[j]);
      const own = data.subarray(i * c, (i + 1) * c);
      affine(values, 1, n, dual, c, intercept, own);
      for (let k = 0; k < c; k++) own[k] -= intercept[k];
    });
    return { data, rows: texts.length, columns: c };
  }

  /** @param {any} X */
  function proba(X) {
    const out = softmax(evidence(X), factor, prior);
    for (let i = 0; i < out.data.length; i++)
      out.data[i] = (1 - doubt) * out.data[i] + doubt * Math.exp(prior[i % c]);
    return out;
  }

  /** @type {Runner} */
  const runner = {
    classes,
    proba,
    decision(X) {
      const out = proba(X);
      return { ...out, data: out.data.map(Math.log) };
    },
  };
  if (outside !== null) {
    require(typeof params.outside === 'string', 'outside must be text');
    runner.labelsOf = (X) => {
      const { data, rows } = evidence(X);
      const likely = proba(X).data;
      return Array.from({ length: rows }, (_, i) => {
        const own = data.subarray(i * c, (i + 1) * c);
        const p = likely.subarray(i * c, (i + 1) * c);
        return Math.max(...own) >= outside ? classes[p.indexOf(Math.max(...p))] : params.outside;
      });
    };
  }
  return runner;
}

/**
 * The inner products of a text with the training texts; false where nothing is known of it.
 *
 * @param {ReturnType<typeof vectorizer>} terms @param {Record<string, any>} learned
 * @param {Record<string, any>} params @param {number} n @param {Build} build
 * @returns {(text: string, out: Float64Array) => boolean}
 */
function trainingTexts(terms, learned, params, n, build) {
  const { counts_: counts, vectors_: name = null } = learned;
  const share = number(params.vector_share, 'vector_share', { low: 0, high: 1 });
  const vectors =
    name === null
      ? null
      : readVectors(
          build.vectors ??
            refuse(
              `the model needs the word vectors of ${name.package} ${name.version}: give the bytes of their file as { vectors }`,
            ),
        );
  require(!vectors ||
    vectors.sha256 ===
      name.sha256, 'the model was trained with other word vectors than those given');
  const width = vectors ? vectors.width : 0;
  const dense =
    learned.dense_ === undefined && !vectors
      ? new Float64Array()
      : numbers(learned.dense_, 'dense_', [n, width]);
  const [ends, indices, data] = ['indptr', 'indices', 'data'].map((key) =>
    numbers(counts?.[key], key),
  );
  const fine =
    ends.length === n + 1 &&
    ends[0] === 0 &&
    ends[n] === indices.length &&
    data.length === indices.length &&
    ends.every((end, i) => i === 0 || end >= ends[i - 1]) &&
    indices.every((at) => at >= 0 && at < terms.width) &&
    data.every((count) => count >= 1);
  require(fine, 'counts_ do not fit together');
  const ownShare = (/** @type {Float64Array} */ vector) => (vector.some(Boolean) ? share : 0);

  /** @type {[row: number, value: number][][]} */
  const postings = Array.from({ length: terms.width }, () => []);
  const rows = new Float64Array(n * width);
  for (let i = 0; i < n; i++) {
    const vector = dense.subarray(i * width, (i + 1) * width);
    const own = ownShare(vector);
    /** @type {Sparse} */
    const counted = [];
    for (let at = ends[i]; at < ends[i + 1]; at++) counted.push([indices[at], data[at]]);
    for (const [at, value] of terms.weigh(counted))
      postings[at].push([i, value * Math.sqrt(1 - own)]);
    rows.set(
      vector.map((v) => Math.sqrt(own) * v),
      i * width,
    );
  }
  return (text, out) => {
    const sparse = terms.row(text);
    const vector = vectors ? vectors.transform(text) : new Float64Array();
    const own = ownShare(vector);
    if (!sparse.length && !vector.some(Boolean)) return false;
    if (width)
      affine(
        vector.map((/** @type {number} */ v) => Math.sqrt(own) * v),
        1,
        width,
        rows,
        n,
        new Float64Array(n),
        out,
      );
    else out.fill(0);
    for (const [at, value] of sparse) {
      const scaled = value * Math.sqrt(1 - own);
      for (const [row, weight] of postings[at]) out[row] += scaled * weight;
    }
    return true;
  };
}
