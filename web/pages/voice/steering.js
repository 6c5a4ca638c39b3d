// What the model knows, and which of its words steer the game.
// @ts-check

import { byId, h, replace } from '../../ui/dom/dom.js';
import { isolated } from '../../ui/text/bidi.js';
import { BACKGROUND } from './vocabulary.js';

const field = (/** @type {string} */ id) => byId(id, HTMLSelectElement);

/** By the field: the words that it is usually, and the way. @type {[string, string[], -1 | 1][]} */
const FIELDS = [
  ['left-word', ['left', 'fall'], -1],
  ['right-word', ['right', 'rise'], 1],
];

/** @param {unknown[] | undefined} classes of the model; undefined as long as there is none @param {string[]} own @param {string} none what is said where it knows none */
export function showKnown(classes, own, none) {
  const known = (classes ?? []).map(String).filter((word) => word !== BACKGROUND);
  byId('known').textContent = known.length ? `Knows ${known.map(isolated).join(', ')}.` : none;
  const words = [...new Set([...own, ...known])];
  FIELDS.forEach(([id, usual], i) => {
    const choice = field(id);
    const kept = words.includes(choice.value) ? choice.value : undefined;
    const wanted = kept ?? words.find((word) => usual.includes(word)) ?? words[i];
    replace(
      choice,
      words.map((word) => h('option', { value: word }, word)),
    );
    choice.value = wanted ?? '';
  });
}

/** The way that a word steers, if it does. @param {string} label */
export const wayOf = (label) => FIELDS.find(([id]) => field(id).value === label)?.[2];
