// Which rows are the oddest: as many as were asked for.
// @ts-check

/**
 * @param {ArrayLike<number>} scores how familiar each row is
 * @param {number} share of the rows that is called odd; at least one row is
 * @returns {{ order: number[], odd: Set<number>, limit: number }} the rows, the oddest first; those
 *   called odd; and the highest score among them
 */
export function oddest(scores, share) {
  const order = Array.from(scores, (_, row) => row).sort((a, b) => scores[a] - scores[b]);
  const many = Math.min(order.length, Math.max(1, Math.round(share * order.length)));
  return { order, odd: new Set(order.slice(0, many)), limit: scores[order[many - 1]] };
}

/** Of rows of another file: those as odd as what was called odd. */
/** @param {ArrayLike<number>} scores @param {number} limit */
export function asOdd(scores, limit) {
  const order = Array.from(scores, (_, row) => row).sort((a, b) => scores[a] - scores[b]);
  return { order, odd: new Set(order.filter((row) => scores[row] <= limit)) };
}
