// What is to be kept while nothing has been learnt yet: said with a way on.
// @ts-check
import { h } from '../dom/dom.js';
import { showError, showNote } from '../feedback/notice.js';

/** What there is too little of to learn from. `begin`: brings ours, where nobody loses anything by it. */
/** @typedef {{ needs: string, begin?: () => void }} Lack */
/**
 * @typedef {object} Lesson
 * @property {() => Promise<unknown>} ended when the newest learning has: it has learnt, or it cannot
 * @property {() => Lack | undefined} lacks
 */

export class NothingLearnt extends Error {
  constructor() {
    super('it has not learnt anything yet');
    this.name = 'NothingLearnt';
  }
}

/**
 * The model of a page, once there is one.
 *
 * @template T
 * @param {T | undefined} model
 * @returns {T}
 * @throws {NothingLearnt}
 */
export function learntModel(model) {
  if (!model) throw new NothingLearnt();
  return model;
}

/**
 * What classes lack: examples of two of them. Where there are none, ours can be brought.
 *
 * @param {number} filled classes with examples
 * @param {() => void} begin
 * @returns {Lack | undefined}
 */
export function lackOfClasses(filled, begin) {
  if (filled > 1) return undefined;
  return {
    needs: 'Give it examples of two classes at least',
    begin: filled ? undefined : begin,
  };
}

/**
 * Says why nothing can be kept, and the way on: bring something to learn from, or wait.
 *
 * @param {HTMLElement} message
 * @param {() => Promise<void>} work what was asked for
 * @param {Lesson} lesson
 */
export function offerWayOut(message, work, lesson) {
  if (tellWhyNot(message, lesson)) return;
  if (pythonIs() !== 'loading') return doOnceLearnt(message, work, lesson); // it is learning
  const later = () => {
    doOnceLearnt(message, work, lesson);
    stayAt(message);
  };
  const text = 'It has not learnt anything yet: Python is still loading';
  showError(message, text, { retry: later, label: 'Do it once it has learnt' });
  sayWhenLearnt(message, work, lesson);
}

/** What was said goes stale by itself. @param {HTMLElement} message @param {() => Promise<void>} work @param {Lesson} lesson */
async function sayWhenLearnt(message, work, lesson) {
  const mine = message.firstChild;
  await Promise.race([lesson.ended(), pythonFails()]);
  if (message.firstChild !== mine || tellWhyNot(message, lesson)) return;
  const now = () => {
    stayAt(message);
    doOnceLearnt(message, work, lesson);
  };
  const button = h('button', { type: 'button', class: 'small', onclick: now }, 'Do it now');
  showNote(message, 'It has learnt now. ', button);
}

/** @param {HTMLElement} message @param {Lesson} lesson @returns {boolean} whether waiting is of no use */
function tellWhyNot(message, lesson) {
  const lack = lesson.lacks();
  if (lack) {
    const { needs, begin } = lack;
    const text = `It has not learnt anything yet. ${needs}`;
    const bring = () => {
      showNote(message);
      stayAt(message);
      begin?.();
    };
    if (begin)
      showError(message, `${text}, or begin with ours`, { retry: bring, label: 'Begin with ours' });
    else showError(message, text);
  } else if (pythonIs() === 'failed') {
    const way = '“Try again” is at the top of the page';
    showError(message, `It has not learnt anything: Python could not start. ${way}`);
  } else return false;
  return true;
}

/** @param {HTMLElement} message @param {() => Promise<void>} work @param {Lesson} lesson */
async function doOnceLearnt(message, work, lesson) {
  const stop = h('button', { type: 'button', class: 'small' }, 'Stop waiting');
  stop.onclick = () => {
    showNote(message);
    stayAt(message);
  };
  showNote(message, 'Waiting until it has learnt… ', stop);
  const mine = message.firstChild;
  await Promise.race([lesson.ended(), pythonFails()]);
  if (message.firstChild !== mine) return; // it was stopped, or something else was asked for
  const within = message.contains(document.activeElement);
  try {
    await work();
    if (message.firstChild === mine) showNote(message);
  } catch (error) {
    if (!(error instanceof NothingLearnt)) showError(message, error);
    else if (!tellWhyNot(message, lesson)) {
      showError(message, 'It could not learn: what is wrong is told where it learns');
    }
  }
  if (within) stayAt(message);
}

/** The button that was pressed is gone: the focus goes on from its message. @param {HTMLElement} message */
function stayAt(message) {
  message.tabIndex = -1;
  message.focus();
}

/** 'loading', 'ready' or 'failed' */
const pythonIs = () => document.getElementById('status')?.dataset.state;

/** Ends when Python could not start; it can be tried again by hand, which may take for ever. */
function pythonFails() {
  return new Promise((resolve) => {
    const look = () => {
      if (pythonIs() !== 'failed') return;
      watching.disconnect();
      resolve(undefined);
    };
    const watching = new MutationObserver(look);
    const status = document.getElementById('status');
    if (status) watching.observe(status, { attributeFilter: ['data-state'] });
    look();
  });
}
