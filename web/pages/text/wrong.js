// The sentences that it gets wrong when they are left out: press one to see it among its class.
// @ts-check
import { h, named } from '../../ui/dom/dom.js';
import { apart } from '../../ui/text/bidi.js';
import { count } from '../../ui/text/format.js';

/** @import { Label } from '../../client/index.js' */

/** @typedef {{ text: string, truth: string, said: string }} Wrong */

const SHOWN = 20;

/**
 * @param {string[]} texts @param {string[]} labels @param {Label[]} said of each, by a model without it
 * @returns {Wrong[]}
 */
export const wrongOnes = (texts, labels, said) =>
  texts.flatMap((text, i) =>
    String(said[i]) === labels[i] ? [] : [{ text, truth: labels[i], said: String(said[i]) }],
  );

/**
 * @param {Wrong[]} wrong @param {(one: Wrong) => void} onPress
 * @returns {Node | undefined} nothing where all are right
 */
export function wrongList(wrong, onPress) {
  if (!wrong.length) return undefined;
  const more = wrong.length - SHOWN;
  return h(
    'details',
    { open: true },
    h('summary', {}, `Which it gets wrong: ${count(wrong.length, 'sentence')}`),
    h(
      'ul',
      { class: 'wrong' },
      wrong
        .slice(0, SHOWN)
        .map((one) =>
          h(
            'li',
            {},
            h(
              'button',
              { type: 'button', class: 'plain', onclick: () => onPress(one) },
              named(one.text),
            ),
            h('span', { class: 'muted' }, apart` is ${one.truth}, taken for ${one.said}`),
          ),
        ),
    ),
    more > 0 && h('p', { class: 'muted' }, `And ${more} more.`),
  );
}
