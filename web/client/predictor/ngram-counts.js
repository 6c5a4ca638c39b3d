// Which words follow which: counts of a text's words, their pairs and triples. See
// elm_core/features/ngram_counts.py.
// @ts-check

/** The two words before the one that is typed, the further one first; '' before a sentence's first. */
/** @typedef {[first: string, second: string]} Context */

/** What a shorter context counts for. */
const BACKOFF = 0.4;
/** Words with their apostrophes and hyphens, or the end of a sentence. */
const TOKEN = /[\p{L}\p{N}_]+(?:['’-][\p{L}\p{N}_]+)*|[.!?\n]/gu;
const ENDS = '.!?\n';

/** @param {string} text */
const tokensOf = (text) => text.match(TOKEN) ?? [];

/** @param {string} text @returns {{ context: Context, typed: string }} folded, and the letters so far */
export function contextOf(text) {
  const tokens = tokensOf(text);
  const last = tokens.at(-1);
  const typed = last && !ENDS.includes(last) && text.endsWith(last) ? last : '';
  if (typed) tokens.pop();
  /** @type {Context} */
  let context = ['', ''];
  for (const token of tokens)
    context = ENDS.includes(token) ? ['', ''] : [context[1], token.toLowerCase()];
  return { context, typed };
}

/** Counts that keep the order in which things came. @extends {Map<string, number>} */
class Counter extends Map {
  total = 0;

  /** @param {string} name */
  add(name) {
    this.set(name, (this.get(name) ?? 0) + 1);
    this.total++;
  }

  /** The names, those that came most often first, then those that came first. */
  mostCommon() {
    return [...this].sort(([, a], [, b]) => b - a).map(([name]) => name);
  }
}

export class NgramCounts {
  counts = new Counter();
  /** By the word or the two words before; no word holds a blank. @type {Map<string, Counter>} */
  #after = new Map();
  /** How a word is written. @type {Map<string, Counter>} */
  #written = new Map();
  /** @type {string[]} */
  #sorted = [];
  /** @type {string[]} */
  #frequent = [];

  /** @param {string[]} texts */
  constructor(texts) {
    for (const text of texts) this.#add(text);
    this.#sorted = [...this.counts.keys()].sort(byCodePoints);
    this.#frequent = this.counts.mostCommon();
  }

  /** @param {string} text */
  #add(text) {
    /** @type {Context} */
    let context = ['', ''];
    for (const token of tokensOf(text)) {
      if (ENDS.includes(token)) {
        context = ['', ''];
        continue;
      }
      const word = token.toLowerCase();
      counterOf(this.#written, word).add(token);
      this.counts.add(word);
      for (const known of knownOf(context)) counterOf(this.#after, known).add(word);
      context = [context[1], word];
    }
  }

  /** As it is mostly written. @param {string} word */
  written(word) {
    return counterOf(this.#written, word).mostCommon()[0];
  }

  /** @param {number} n */
  mostFrequent(n) {
    return this.#frequent.slice(0, n);
  }

  /** @param {string} prefix */
  beginning(prefix) {
    return this.#sorted.filter((word) => word.startsWith(prefix));
  }

  /** The words that came after these two, or after the second. @param {Context} context */
  followers(context) {
    const found = knownOf(context).flatMap((known) => [...(this.#after.get(known)?.keys() ?? [])]);
    return [...new Set(found)];
  }

  /** How often a word came after two, or less after one, or after any. @param {Context} context @param {string} word */
  chance(context, word) {
    let factor = 1;
    for (const known of knownOf(context)) {
      const counts = this.#after.get(known);
      const times = counts?.get(word);
      if (counts && times) return (factor * times) / counts.total;
      factor *= BACKOFF;
    }
    const { total } = this.counts;
    return total ? (factor * (this.counts.get(word) ?? 0)) / total : 0;
  }
}

/** @param {Context} context @returns {string[]} the two words, and the second alone */
const knownOf = ([first, second]) => [`${first} ${second}`, second];

/** @param {Map<string, Counter>} counters @param {string} name */
function counterOf(counters, name) {
  let found = counters.get(name);
  if (!found) {
    found = new Counter();
    counters.set(name, found);
  }
  return found;
}

/** In the order of Python: surrogates, which make up what is beyond 16 bits, come last. */
/** @param {string} a @param {string} b */
function byCodePoints(a, b) {
  for (let i = 0; i < a.length && i < b.length; i++) {
    if (a[i] !== b[i]) return Number(a.codePointAt(i)) - Number(b.codePointAt(i));
  }
  return a.length - b.length;
}
