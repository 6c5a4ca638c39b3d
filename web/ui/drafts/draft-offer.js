// A bar that offers to go on with work of an earlier visit, which nothing overwrites meanwhile.
// @ts-check
import { h } from '../dom/dom.js';
import { count, moment } from '../text/format.js';

/** @import { Draft } from './draft-store.js' */

/**
 * @param {Draft[]} drafts the newest first
 * @param {{ goOn: (draft: Draft) => void, discard: (draft: Draft) => void }} on
 */
export function offerDrafts([newest, ...others], { goOn, discard }) {
  const act = (/** @type {(draft: Draft) => void} */ work) => () => {
    bar.remove();
    work(newest);
  };
  const button = (/** @type {string} */ label, /** @type {() => void} */ onclick, quiet = '') =>
    h('button', { type: 'button', class: `small ${quiet}`, onclick }, label);
  const bar = h(
    'aside',
    { class: 'offer', 'aria-label': 'Earlier work' },
    h('p', {}, `Go on with your work of ${moment(newest.saved)}?`),
    h(
      'div',
      { class: 'row' },
      button('Go on', act(goOn)),
      button('Discard', act(discard), 'quiet'),
      others.length > 0 &&
        h('a', { href: 'models.html#work' }, `${count(others.length, 'older one')}`),
    ),
  );
  document.body.append(bar);
}
