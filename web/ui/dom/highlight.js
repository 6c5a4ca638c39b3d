// A text with some of its places marked. Text only ever becomes text.
// @ts-check
import { h } from './dom.js';

/** @typedef {{ start: number, end: number, class?: string, strength?: number, title?: string }} Span */

/**
 * @param {string} text
 * @param {Span[]} spans those that overlap an earlier one are left out
 * @returns {Node[]}
 */
export function highlighted(text, spans) {
  /** @type {Node[]} */
  const nodes = [];
  let at = 0;
  const plain = (/** @type {number} */ end) => {
    if (end > at) nodes.push(document.createTextNode(text.slice(at, end)));
  };
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    if (span.start < at || span.end <= span.start) continue;
    plain(span.start);
    const mark = h(
      'mark',
      { class: span.class, title: span.title },
      text.slice(span.start, span.end),
    );
    if (span.strength !== undefined) mark.style.setProperty('--share', span.strength.toFixed(3));
    nodes.push(mark);
    at = span.end;
  }
  plain(text.length);
  return nodes;
}
