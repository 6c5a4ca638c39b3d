// A model file that would take far more than its size: whether to go on is asked, since it may come
// from anyone, and while it is made it can be left.
// @ts-check
import { ElmError } from '../../client/errors.js';
import { h, replace } from '../dom/dom.js';
import { size } from '../text/format.js';

/** @import { ElmToolkit, LoadOptions } from '../../client/index.js' */

/** The opening that is under way. @type {AbortController | undefined} */
let current;

/**
 * A model that a worker loads.
 *
 * @param {ElmToolkit} elm @param {string} json
 */
export const loadModel = (elm, json) => openAtCost((options) => elm.load(json, options));

/**
 * @template T
 * @param {(options: LoadOptions) => Promise<T>} load which is asked again, with all that it takes,
 *   if the user says so
 * @returns {Promise<T>}
 */
export async function openAtCost(load) {
  current?.abort(); // nobody waits for what was opened before
  const opening = new AbortController();
  current = opening;
  try {
    return await load({});
  } catch (error) {
    if (!(error instanceof ElmError) || error.code !== 'costly-model') throw error;
    return await agreed(Number(error.details.needs), opening, load);
  } finally {
    if (current === opening) current = undefined;
  }
}

/**
 * @template T
 * @param {number} needs bytes @param {AbortController} opening
 * @param {(options: LoadOptions) => Promise<T>} load
 * @returns {Promise<T>}
 */
async function agreed(needs, opening, load) {
  const { signal } = opening;
  const dialog = h('dialog', { class: 'card question', 'aria-labelledby': 'question-of-cost' });
  dialog.addEventListener('close', () => opening.abort());
  signal.addEventListener('abort', () => dialog.remove());
  try {
    await new Promise((resolve, reject) => {
      signal.addEventListener('abort', reject);
      if (signal.aborted) reject();
      replace(
        dialog,
        question(needs, () => resolve(undefined)),
      );
      document.body.append(dialog);
      dialog.showModal();
    });
    const bar = h('progress', { 'aria-labelledby': 'question-of-cost' });
    replace(dialog, waiting(bar));
    /** @type {HTMLElement} */ (dialog.querySelector('button')).focus();
    const onProgress = (/** @type {number} */ share) => {
      bar.value = share;
    };
    return await load({ maxBytes: Number.POSITIVE_INFINITY, signal, onProgress });
  } catch (error) {
    throw signal.aborted ? new ElmError('cancelled', 'the model was not opened') : error;
  } finally {
    dialog.remove();
  }
}

/** @param {number} needs @param {() => void} onAgreed */
const question = (needs, onAgreed) => [
  h('h2', { id: 'question-of-cost' }, 'Open this model?'),
  h(
    'p',
    {},
    `It takes about ${size(needs)} of memory, or as much in time: far more than its file. Open it only if you trust who made it.`,
  ),
  h(
    'form',
    { method: 'dialog', class: 'row' },
    h('button', { type: 'button', onclick: onAgreed }, 'Open it'),
    h('button', { class: 'quiet', autofocus: true }, 'Leave it'),
  ),
];

/** @param {Element} bar */
const waiting = (bar) => [
  h('h2', { id: 'question-of-cost' }, 'Making the model…'),
  bar,
  h('form', { method: 'dialog', class: 'row' }, h('button', { class: 'quiet' }, 'Cancel')),
];
