// A button that starts something, its progress, a button that cancels it, and starting it again
// when what it began from has changed.
// @ts-check

import { byId, h } from '../../ui/dom/dom.js';
import { showError, showNote } from '../../ui/feedback/notice.js';
import { withFileRow } from '../../ui/tables/row-errors.js';

/** @typedef {{ signal: AbortSignal, onProgress: (share: number) => void, again: boolean }} Options */

/**
 * @param {object} parts
 * @param {string} parts.row id of what holds the buttons and the bar
 * @param {HTMLElement} parts.message
 * @param {HTMLElement} parts.results where `work` shows them
 * @param {HTMLElement} [parts.also] where it shows more
 * @param {(options: Options) => Promise<void>} parts.work
 */
export function bindTask({ row, message, results, also, work }) {
  const place = byId(row);
  const part = (/** @type {string} */ what) =>
    /** @type {HTMLElement} */ (place.querySelector(what));
  const [start, cancel] = [part('[data-start]'), part('[data-cancel]')];
  const bar = /** @type {HTMLProgressElement} */ (part('progress'));
  /** @type {AbortController | undefined} */
  let running;
  let isDone = false;
  let isWanted = false;
  let isOffered = true;
  let tables = 0; // that were opened
  let begunWith = 0;

  const mark = (/** @type {boolean} */ on) => {
    markBefore(results, on);
    also?.classList.toggle('before', on);
  };
  /** @param {boolean} on */
  const busy = (on) => {
    const held = [start, cancel].some((button) => button === document.activeElement);
    start.toggleAttribute('disabled', on || !isOffered);
    cancel.hidden = bar.hidden = !on;
    if (held) (on ? cancel : start).focus();
  };
  /** @param {boolean} again */
  const attempt = async (again) => {
    const mine = new AbortController();
    running = mine;
    begunWith = tables;
    bar.value = 0;
    showNote(message);
    try {
      await work({
        signal: mine.signal,
        again,
        onProgress: (share) => {
          bar.value = share;
        },
      });
      isDone = begunWith === tables;
      if (!isWanted) mark(false);
    } catch (error) {
      if (isWanted) return; // it begins anew
      if (mine.signal.aborted && begunWith !== tables) return; // nobody asks for it any more
      if (mine.signal.aborted) showNote(message, 'Cancelled. Everything is as it was before.');
      else showError(message, withFileRow(error));
    }
  };
  const run = async (/** @type {boolean} */ again) => {
    if (running) return;
    busy(true);
    const done = again ? () => {} : makeRoom();
    isWanted = false;
    await attempt(again);
    while (isWanted) {
      isWanted = false;
      await attempt(true);
    }
    running = undefined;
    busy(false);
    done();
  };
  const stop = () => {
    isWanted = false;
    running?.abort();
  };
  cancel.addEventListener('click', stop);
  start.addEventListener('click', () => run(false));

  return {
    /** What it was done with has changed: does it anew, if it was done or is being done. */
    again() {
      if (running ? begunWith !== tables : !isDone) return;
      if (isDone) mark(true);
      isWanted = true;
      if (running) running.abort();
      else run(true);
    },
    /** Does it with what there is now, in place of what is being done. */
    anew() {
      isWanted = running !== undefined;
      if (running) running.abort();
      else run(true);
    },
    /** Nobody asks any more for what is being done: ends it without a word. */
    drop() {
      tables++;
      stop();
    },
    /** Another table is open: what was done before is not done anew for it, nor is anything before its
     * columns are known. */
    forget() {
      isDone = false;
      isOffered = false;
      tables++;
      start.toggleAttribute('disabled', true);
    },
    /** Does it unasked: nothing is scrolled to. */
    begin: () => run(true),
    stop,
    /** The columns of the table are known. */
    offer() {
      isOffered = true;
      start.toggleAttribute('disabled', Boolean(running));
    },
  };
}

/** Says of results that they are those of before a change. */
/** @param {HTMLElement} results @param {boolean} on */
function markBefore(results, on) {
  results.classList.toggle('before', on);
  results.querySelector('.of-before')?.remove();
  if (!on) return;
  const text = 'These results are of before your change.';
  results.prepend(h('p', { class: 'notice of-before', role: 'status' }, text));
}

/** The footer goes below what is seen at once, not when the results come. */
function makeRoom() {
  const main = /** @type {HTMLElement} */ (document.querySelector('main'));
  main.style.minHeight = `${main.offsetHeight + innerHeight}px`;
  return () => {
    main.style.minHeight = '';
  };
}
