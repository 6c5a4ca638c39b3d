// Numbers as bars from a common line, the largest first; from the middle where they may be negative.
// @ts-check
import { h, named } from '../../ui/dom/dom.js';

/** Bars at most. */
const MOST = 10;

/**
 * @param {{ label: string, effect: number, text: string }[]} entries `text`: the effect in words
 * @param {{ caption: string, signed?: boolean, most?: number }} options `signed`: from the middle
 */
export function effectBars(entries, { caption, signed = false, most = MOST }) {
  const ordered = entries.toSorted((a, b) => Math.abs(b.effect) - Math.abs(a.effect));
  const largest = Math.max(Number.MIN_VALUE, ...ordered.map(({ effect }) => Math.abs(effect)));
  return h(
    'div',
    {},
    h(
      'table',
      { class: signed ? 'bars effects' : 'bars' },
      h('caption', { class: 'visually-hidden' }, caption),
      h(
        'tbody',
        {},
        ordered.slice(0, most).map(({ label, effect, text }) => {
          const bar = h('span', {
            class: effect < 0 ? 'bar against' : 'bar',
            'aria-hidden': 'true',
          });
          bar.style.setProperty('--share', String(Math.abs(effect) / largest));
          return h(
            'tr',
            { class: 'top' },
            h('th', { scope: 'row' }, named(label)),
            h('td', { class: 'track' }, bar),
            h('td', { class: 'number' }, text),
          );
        }),
      ),
    ),
    ordered.length > most && h('p', { class: 'muted' }, `and ${ordered.length - most} more`),
  );
}
