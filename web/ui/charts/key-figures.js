// Large numbers with what they stand for.
// @ts-check
import { h } from '../dom/dom.js';

/** @param {([string, string] | false)[]} pairs number and meaning; false: none */
export function keyFigures(pairs) {
  return h(
    'div',
    { class: 'figures' },
    pairs.map((pair) => pair && h('div', {}, h('strong', {}, pair[0]), h('span', {}, pair[1]))),
  );
}
