// Probabilities as bars, largest first, with their numbers.
// @ts-check
import { h, named, replace } from '../dom/dom.js';
import { percent } from '../text/format.js';

/** Bars at most, where nothing else is asked for. */
const MOST = 8;
/** Shares nearer than this look the same: none of them is the best. */
const NEAR = 0.01;

/**
 * Keeps room for the bars of so many classes, so that nothing moves when they come and go.
 *
 * @param {HTMLElement} place of the class `live-bars`
 * @param {number} classes
 */
export const reserveBars = (place, classes, most = MOST) =>
  place.style.setProperty('--bars', String(Math.min(classes, most)));

/**
 * @param {Element} place
 * @param {{ label: string, share: number }[]} entries
 * @param {{ caption: string, most?: number, sort?: boolean }} options
 */
export function showBars(place, entries, { caption, most = MOST, sort = true }) {
  const shown = (sort ? [...entries].sort((a, b) => b.share - a.share) : entries).slice(0, most);
  const tied = shown.length > 1 && shown[0].share - shown[1].share < NEAR;
  replace(
    place,
    h(
      'table',
      { class: 'bars' },
      h('caption', { class: 'visually-hidden' }, caption),
      h(
        'tbody',
        {},
        shown.map(({ label, share }, i) => {
          const meter = h('span', { class: 'bar', 'aria-hidden': 'true' });
          meter.style.setProperty('--share', String(share));
          return h(
            'tr',
            { class: i === 0 && sort && !tied ? 'top' : '' },
            h('th', { scope: 'row' }, named(label)),
            h('td', { class: 'track' }, meter),
            h('td', { class: 'number' }, percent(share)),
          );
        }),
      ),
    ),
    entries.length > most && h('p', { class: 'muted' }, `and ${entries.length - most} more`),
  );
}
