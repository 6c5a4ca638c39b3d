// A short message that goes away by itself, with a way back.
// @ts-check
import { h } from '../dom/dom.js';

/** @type {HTMLElement | undefined} */
let place;

/**
 * @param {string} text
 * @param {{ undo?: () => void, action?: { label: string, run: () => void }, stay?: boolean }} [options]
 *   `undo` is the usual action; `stay`: until it is closed
 */
export function toast(text, { undo, action = undo && { label: 'Undo', run: undo }, stay } = {}) {
  place ??= document.body.appendChild(h('div', { class: 'toasts', role: 'status' }));
  const from = document.activeElement;
  const close = () => {
    const focused = note.contains(document.activeElement);
    note.remove();
    if (focused) goTo(from);
  };
  const act = () => {
    close();
    action?.run();
  };
  const note = h(
    'div',
    { class: 'toast' },
    h('span', {}, text),
    action && h('button', { type: 'button', class: 'small', onclick: act }, action.label),
    h('button', { type: 'button', class: 'icon', 'aria-label': 'Close', onclick: close }, '×'),
  );
  place.replaceChildren(note);
  if (!stay) setTimeout(close, action ? 12_000 : 5000);
}

/** Whether none is shown, whose way back another would take the place of. */
export const noToast = () => !place?.hasChildNodes();

/** Where the keys were before, or the page's own part if that is gone. @param {Element | null} from */
function goTo(from) {
  let to = /** @type {HTMLElement} */ (from);
  if (!from?.isConnected || from === document.body) {
    to = /** @type {HTMLElement} */ (document.querySelector('main'));
    to.tabIndex = -1;
  }
  to.focus({ preventScroll: true });
}
