// The order without what was learnt and the order with it, beside each other.
// @ts-check
import { byId, h, replace } from '../../ui/dom/dom.js';
import { count } from '../../ui/text/format.js';

/** @import { Doc } from './documents.js' */
/** @import { Found } from './library.js' */

const SHOWN = 8;

/** @param {{ found: Found[], docs: Map<string, Doc>, clicked: number, sample: boolean }} shown */
export function compareRankings({ found, docs, clicked, sample }) {
  byId('learnt').textContent = clicked
    ? `It has learnt from ${count(clicked, 'opened result')}.${whatMoved(found)}`
    : `Open the results that answer you: after a few of them the order begins to move.${sample ? ' Or let it learn from sample questions.' : ''}`;
  byId('teach-sample').hidden = !sample;
  byId('forget').toggleAttribute('disabled', !clicked);
  const title = (/** @type {string} */ id) => docs.get(id)?.title ?? id;
  const before = [...found].sort((a, b) => a.before - b.before);
  const column = (/** @type {string} */ name, /** @type {(string | Node)[][]} */ rows) =>
    h(
      'div',
      {},
      h('h3', {}, name),
      h(
        'ol',
        { 'aria-label': `Order ${name.toLowerCase()}` },
        rows.map((row) => h('li', {}, row)),
      ),
    );
  replace(
    byId('orders'),
    column(
      'Before',
      before.slice(0, SHOWN).map(({ id }) => [title(id)]),
    ),
    column(
      'After',
      found.slice(0, SHOWN).map(({ id, before: was }, now) => [title(id), moved(was - now)]),
    ),
  );
}

/** @param {Found[]} found */
function whatMoved(found) {
  if (!found.length) return '';
  return found.some(({ before }, now) => before !== now)
    ? ' ▲ moved up: the list of results takes this order with your next search.'
    : ' Nothing here has moved yet: open results of a few more questions. The same result counts once for a question.';
}

/** @param {number} up */
function moved(up) {
  if (!up) return '';
  const text = up > 0 ? `up ${up}` : `down ${-up}`;
  return h(
    'span',
    { class: up > 0 ? 'up' : 'down', role: 'img', 'aria-label': text },
    ` ${up > 0 ? '▲' : '▼'}${Math.abs(up)}`,
  );
}
