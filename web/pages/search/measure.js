// How good the order is on the labelled questions, before and after clicks on other questions.
// @ts-check
import { isCancelled } from '../../ui/async/cancelled.js';
import { dataTable } from '../../ui/charts/data-table.js';
import { byId, h, replace } from '../../ui/dom/dom.js';
import { showError } from '../../ui/feedback/notice.js';
import { progressBar } from '../../ui/feedback/progress-bar.js';
import { count, percent } from '../../ui/text/format.js';
import { Library } from './library.js';
import { mean, quality } from './ranking.js';
import { NOTES_OF_SAMPLE, QUESTIONS } from './sample.js';

/** @import { ElmToolkit } from '../../client/index.js' */
/** @import { Found } from './library.js' */

const KS = [3, 5];

/** @param {Promise<ElmToolkit>} starting @param {Promise<unknown>} quiet when the page has shown what it starts with */
export function bindMeasuring(starting, quiet) {
  const work = progressBar(byId('measuring'));
  const place = byId('measured');
  const measure = async () => {
    try {
      const elm = await starting;
      show(await work((signal, onProgress) => measured(elm, signal, onProgress)));
    } catch (error) {
      if (isCancelled(error)) replace(place, h('p', { class: 'muted' }, 'Cancelled.'));
      else showError(place, error);
    }
  };
  byId('measure').addEventListener('click', measure);
  quiet.then(measure);

  /** @param {Awaited<ReturnType<typeof measured>>} result */
  function show({ before, after }) {
    const row = (
      /** @type {string} */ name,
      /** @type {(q: ReturnType<typeof mean>) => string} */ of,
    ) => [name, of(before), of(after)];
    replace(
      place,
      dataTable({
        file: 'ranking',
        wraps: true,
        caption: `${count(QUESTIONS.length, 'question')}, ${count(NOTES_OF_SAMPLE.length, 'document')}`,
        head: ['measure', 'before', 'after clicks'],
        numeric: [1, 2],
        rows: [
          row('Questions with an answer at the top', (q) => percent(q.first)),
          ...KS.map((k, i) =>
            row(`Answers that are among the first ${k} results`, (q) => percent(q.recall[i])),
          ),
          row('How near the top the first answer is: 1 always at the top, 0.5 second', (q) =>
            q.reciprocal.toFixed(2),
          ),
        ],
      }),
    );
  }
}

/** @param {ElmToolkit} elm @param {AbortSignal} signal @param {(share: number) => void} onProgress */
async function measured(elm, signal, onProgress) {
  /** @type {ReturnType<typeof quality>[]} */
  const before = [];
  /** @type {ReturnType<typeof quality>[]} */
  const after = [];
  let done = 0;
  for (const half of [0, 1]) {
    const library = await Library.of(elm, NOTES_OF_SAMPLE, { signal });
    try {
      const asked = QUESTIONS.filter((_, i) => i % 2 === half);
      const others = QUESTIONS.filter((_, i) => i % 2 !== half);
      for (const question of [...others, ...asked]) {
        const { found } = await library.search(question.query, { signal });
        if (others.includes(question)) await learnFrom(library, question, found);
        else {
          before.push(quality(orderBefore(found), question.relevant, KS));
          after.push(quality(ids(found), question.relevant, KS));
        }
        onProgress(++done / (2 * QUESTIONS.length));
      }
    } finally {
      library.dispose();
    }
  }
  return { before: mean(before), after: mean(after) };
}

/** @param {Library} library @param {{ query: string, relevant: string[] }} question @param {Found[]} found */
export async function learnFrom(library, { query, relevant }, found) {
  for (const id of relevant) await library.learn(query, id, ids(found));
}

/** @param {Found[]} found */
const ids = (found) => found.map(({ id }) => id);

/** @param {Found[]} found */
const orderBefore = (found) => ids([...found].sort((a, b) => a.before - b.before));
