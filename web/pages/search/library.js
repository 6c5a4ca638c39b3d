// The documents of the page in an index, which learns from clicks.
// @ts-check
import { ElmError } from '../../client/errors.js';
import { deepEqual } from '../../ui/data/deep-equal.js';
import { facetsOf } from './documents.js';
import { judged } from './ranking.js';
import { partOf } from './snippet.js';
import { wordStart } from './word-boundary.js';

/** @import { ElmToolkit, Hit, ModelOf, QueryWord } from '../../client/index.js' */
/** @import { Doc } from './documents.js' */
/** @import { Mark } from './snippet.js' */

/** Documents that are looked at for a query. */
export const CANDIDATES = 60;
/** Documents without a word of the query whose score is a smaller part of the best are left out. */
const FAINT = 0.25;
/** Where none has a word of it, those that are no nearer in meaning than any two texts are. */
const NEAR = 0.2;
/** Documents handed over at once. */
const AT_ONCE = 500;
/** Letters of a document that others are looked for with. */
const LIKE = 800;
export const MOST = 10_000;

/** @typedef {{ signal?: AbortSignal, onProgress?: (share: number) => void }} Options */
/** @typedef {{ title: Mark[], text: Mark[] }} Marks */
/** @typedef {{ id: string, before: number, marks: Marks }} Found `before`: its place without what was learnt */

export class Library {
  /** @type {Map<string, Doc>} */
  docs = new Map();
  /** Opened documents, by query. @type {Map<string, Set<string>>} */
  clicks = new Map();
  /** @type {ModelOf<'SearchIndex'>} */
  index;

  /** @param {ModelOf<'SearchIndex'>} index */
  constructor(index) {
    this.index = index;
  }

  /** @param {ElmToolkit} elm @param {Doc[]} docs @param {Options} [options] */
  static async of(elm, docs, options = {}) {
    checkSize(docs.length);
    return new Library(await elm.create('SearchIndex')).#filled(docs, docs, options);
  }

  /** The library of an index that comes from a file. @param {ModelOf<'SearchIndex'>} index */
  static async open(index) {
    const library = new Library(index);
    const all = await index.documents().catch((error) => {
      library.dispose();
      throw error;
    });
    library.#recall(index.metadata.clicks);
    return library.#filled([], all.map(docOf), {});
  }

  /**
   * A library of this one's documents but for those of some files, and others; it knows what was
   * learnt. This one stays as it is.
   *
   * @param {ElmToolkit} elm @param {string[]} files @param {Doc[]} docs @param {Options} [options]
   */
  async with(elm, files, docs, options = {}) {
    const before = [...this.docs.values()];
    const gone = before.filter(({ metadata }) => files.includes(metadata.file));
    const kept = before.filter(({ metadata }) => !files.includes(metadata.file));
    const all = new Map([...kept, ...docs].map((doc) => [doc.id, doc]));
    checkSize(all.size);
    const json = await this.index.save({ signal: options.signal });
    const index = /** @type {ModelOf<'SearchIndex'>} */ (
      await elm.load(json, { maxBytes: Number.POSITIVE_INFINITY })
    );
    const next = new Library(index);
    for (const [query, ids] of this.clicks) next.clicks.set(query, new Set(ids));
    if (gone.length) await index.remove(gone.map(({ id }) => id));
    return next.#filled(docs, [...all.values()], options);
  }

  get clicked() {
    let n = 0;
    for (const opened of this.clicks.values()) n += opened.size;
    return n;
  }

  /** Whether it holds these alone, and has learnt from no click. @param {Doc[]} docs */
  isFresh(docs) {
    return this.clicks.size === 0 && deepEqual([...this.docs.values()], docs);
  }

  facets() {
    return facetsOf([...this.docs.values()]);
  }

