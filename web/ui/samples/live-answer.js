// The answer to what is there now: the best class in words, and a bar for each.
// @ts-check
import { reserveBars, showBars } from '../charts/probability-bars.js';
import { byId, h, named, replace } from '../dom/dom.js';
import { ANY_OF_THEM, allAlike, bestOf, isSure } from '../models/best-answer.js';
import { percent } from '../text/format.js';

const MOST = 12;

/** Keeps room for the answer among so many classes. @param {number} classes */
export const reserveAnswer = (classes) => reserveBars(byId('bars'), classes, MOST);

/** @param {string} text shown where there is no answer */
export function showNoAnswer(text) {
  byId('verdict').textContent = text;
  replace(byId('bars'));
}

/** @param {string[]} classes in the order of the bars @param {ArrayLike<number>} shares */
export function showAnswer(classes, shares) {
  const values = Array.from(shares);
  const { best } = bestOf(values);
  const alike = allAlike(values);
  const said = alike
    ? [ANY_OF_THEM]
    : [
        !isSure(values) && 'Not sure. At best ',
        named(classes[best]), // its name may run from right to left, the number does not
        `, ${percent(values[best])}`,
      ];
  const verdict = h('p', {}, said);
  if (byId('verdict').textContent !== verdict.textContent) replace(byId('verdict'), said);
  const entries = classes.map((label, i) => ({ label, share: values[i] }));
  const many = entries.length > MOST; // then the order changes, so that the best are seen
  showBars(byId('bars'), entries, {
    caption: 'Probability of each class',
    most: MOST,
    sort: many,
  });
  if (!many && !alike) byId('bars').querySelectorAll('tr')[best]?.classList.add('top');
}
