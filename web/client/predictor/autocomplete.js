// Words that may follow: counts of pairs and triples, and an ELM on the two words before. Import this
// module beside the Predictor to load such models. See elm_core/tasks/autocomplete.py.
// @ts-check
import { register } from './core.js';
import * as fields from './fields/autocomplete.js';
import { vectorsNamed } from './named-vectors.js';
import { contextOf, NgramCounts } from './ngram-counts.js';
import { ensure } from './refusal.js';
import { invalid } from './samples.js';
import { hash } from './terms.js';

/** @import { Build, Runner } from './core.js' */
/** @import { Stated } from './decode.js' */
/** @import { Context } from './ngram-counts.js' */
/** @import { WordVectors } from './vectors.js' */

/** Numbers that tell words apart which have no vector, or whose vectors are alike. */
const SIGNATURE = 32;
/** Of the most frequent words so many are proposed where no letter is there. */
const PROPOSED = 100;
/** More candidates than these are cut to the most frequent. */
const CANDIDATES = 300;

/** @param {Stated} model @param {Build} build @returns {Runner} */
function autocomplete({ params, learned }, build) {
  const { texts_: texts, model_: inner, vectors_: named } = learned;
  const following = new NgramCounts(texts);
  const features = wordFeatures(vectorsNamed(named, build.vectors));
  const network = inner ? build.model(inner) : undefined;
  const words = network?.classes ?? [];
  ensure(
    words.every((word) => typeof word === 'string'),
    'model_',
  );
  ensure(!inner || inner.learned.n_features_in_ === 2 * features.size, 'model_');
  const place = new Map(words.map((word, i) => [word, i]));
  const share = network ? params.elm_share : 0;

  /** @param {Context} context @param {string} prefix */
  function candidates(context, prefix) {
    const followers = following.followers(context);
    const found = prefix
      ? following.beginning(prefix).filter((word) => word !== prefix)
      : [...new Set([...followers, ...following.mostFrequent(PROPOSED)])];
    if (found.length <= CANDIDATES) return found;
    const near = followers.filter((word) => word.startsWith(prefix));
    const times = (/** @type {string} */ word) => following.counts.get(word) ?? 0;
    const many = found.sort((a, b) => times(b) - times(a)).slice(0, CANDIDATES);
    return [...new Set([...near, ...many])];
  }

  /** @param {Context} context @param {string[]} asked */
  function chances(context, asked) {
    const counted = asked.map((word) => following.chance(context, word));
    if (!share || !network?.proba) return counted;
    const guessed = network.proba([features.row(context)]).data;
    return counted.map((chance, i) => {
      const at = place.get(asked[i]);
      return (1 - share) * chance + share * (at === undefined ? 0 : guessed[at]);
    });
  }

  return {
    suggest(text, k) {
      if (typeof text !== 'string') invalid('text must be a text', { parameter: 'text' });
      if (!Number.isInteger(k) || k < 1)
        invalid(`k must be a whole number >= 1, got ${String(k).slice(0, 40)}`, { parameter: 'k' });
      const { context, typed } = contextOf(text);
      const asked = candidates(context, typed.toLowerCase());
      const shares = chances(context, asked);
      const total = shares.reduce((sum, v) => sum + v, 0) || 1;
      const order = asked.map((_, i) => i).sort((a, b) => shares[b] - shares[a]);
      return order.slice(0, k).map((i) => {
        const written = following.written(asked[i]);
        const rest = [...written].slice([...typed].length).join('');
        return { word: typed ? typed + rest : written, rest, probability: shares[i] / total };
      });
    },
  };
}

/** Two words to a row: their vectors, and random signs that tell them apart. */
/** @param {WordVectors} [vectors] */
function wordFeatures(vectors) {
  const size = SIGNATURE + (vectors?.width ?? 0);
  /** @param {string} word */
  const of = (word) => {
    const signs = Array.from(
      { length: SIGNATURE },
      (_, i) => (2 * (hash(`${word}\0${i}`) & 1) - 1) / Math.sqrt(SIGNATURE),
    );
    return vectors ? [...signs, ...vectors.transform(word)] : signs;
  };
  return { size, row: (/** @type {Context} */ [first, second]) => [...of(first), ...of(second)] };
}

register({ Autocomplete: autocomplete }, fields);
