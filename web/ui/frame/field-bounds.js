// What is pasted or typed beyond what a field takes: browsers cut it without a word, and fields
// without a bound hold up the page (a million characters for a second, fifty for a minute).
// @ts-check

import { toast } from '../feedback/toast.js';
import { grouped } from '../text/format.js';

/** Characters of a field that names no bound of its own. */
const MOST = 100_000;

/** @typedef {HTMLTextAreaElement | HTMLInputElement} Field */

/**
 * Bounds every field of text of the page, and says what did not fit. A field with `data-beyond`,
 * which says what to do with more, takes such a text not at all: half a table is worse than none.
 */
export function boundFields() {
  addEventListener('beforeinput', guard, { capture: true });
}

/** @param {InputEvent} event */
function guard(event) {
  const field = /** @type {Field} */ (event.target);
  if (!isText(field) || event.isComposing) return;
  const given = event.data ?? event.dataTransfer?.getData('text/plain') ?? '';
  if (!given) return;
  if (field.maxLength < 0) field.maxLength = MOST;
  const { value, selectionStart, selectionEnd, maxLength: most, dataset } = field;
  const room = most - value.length + ((selectionEnd ?? 0) - (selectionStart ?? 0));
  const length = given.length - (given.match(/\r\n/g)?.length ?? 0); // a line ends with one here
  if (length <= room) return;
  if (room > 0 && dataset.beyond === undefined) {
    toast(`Only the first ${grouped(room)} of ${grouped(length)} characters fit here`);
    return; // the browser cuts it
  }
  event.preventDefault();
  const why =
    length > 1
      ? `${grouped(length)} characters, and ${grouped(most)} fit`
      : `Full: ${grouped(most)} characters`;
  toast(`${why}. ${dataset.beyond ?? 'Take a part of it.'}`, { stay: length > 1 });
}

/** @param {Element} field */
const isText = (field) =>
  field.matches('textarea, input:not([type]), input[type=text], input[type=search]');
