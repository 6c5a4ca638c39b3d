// A message in its place: an error with a way on, or a plain note.
// @ts-check
import { h, replace } from '../dom/dom.js';

/**
 * @param {Element} place
 * @param {unknown} error
 * @param {{ retry?: () => void, label?: string }} [options]
 */
export function showError(place, error, { retry, label = 'Try again' } = {}) {
  const text = error instanceof Error ? error.message : String(error);
  replace(
    place,
    h(
      'div',
      { class: 'notice error', role: 'alert' },
      h('p', {}, sentence(text)),
      retry && h('button', { type: 'button', class: 'small', onclick: retry }, label),
    ),
  );
}

/** @param {Element} place @param {...(string | Node)} content */
export function showNote(place, ...content) {
  replace(place, content.length > 0 && h('div', { class: 'notice' }, h('p', {}, ...content)));
}

/** @param {string} text */
function sentence(text) {
  // a file or a parameter is called as it is: left-1.wav, n_hidden
  const upper = /^\p{Ll}+(?=[\s,:;]|$)/u.test(text)
    ? text.charAt(0).toUpperCase() + text.slice(1)
    : text;
  return /[.!?)]$/.test(upper) ? upper : `${upper}.`;
}
