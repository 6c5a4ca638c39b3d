// Terms of statistics that pages use, each in a plain line, with the way to where it is shown at work.
// @ts-check
import { h } from '../dom/dom.js';

/** @type {Record<string, [name: string, line: string]>} */
const TERMS = {
  'held-out': [
    'Held out',
    'Rows that are set aside before it learns, so that it can be asked about what it has not seen.',
  ],
  'leave-one-out': [
    'Leave-one-out',
    'Each example is judged by a model that has learnt from all the others, never from itself.',
  ],
  precision: ['Precision', 'Of those that it called so, how many were.'],
  recall: ['Recall', 'Of those that were so, how many it found.'],
  f1: [
    'F1',
    'Precision and recall in one figure: 1 is perfect, 0 means nothing right. Macro: the mean of all classes, rare ones too.',
  ],
  accuracy: ['Accuracy', 'The share that it gets right. ± says how much that differs by chance.'],
  r2: [
    'R²',
    'How much of the differences it predicts: 1 is all of them, 0 no better than always saying the mean.',
  ],
  threshold: ['Threshold', 'How sure it must be before it says so.'],
  units: [
    'Hidden units',
    'Random curves that the answer is put together of. More of them can learn finer patterns.',
  ],
  ridge: [
    'Ridge α',
    'Holds the answer back from following every single example. Larger: smoother, and simpler.',
  ],
  activation: ['Activation', 'The form of these curves: bent, stepped, waves.'],
  recallAt: [
    'Recall@k',
    'Of the answers to a question, the share that is among the first k results.',
  ],
  mrr: [
    'MRR, mean reciprocal rank',
    '1 where the first answer is at the top, 1/2 where it is second, 1/3 where third: on average.',
  ],
  drift: ['Drift', 'What was learnt no longer holds: the world has changed.'],
  seed: ['Seed', 'The number that chance starts from. The same seed gives the same again.'],
};

/** Fills what stands in a page as `<details data-terms="precision recall">`. */
export function explainTerms() {
  const places = /** @type {NodeListOf<HTMLElement>} */ (
    document.querySelectorAll('details[data-terms]')
  );
  for (const place of places) {
    const terms = (place.dataset.terms ?? '').split(' ').map((name) => TERMS[name]);
    place.append(
      h(
        'dl',
        {},
        terms.flatMap(([name, line]) => [h('dt', {}, name), h('dd', {}, line)]),
      ),
      h('a', { href: './how-it-works.html' }, 'How it works'),
    );
  }
}
