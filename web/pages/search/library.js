// The documents of the page in two indexes: one as it is, one that learns from clicks.
// @ts-check
import { ElmError } from '../../client/errors.js';
import { same } from '../../ui/same.js';
import { facetsOf } from './documents.js';
import { judged } from './ranking.js';
import { expanded, vocabularyOf, wordsOf } from './words.js';

/** @import { ElmToolkit, Hit, Model } from '../../client/index.js' */
/** @import { Doc } from './documents.js' */

/** Documents that are looked at for a query. */
const CANDIDATES = 60;
/** Hits without a word of the query whose score is a smaller part of the best are left out. */
const FAINT = 0.25;
/** Words that occur more often than once in so many documents say nothing. */
const USUAL = 0.3;
/** Documents handed over at once. */
const AT_ONCE = 500;
/** Words of a document that others are looked for with. */
const LIKE_WORDS = 120;
export const MOST = 10_000;

/** @typedef {{ signal?: AbortSignal, onProgress?: (share: number) => void }} Options */
/** @typedef {{ id: string, before: number }} Found `before`: its place without what was learnt */

export class Library {
  /** @type {Map<string, Doc>} */
  docs = new Map();
  /** @type {Map<string, number>} */
  vocabulary = new Map();
  /** Opened documents, by query. @type {Map<string, Set<string>>} */
  clicks = new Map();
  #plain;
  /** @type {Model} */
  learned;

  /** @param {Model} plain @param {Model} learned */
  constructor(plain, learned) {
    this.#plain = plain;
    this.learned = learned;
  }

