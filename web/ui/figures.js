// Large numbers with what they stand for.
// @ts-check
import { h } from './dom.js';

/** @param {[string, string][]} pairs number and meaning */
export function figures(pairs) {
  return h(
    'div',
    { class: 'figures' },
    pairs.map(([number, meaning]) => h('div', {}, h('strong', {}, number), h('span', {}, meaning))),
  );
}
