// Which words decided: by how much each changes the odds, which does not fade near 100 %.
// @ts-check

/** @import { TextExplanation } from '../../client/index.js' */

/** Words that change the odds by less than a tenth are left out. */
const LEAST = Math.log(1.1);

/**
 * The words with their weight of evidence: log odds with the word less log odds without it.
 *
 * @param {Pick<TextExplanation, 'words' | 'value'>} why
 */
export function tellingWords({ words, value }) {
  return words
    .map((word) => ({ ...word, weight: logit(value) - logit(value - word.contribution) }))
    .filter(({ weight }) => Math.abs(weight) >= LEAST);
}

/** @param {number} p */
function logit(p) {
  const inside = Math.min(1 - 1e-6, Math.max(1e-6, p));
  return Math.log(inside / (1 - inside));
}
