// What was heard: the newest in large, the last few below, and the time that answers take.
// @ts-check

import { byId, h } from '../../ui/dom/dom.js';
import { apart } from '../../ui/text/bidi.js';
import { percent } from '../../ui/text/format.js';
import { BACKGROUND } from './vocabulary.js';

/** @import { Word } from './recognizer.js' */

const SHOWN = 4;
/** Answers that the median is of. */
const MEASURED = 20;

/** @type {number[]} */
const delays = [];

/** @param {Word} word */
export function showTranscript({ label, probability, milliseconds }) {
  const none = label === BACKGROUND;
  byId('verdict').textContent = none
    ? 'Heard something, none of the words'
    : apart`${label}, ${percent(probability)}`;
  const took = milliseconds === undefined ? '' : `${Math.round(milliseconds)} ms`;
  const list = byId('heard');
  list.prepend(
    h(
      'li',
      {},
      h('span', {}, none ? 'none of the words' : label),
      h('span', { class: 'muted' }, took),
    ),
  );
  while (list.children.length > SHOWN) list.lastChild?.remove();
  if (milliseconds === undefined) return;
  delays.push(milliseconds);
  const sorted = delays.slice(-MEASURED).sort((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)];
  byId('delay').textContent =
    `Half of the answers came within ${Math.round(median)} ms of the end of the word.`;
}
