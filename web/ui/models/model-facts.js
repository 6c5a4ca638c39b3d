// What a model's file says of it: always text, for a file may come from anyone.
// @ts-check
import { h } from '../dom/dom.js';
import { percent, readable } from '../text/format.js';

/** @typedef {{ name: string, value: number, sd?: number, how?: string }} Figure */

/** @param {[name: string, value: string | Node | undefined | null][]} facts */
export const factList = (facts) =>
  h(
    'dl',
    { class: 'facts' },
    facts.flatMap(([name, value]) => (value ? [h('dt', {}, name), h('dd', {}, value)] : [])),
  );

/** @param {Figure} figure */
export function figureText({ name, value, sd }) {
  const share = /^Accuracy|\bword/i.test(name); // how many are right, or are refused
  const around = sd && ` ± ${share ? (100 * sd).toFixed(1) : readable(sd)}`;
  return `${name} ${share ? percent(value, 1) : readable(value)}${around || ''}`;
}

/** Pages by the classes of model that they go on training. */
const PAGES = /** @type {Record<string, string>} */ ({
  TableClassifier: 'table.html',
  TableRegressor: 'table.html',
  TextClassifier: 'text.html',
  DrumMachine: 'drums.html',
  SearchIndex: 'search.html',
  Autocomplete: 'type-ahead.html',
  VoiceCommands: 'voice.html',
});

/** Pages that write into a model's file that it is theirs. */
const OWN = new Set([
  ...['text.html', 'guard.html', 'search.html', 'type-ahead.html', 'voice.html', 'drums.html'],
  ...['draw.html', 'pictures.html', 'table.html', 'boundary.html', 'stream.html', 'compose.html'],
]);

/**
 * The page that can go on training a model: the one that made it, or one for its class.
 *
 * @param {string} name of the class @param {unknown} [page] as the file says it
 */
export function pageFor(name, page) {
  if (typeof page === 'string' && OWN.has(page)) return page;
  return Object.hasOwn(PAGES, name) ? PAGES[name] : null;
}
