// What the user wants from the table: a prediction, groups, odd rows, or recommendations.
// @ts-check
import { byId } from '../../ui/dom/dom.js';

/** @typedef {'predict' | 'groups' | 'odd' | 'recommend'} Mode */

const choices = () =>
  /** @type {NodeListOf<HTMLInputElement>} */ (document.getElementsByName('mode'));

export function bindModes() {
  for (const choice of choices()) {
    choice.addEventListener('change', () => choose(/** @type {Mode} */ (choice.value)));
  }
}

/** @param {Mode} mode */
export function choose(mode) {
  for (const choice of choices()) choice.checked = choice.value === mode;
  for (const part of document.querySelectorAll('[data-mode]')) {
    /** @type {HTMLElement} */ (part).hidden = part.getAttribute('data-mode') !== mode;
  }
}

/** A table is open. @param {boolean} isRated whether it looks like ratings */
export function offerModes(isRated) {
  const chosen = [...choices()].find((choice) => choice.checked)?.value;
  byId('want').hidden = false;
  if (isRated) choose('recommend');
  else if (chosen === 'recommend') choose('predict');
}