  /** @param {ElmToolkit} elm @param {Doc[]} docs @param {Options} [options] */
  static async of(elm, docs, options = {}) {
    checkSize(docs.length);
    return new Library(await elm.create('SearchIndex'), await elm.create('SearchIndex')).#filled(
      docs,
      docs,
      options,
    );
  }

  /** The library of an index that comes from a file. */
  /** @param {ElmToolkit} elm @param {Model} learned */
  static async open(elm, learned) {
    const library = new Library(await elm.create('SearchIndex'), learned);
    const all = await learned.search('a', { k: MOST }).catch((error) => {
      library.dispose();
      throw error;
    });
    library.#recall(learned.metadata.clicks);
    const docs = all.map(docOf).sort((a, b) => a.id.localeCompare(b.id, 'en', { numeric: true }));
    return library.#filled([], docs, {});
  }

  /**
   * A library of this one's documents and others, which replace those of the files; it knows what
   * was learnt. This one stays as it is.
   *
   * @param {ElmToolkit} elm @param {string[]} files @param {Doc[]} docs @param {Options} [options]
   */
  async with(elm, files, docs, options = {}) {
    const before = [...this.docs.values()];
    const gone = before.filter(({ metadata }) => files.includes(metadata.file));
    const kept = before.filter(({ metadata }) => !files.includes(metadata.file));
    const all = new Map([...kept, ...docs].map((doc) => [doc.id, doc]));
    checkSize(all.size);
    const learned = await elm.load(await this.learned.save({ signal: options.signal }));
    const next = new Library(await elm.create('SearchIndex'), learned);
    for (const [query, ids] of this.clicks) next.clicks.set(query, new Set(ids));
    if (gone.length) await learned.remove(gone.map(({ id }) => id));
    return next.#filled(docs, [...all.values()], options);
  }

  get clicked() {
    let n = 0;
    for (const opened of this.clicks.values()) n += opened.size;
    return n;
  }

  /** Whether it holds these alone, and has learnt from no click. @param {Doc[]} docs */
  isFresh(docs) {
    return this.clicks.size === 0 && same([...this.docs.values()], docs);
  }

  facets() {
    return facetsOf([...this.docs.values()]);
  }

  /** The words that are looked for. @param {string} query */
  terms(query) {
    const all = expanded(query, this.vocabulary);
    const often = Math.max(10, USUAL * this.docs.size);
    const telling = all.filter((word) => (this.vocabulary.get(word) ?? 0) <= often);
    return new Set(telling.length ? telling : all);
  }

  /**
   * The documents for a query, the best first, in the learned order.
   *
   * @param {string} query
   * @param {{ where?: Record<string, string>, signal?: AbortSignal }} [options]
   * @returns {Promise<Found[]>}
   */
  async search(query, { where, signal } = {}) {
    const terms = this.terms(query);
    if (!terms.size) return [];
    const words = [...terms].join(' ');
    const before = this.#relevant(
      await this.#plain.search(words, { k: CANDIDATES, where, signal }),
      terms,
    );
    if (!this.clicks.size) return before.map((id, i) => ({ id, before: i }));
    const after = await this.learned.search(words, { k: CANDIDATES, where, signal });
    const places = new Map(before.map((id, i) => [id, i]));
    return after
      .filter(({ id }) => places.has(id))
      .map(({ id }) => ({ id, before: places.get(id) ?? 0 }));
  }

  /** Documents like another one. */
  /** @param {string} id @param {{ where?: Record<string, string>, signal?: AbortSignal }} options */
  async like(id, { where, signal }) {
    const doc = this.docs.get(id);
    if (!doc) return [];
    const query = wordsOf(`${doc.title} ${doc.text}`).slice(0, LIKE_WORDS).join(' ');
    const hits = await this.#plain.search(query, { k: 11, where, signal });
    return hits.filter((hit) => hit.id !== id).map((hit, i) => ({ id: hit.id, before: i }));
  }

  /** Learns that a document was opened. */
  /** @param {string} query @param {string} id @param {string[]} order as it was shown */
  async learn(query, id, order) {
    const words = [...this.terms(query)].join(' ');
    const opened = this.clicks.get(words) ?? new Set();
    if (!words || opened.has(id) || !this.docs.has(id)) return false;
    const shown = judged(order, id, opened).filter((other) => this.docs.has(other));
    await this.learned.learnClicks(words, { clicked: [id], shown });
    this.clicks.set(words, opened.add(id));
    return true;
  }

  dispose() {
    this.learned.dispose();
    this.#plain.dispose();
  }

  /** What was opened, as the page stored it: text from a file. @param {unknown} clicks */
  #recall(clicks) {
    if (!Array.isArray(clicks)) return;
    for (const entry of clicks) {
      if (!Array.isArray(entry) || entry.some((part) => typeof part !== 'string')) continue;
      this.clicks.set(entry[0], new Set(entry.slice(1)));
    }
  }

  /** @param {Hit[]} hits @param {Set<string>} terms */
  #relevant(hits, terms) {
    const best = hits[0]?.score ?? 0;
    return hits
      .filter(
        ({ text, score }) =>
          score > 0 && (score >= FAINT * best || wordsOf(text).some((word) => terms.has(word))),
      )
      .map(({ id }) => id);
  }

  /** @param {Model} model @param {Doc[]} docs @param {Options} options */
  async #hand(model, docs, { signal, onProgress }) {
    if (!model.summary.fitted) await model.fit([]);
    for (let from = 0; from < docs.length; from += AT_ONCE) {
      const some = docs.slice(from, from + AT_ONCE);
      await model.upsert(
        some.map(({ title, text }) => `${title}\n${text}`),
        { ids: some.map(({ id }) => id), metadata: some.map(({ metadata }) => metadata), signal },
      );
      onProgress?.((from + some.length) / docs.length);
    }
  }

  /**
   * Hands its documents to the models; it is disposed of where that fails or is cancelled.
   *
   * @param {Doc[]} more those that the learned index lacks @param {Doc[]} all @param {Options} options
   */
  async #filled(more, all, { signal, onProgress }) {
    try {
      await this.#hand(this.learned, more, { signal, onProgress: (s) => onProgress?.(s / 2) });
      await this.#hand(this.#plain, all, { signal, onProgress: (s) => onProgress?.(0.5 + s / 2) });
      if (signal?.aborted) throw new ElmError('cancelled', 'cancelled');
    } catch (error) {
      this.dispose();
      throw error;
    }
    this.docs = new Map(all.map((doc) => [doc.id, doc]));
    this.vocabulary = vocabularyOf(all.map(({ title, text }) => `${title} ${text}`));
    return this;
  }
}

/** @param {number} n */
function checkSize(n) {
  if (n > MOST) throw new Error(`${n} documents are too many; at most ${MOST}.`);
}

/** @param {Hit} hit @returns {Doc} */
function docOf({ id, text, metadata }) {
  const end = text.indexOf('\n');
  const about = Object.entries(metadata).map(([name, value]) => [name, String(value)]);
  return {
    id,
    title: end < 0 ? text.slice(0, 70) : text.slice(0, end),
    text: end < 0 ? text : text.slice(end + 1),
    metadata: { file: 'opened', ...Object.fromEntries(about) },
  };
}
