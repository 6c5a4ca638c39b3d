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
  const share = name.startsWith('Accuracy');
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

/** The page that can go on training a model of a class. @param {string} name */
export const pageFor = (name) => (Object.hasOwn(PAGES, name) ? PAGES[name] : null);
