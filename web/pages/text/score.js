// How many sentences are right when they are left out. That of a class with no other cannot be: what
// is left knows nothing of the class, so it is not counted.
// @ts-check
import { wrongOnes } from './wrong.js';

/** @import { Label, Summary } from '../../client/index.js' */
/** @import { Wrong } from './wrong.js' */

/**
 * The sentences learnt from, and what a model without each says; of very many that is not known.
 * @typedef {{ texts: string[], labels: string[], said: Label[] | undefined }} Judged
 */

/**
 * @param {Pick<Summary, 'n_samples' | 'loo'>} summary of a model
 * @param {Judged} [judged] where the sentences are known
 * @returns {{ n: number, right: number, wrong: Wrong[], single: string[] }} `single`: classes of one
 *   sentence, which is not among the `n`
 */
export function scoreOf({ n_samples = 0, loo }, judged) {
  const all = { n: n_samples, right: Math.round(n_samples * (loo?.value ?? 0)) };
  if (!judged?.said) return { ...all, wrong: [], single: [] };
  const { texts, labels, said } = judged;
  const single = singles(labels);
  const rows = labels.flatMap((label, i) => (single.includes(label) ? [] : [i]));
  const of = (/** @type {any[]} */ list) => rows.map((row) => list[row]);
  const wrong = wrongOnes(of(texts), of(labels), of(said));
  return { n: rows.length, right: rows.length - wrong.length, wrong, single };
}

/** @param {string[]} labels @returns {string[]} those that are there once */
function singles(labels) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts].flatMap(([label, n]) => (n === 1 ? [label] : []));
}
