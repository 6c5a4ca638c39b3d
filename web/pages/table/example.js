// The table that the page begins with, so that there is an answer before anybody has a file at hand.
// @ts-check
import { readTable } from '../../ui/files/read-table.js';
import { fetchSample, listOfSamples } from '../../ui/tables/sample-tables.js';

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
