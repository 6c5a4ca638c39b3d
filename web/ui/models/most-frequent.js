// What is right by always saying the most frequent class: what a classifier has to be better than.
// @ts-check

/** @import { ClassificationReport } from '../../client/index.js' */

/** The class of most held-out rows, and its share of them. @param {ClassificationReport} report */
export function mostFrequent({ per_class, n }) {
  const most = per_class.reduce((a, b) => (b.support > a.support ? b : a));
  return { label: String(most.label), share: most.support / n };
}