  /**
   * What a query was taken for, and its documents, the best first, in the learned order.
   *
   * @param {string} query
   * @param {{ where?: Record<string, string>, correct?: boolean, signal?: AbortSignal }} [options] `correct`: words may stand for others like them
   * @returns {Promise<{ words: QueryWord[], found: Found[] }>}
   */
  async search(query, { where, correct, signal } = {}) {
    const words = await this.index.expandQuery(query, { complete: true, correct, signal });
    const options = { k: CANDIDATES, where, complete: true, correct, signal };
    const hits = relevant(await this.index.search(query, { ...options, rerank: false }));
    const before = hits.map((hit, i) => ({ id: hit.id, before: i, marks: this.#marks(hit) }));
    if (!this.clicks.size) return { words, found: before };
    const places = new Map(before.map((found) => [found.id, found]));
    const after = await this.index.search(query, options);
    return { words, found: after.flatMap(({ id }) => places.get(id) ?? []) };
  }

  /** Documents like another one. */
  /** @param {string} id @param {{ where?: Record<string, string>, signal?: AbortSignal }} options */
  async like(id, { where, signal }) {
    const doc = this.docs.get(id);
    if (!doc) return [];
    const whole = wholeOf(doc);
    const query = whole.slice(0, wordStart(whole, LIKE));
    const hits = await this.index.search(query, { k: 11, where, rerank: false, signal });
    return hits
      .filter((hit) => hit.id !== id)
      .map((hit, i) => ({ id: hit.id, before: i, marks: { title: [], text: [] } }));
  }

  /** Learns that a document was opened. */
  /** @param {string} query @param {string} id @param {string[]} order as it was shown @param {boolean} [correct] as it was asked */
  async learn(query, id, order, correct) {
    const asked = query.normalize('NFKC').trim().toLowerCase();
    const opened = this.clicks.get(asked) ?? new Set();
    if (!asked || opened.has(id) || !this.docs.has(id)) return false;
    const shown = judged(order, id, opened).filter((other) => this.docs.has(other));
    await this.index.learnClicks(query, { clicked: [id], shown, complete: true, correct });
    this.clicks.set(asked, opened.add(id));
    return true;
  }

  dispose() {
    this.index.dispose();
  }

  /** The index has the title and the text in one. @param {Hit} hit @returns {Marks} */
  #marks({ id, text, marks }) {
    const doc = this.docs.get(id);
    const [title, rest] = [doc?.title.length ?? 0, doc?.text.length ?? 0];
    return {
      title: partOf(marks, 0, title),
      text: partOf(marks, text.length - rest, text.length),
    };
  }

  /** What was opened, as the page stored it: text from a file. @param {unknown} clicks */
  #recall(clicks) {
    if (!Array.isArray(clicks)) return;
    for (const entry of clicks) {
      if (!Array.isArray(entry) || entry.some((part) => typeof part !== 'string')) continue;
      this.clicks.set(entry[0], new Set(entry.slice(1)));
    }
  }

  /** @param {Doc[]} docs @param {Options} options */
  async #hand(docs, { signal, onProgress }) {
    const { index } = this;
    if (!index.summary.fitted) await index.fit([]);
    for (let from = 0; from < docs.length; from += AT_ONCE) {
      const some = docs.slice(from, from + AT_ONCE);
      const [ids, metadata] = [some.map(({ id }) => id), some.map((doc) => doc.metadata)];
      await index.upsert(some.map(wholeOf), { ids, metadata, signal });
      onProgress?.((from + some.length) / docs.length);
    }
  }

  /**
   * Hands documents to the index, which is disposed of where that fails or is cancelled.
   *
   * @param {Doc[]} more those that the index lacks @param {Doc[]} all @param {Options} options
   */
  async #filled(more, all, options) {
    try {
      await this.#hand(more, options);
      if (options.signal?.aborted) throw new ElmError('cancelled', 'cancelled');
    } catch (error) {
      this.dispose();
      throw error;
    }
    this.docs = new Map(all.map((doc) => [doc.id, doc]));
    return this;
  }
}

/** What the index knows of a document. @param {Doc} doc */
const wholeOf = ({ title, text }) => `${title}\n${text}`;

/** @param {Hit[]} hits without what was learnt @returns {Hit[]} those that have to do with the query */
function relevant(hits) {
  const least = hits.some(({ marks }) => marks.length) ? FAINT * (hits[0]?.score ?? 0) : NEAR;
  return hits.filter(({ marks, score }) => marks.length || score >= least);
}

/** @param {number} n */
function checkSize(n) {
  if (n > MOST) throw new Error(`${n} documents are too many; at most ${MOST}.`);
}

/** @param {Omit<Hit, 'score' | 'marks'>} stored @returns {Doc} */
function docOf({ id, text, metadata }) {
  const end = text.indexOf('\n');
  const about = Object.entries(metadata).map(([name, value]) => [name, String(value)]);
  return {
    id,
    title: end < 0 ? text.slice(0, wordStart(text, 70)) : text.slice(0, end),
    text: end < 0 ? text : text.slice(end + 1),
    metadata: { file: 'opened', ...Object.fromEntries(about) },
  };
}
