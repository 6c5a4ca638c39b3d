// How good an order is, and what a click says of the documents around it.
// @ts-check

/**
 * Of the documents that were shown, those of which a click says something: those above it were
 * passed over, as was the one below it.
 *
 * @param {string[]} order
 * @param {string} clicked
 * @param {Iterable<string>} also opened for the same query: they were not passed over
 */
export function judged(order, clicked, also = []) {
  const others = new Set(also);
  const place = order.indexOf(clicked);
  const seen = place < 0 ? [...order.slice(0, 2), clicked] : order.slice(0, place + 2);
  return seen.filter((id) => id === clicked || !others.has(id));
}

/**
 * Whether a relevant document is at the top, the reciprocal rank of the first one, and the share of the
 * relevant in the first k.
 *
 * @param {string[]} order
 * @param {string[]} relevant
 * @param {number[]} ks
 */
export function quality(order, relevant, ks) {
  const ranks = relevant.map((id) => order.indexOf(id) + 1).filter((rank) => rank > 0);
  return {
    first: Number(ranks.includes(1)),
    reciprocal: ranks.length ? 1 / Math.min(...ranks) : 0,
    recall: ks.map((k) => ranks.filter((rank) => rank <= k).length / relevant.length),
  };
}

/** @param {ReturnType<typeof quality>[]} all */
export function mean(all) {
  const n = all.length || 1;
  return {
    first: all.reduce((sum, { first }) => sum + first, 0) / n,
    reciprocal: all.reduce((sum, { reciprocal }) => sum + reciprocal, 0) / n,
    recall: (all[0]?.recall ?? []).map(
      (_, i) => all.reduce((sum, { recall }) => sum + recall[i], 0) / n,
    ),
  };
}
