// Words of queries and documents: what a half-typed word may become, and where words occur.
// @ts-check

const WORD = /[\p{L}\p{N}\p{M}]+/gu;
/** Words shorter than this are only completed, not taken for another form of a word. */
const STEM = 4;

/** @param {string} text */
export const folded = (text) => text.normalize('NFKC').toLowerCase();

/** @param {string} text */
export const wordsOf = (text) => folded(text).match(WORD) ?? [];

/** @param {Iterable<string>} texts @returns {Map<string, number>} words and how often they occur */
export function vocabularyOf(texts) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const text of texts)
    for (const word of wordsOf(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/**
 * The words of a query that documents have: those that they lack are completed ("toma" to
 * "tomato"), or taken for another form ("tomatos" for "tomatoes").
 *
 * @param {string} query
 * @param {Map<string, number>} vocabulary
 * @returns {string[]}
 */
export function expanded(query, vocabulary) {
  const words = wordsOf(query);
  const ended = /[^\p{L}\p{N}\p{M}]$/u.test(query);
  return [
    ...new Set(
      words.flatMap((word, i) => {
        const typing = i === words.length - 1 && !ended;
        if (vocabulary.has(word) && !typing) return [word];
        const like = [...vocabulary.keys()].filter(
          (known) => known.startsWith(word) || isForm(known, word),
        );
        like.sort((a, b) => a.length - b.length || count(b, vocabulary) - count(a, vocabulary));
        return vocabulary.has(word)
          ? [word, ...like.filter((k) => k !== word).slice(0, 2)]
          : like.slice(0, 4);
      }),
    ),
  ];
}

/** @param {string} a @param {Map<string, number>} vocabulary */
const count = (a, vocabulary) => vocabulary.get(a) ?? 0;

/** @param {string} known @param {string} word */
function isForm(known, word) {
  const shared = Math.max(STEM, word.length - 2);
  return (
    word.length > STEM &&
    Math.abs(known.length - word.length) <= 3 &&
    known.slice(0, shared) === word.slice(0, shared)
  );
}

/**
 * Where words occur in a text.
 *
 * @param {string} text
 * @param {Set<string>} terms
 */
export function placesOf(text, terms) {
  return [...text.matchAll(WORD)]
    .filter(([word]) => terms.has(folded(word)))
    .map(({ 0: word, index }) => ({ start: index, end: index + word.length }));
}

/**
 * A part of a text that holds the first of the words.
 *
 * @param {string} text
 * @param {Set<string>} terms
 */
export function snippet(text, terms, size = 260) {
  if (text.length <= size) return text;
  const [first] = placesOf(text, terms);
  const wanted = Math.max(0, (first?.start ?? 0) - Math.floor(size / 4));
  const start = wanted === 0 ? 0 : text.indexOf(' ', wanted) + 1;
  const part = text.slice(start, start + size).replace(/\s\S*$/, '');
  return `${start ? '…' : ''}${part}${start + part.length < text.length ? '…' : ''}`;
}
