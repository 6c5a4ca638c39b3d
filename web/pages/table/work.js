// A button that starts something, its progress, and a button that cancels it.
// @ts-check

import { byId } from '../../ui/dom.js';
import { inTermsOfFile } from '../../ui/in-terms-of-file.js';
import { showError, showNote } from '../../ui/notice.js';

/** @typedef {{ signal: AbortSignal, onProgress: (share: number) => void }} Options */

/**
 * @param {object} parts
 * @param {string} parts.row id of what holds the buttons and the bar
 * @param {HTMLElement} parts.message
 * @param {(options: Options) => Promise<void>} parts.work
 */
export function bindWork({ row, message, work }) {
  const place = byId(row);
  const part = (/** @type {string} */ what) =>
    /** @type {HTMLElement} */ (place.querySelector(what));
  const [start, cancel] = [part('[data-start]'), part('[data-cancel]')];
  const bar = /** @type {HTMLProgressElement} */ (part('progress'));
  /** @type {AbortController | undefined} */
  let running;
  cancel.addEventListener('click', () => running?.abort());
  start.addEventListener('click', async () => {
    if (running) return;
    running = new AbortController();
    const { signal } = running;
    const busy = (/** @type {boolean} */ on) => {
      const held = [start, cancel].some((button) => button === document.activeElement);
      start.toggleAttribute('disabled', on);
      cancel.hidden = bar.hidden = !on;
      if (held) (on ? cancel : start).focus();
    };
    bar.value = 0;
    busy(true);
    showNote(message);
    const done = makeRoom();
    try {
      await work({
        signal,
        onProgress: (share) => {
          bar.value = share;
        },
      });
    } catch (error) {
      if (signal.aborted) showNote(message, 'Cancelled. Everything is as it was before.');
      else showError(message, inTermsOfFile(error));
    } finally {
      running = undefined;
      busy(false);
      done();
    }
  });
}

/** The footer goes below what is seen at once, not when the results come. */
function makeRoom() {
  const main = /** @type {HTMLElement} */ (document.querySelector('main'));
  main.style.minHeight = `${main.offsetHeight + innerHeight}px`;
  return () => {
    main.style.minHeight = '';
  };
}
