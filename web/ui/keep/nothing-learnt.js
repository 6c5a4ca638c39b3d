// What is to be kept while nothing has been learnt yet: said with a way on.
// @ts-check
import { showError, showNote } from '../feedback/notice.js';

const PAUSE = 300;

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
 * While Python loads, it is done as soon as something has been learnt; else there are no examples, and
 * those that the page begins with can be brought back.
 *
 * @param {HTMLElement} message
 * @param {() => Promise<void>} work what was asked for
 * @param {(() => void) | undefined} startOver
 */
export function offerWayOut(message, work, startOver) {
  if (document.getElementById('status')?.dataset.state === 'loading') {
    const later = () => doOnceLearnt(message, work);
    const text = 'It has not learnt anything yet: Python is still loading';
    return showError(message, text, { retry: later, label: 'Do it once it has learnt' });
  }
  const text = 'It has not learnt anything yet. Give it examples of two classes at least';
  if (!startOver) return showError(message, text);
  const bring = () => {
    showNote(message);
    startOver();
  };
  showError(message, `${text}, or begin with ours`, { retry: bring, label: 'Begin with ours' });
}

/** @param {HTMLElement} message @param {() => Promise<void>} work */
async function doOnceLearnt(message, work) {
  showNote(message, 'Waiting until it has learnt…');
  const mine = message.firstChild;
  while (message.firstChild === mine) {
    try {
      await work();
      if (message.firstChild === mine) showNote(message);
    } catch (error) {
      if (!(error instanceof NothingLearnt)) return showError(message, error);
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }
}
