// The table that the page begins with, so that there is an answer before anybody has a file at hand.
// @ts-check
import { byId, h, replace } from '../../ui/dom/dom.js';
import { readTable } from '../../ui/files/read-table.js';
import { fetchSample, listOfSamples } from '../../ui/tables/sample-tables.js';
import { count, percent, readable } from '../../ui/text/format.js';

/** @import { HoldoutReport } from '../../client/index.js' */
/** @import { ParsedTable } from '../../ui/files/table.js' */
/** @import { Origin } from './open.js' */

const FILE = 'iris.csv';

/** @returns {Promise<{ table: ParsedTable, origin: Origin } | undefined>} undefined where it cannot be had */
export async function exampleTable() {
  try {
    const sample = (await listOfSamples()).find(({ file }) => file === FILE);
    if (!sample) return undefined;
    const source = await fetchSample(sample.file);
    const origin = { name: sample.title, source, sample, isExample: true };
    return { table: await readTable(source), origin };
  } catch {
    return undefined; // without a network: the list of samples says so
  }
}

/** The place of the score is there from the start, so that nothing moves when it comes. */
export function awaitExample() {
  byId('results').hidden = false;
  const soon = 'It learns from the example once Python is there.';
  replace(byId('headline'), h('p', { class: 'muted', id: 'awaited' }, soon));
}

/** It has come, or comes no more. */
export function awaitNone() {
  if (document.getElementById('awaited')) byId('results').hidden = true;
}

/** Where it is said what has been learnt from it; it keeps the place of that. */
export const saidOfExample = () =>
  h('p', { id: 'example-said', class: 'muted' }, 'Learning from it…');

/** @param {HoldoutReport | undefined} report */
export function tellExample(report) {
  if (!report) return;
  const ask = (/** @type {MouseEvent} */ event) => {
    event.preventDefault(); // the address may hold a model
    byId('predict').scrollIntoView({ block: 'start' });
    byId('row-form').querySelector('input')?.focus({ preventScroll: true });
  };
  replace(
    byId('example-said'),
    `${inWords(report)} `,
    h('a', { href: '#predict', onclick: ask }, 'Ask it'),
  );
}

/** @param {HoldoutReport} report */
export function inWords(report) {
  const rows = `${count(report.n, 'row')} that it had not seen`;
  return report.task === 'classification'
    ? `Learnt from it just now: ${percent(report.accuracy)} right of ${rows}.`
    : `Learnt from it just now: ${readable(report.mae)} off on average, of ${rows}.`;
}

/** It is worked with. */
export const forgetExample = () => document.getElementById('example-said')?.remove();
