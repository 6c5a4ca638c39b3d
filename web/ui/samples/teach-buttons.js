// A button for each class that something can be added to.
// @ts-check
import { h, named, replace } from '../dom/dom.js';

/**
 * @param {Element} place
 * @param {string[]} names of the classes
 * @param {(name: string) => void} teach
 * @param {string} [kind] of button
 */
export function teachButtons(place, names, teach, kind = 'quiet small') {
  const there = [...place.children].map((button) => button.textContent);
  if (there.join('\n') === names.join('\n')) return; // the focus may be on one of them
  replace(
    place,
    names.map((name) =>
      h('button', { type: 'button', class: kind, onclick: () => teach(name) }, named(name)),
    ),
  );
}
