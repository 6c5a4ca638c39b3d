// A name that is changed in its place: Enter or leaving takes it, Escape does not.
// @ts-check
import { h } from '../dom/dom.js';

/**
 * @param {object} options
 * @param {string} options.name
 * @param {string} options.label
 * @param {(name: string) => void} options.onDone called once, with the old name after Escape
 */
export function nameField({ name, label, onDone }) {
  let done = false;
  const finish = (/** @type {string} */ chosen) => {
    if (done) return;
    done = true;
    onDone(chosen.trim() || name);
  };
  const field = h('input', {
    type: 'text',
    class: 'renaming',
    value: name,
    maxLength: 80,
    'aria-label': label,
    onblur: () => finish(field.value),
    onkeydown: (/** @type {KeyboardEvent} */ event) => {
      event.stopPropagation(); // the page has keys of its own
      if (event.key === 'Enter') finish(field.value);
      else if (event.key === 'Escape') finish(name);
    },
  });
  return field;
}
