// A short message that goes away by itself, with a way back.
// @ts-check
import { h } from './dom.js';

/** @type {HTMLElement | undefined} */
let place;

/**
 * @param {string} text
 * @param {{ undo?: () => void }} [options]
 */
export function toast(text, { undo } = {}) {
  place ??= document.body.appendChild(h('div', { class: 'toasts', role: 'status' }));
  const close = () => note.remove();
  const back = () => {
    close();
    undo?.();
  };
  const note = h(
    'div',
    { class: 'toast' },
    h('span', {}, text),
    undo && h('button', { type: 'button', class: 'small', onclick: back }, 'Undo'),
    h('button', { type: 'button', class: 'icon', 'aria-label': 'Close', onclick: close }, '×'),
  );
  place.replaceChildren(note);
  setTimeout(close, undo ? 12_000 : 5000);
}
