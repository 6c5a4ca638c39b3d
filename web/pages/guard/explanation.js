// Which words decided: by how much each changes the odds, which does not fade near 100 %.
// @ts-check

/** @import { TextExplanation } from '../../client/index.js' */

/** Words that change the odds by less than a tenth are left out. */
const LEAST = Math.log(1.1);

/**
 * The words with their weight of evidence: log odds with the word less log odds without it.
 *
 * A model of n texts never claims more than n texts can vouch for: one part in n + 2 of its
 * probabilities is that of a text with no words, `base`. That part is taken out first, as it hides
 * what a word does to an answer that is sure.
 *
 * @param {Pick<TextExplanation, 'words' | 'value' | 'base'>} why
 * @param {number} n texts that the model has learnt from
 */
export function decidingWords({ words, value, base }, n) {
  const doubt = 1 / (n + 2);
  const odds = (/** @type {number} */ p) => logit((p - doubt * base) / (1 - doubt));
  return words
    .map((word) => ({ ...word, weight: odds(value) - odds(value - word.contribution) }))
    .filter(({ weight }) => Math.abs(weight) >= LEAST);
}

/** @param {number} p */
function logit(p) {
  const inside = Math.min(1 - 1e-9, Math.max(1e-9, p));
  return Math.log(inside / (1 - inside));
}

/** What a word makes of the odds; beyond a hundredfold the figure itself says nothing. */
/** @param {number} weight */
export function times(weight) {
  const factor = Math.exp(weight);
  if (factor > 100) return 'more than ×100';
  if (factor < 0.01) return 'less than ×0.01';
  return `×${factor.toFixed(weight < 0 ? 2 : 1)}`;
}
