// The data that chains are tried on: three sets that come with the page, or a table of one's own.
// @ts-check

import { readTable } from '../../ui/files/read-table.js';
import { asRows } from '../../ui/samples/labelled-texts.js';
import { SAMPLES } from '../../ui/samples/message-sets.js';
import { cellOf, cellsOf, columnNamed } from '../../ui/tables/cells.js';
import { fetchSample, listOfSamples } from '../../ui/tables/sample-tables.js';
import { apart, isolated } from '../../ui/text/bidi.js';
import { count } from '../../ui/text/format.js';

/** @import { ElmToolkit, Samples } from '../../client/index.js' */
/** @import { ParsedTable } from '../../ui/files/table.js' */
/** @import { Flow } from './bricks.js' */

/** @typedef {{ id: string, name: string, about: string, gives: Flow, X: Samples, y: string[], rows?: Int32Array, targets?: string[], target?: string }} DataSet rows: where they are in the file */

const MOST_ROWS = 5000;
const MOST_CLASSES = 50;
const MOST_NAMED = 8;
const SIDE = 8;
const WHITE = 16;

/** @type {{ id: string, name: string, load: () => Promise<DataSet> }[]} */
export const SETS = [
  { id: 'digits', name: 'Handwritten digits', load: digits },
  { id: 'iris', name: 'Iris flowers', load: iris },
  { id: 'spam', name: 'Spam', load: spam },
];

/** @param {string} file */
async function sample(file) {
  const about = (await listOfSamples()).find((one) => one.file === file);
  if (!about) throw new Error(`The sample ${file} is not there.`);
  const table = await readTable(await fetchSample(file));
  const { description, source, licence, target } = about;
  return { table, target, about: `${description} Source: ${source}. Licence: ${licence}.` };
}

/** @returns {Promise<DataSet>} */
async function digits() {
  const { table, target, about } = await sample('digits.csv');
  const data = new Float32Array(table.rows * SIDE * SIDE);
  const pixels = table.columns.filter(({ name }) => name !== target);
  pixels.forEach(({ codes, values }, place) => {
    const inks = values.map((value) => Number(value) / WHITE);
    codes.forEach((code, row) => {
      data[row * SIDE * SIDE + place] = inks[code];
    });
  });
  return {
    id: 'digits',
    name: 'Handwritten digits',
    about,
    gives: 'pictures',
    X: { data, shape: [table.rows, SIDE, SIDE] },
    y: labelsOf(table, target),
  };
}

/** @returns {Promise<DataSet>} */
async function iris() {
  const { table, target, about } = await sample('iris.csv');
  return { id: 'iris', name: 'Iris flowers', about, ...asTable(table, target) };
}

/** @returns {Promise<DataSet>} */
async function spam() {
  const set = SAMPLES.find(({ id }) => id === 'spam') ?? SAMPLES[0];
  const { texts, labels } = asRows(set.classes);
  const about = `${count(texts.length, 'message')} written for this site; is it spam?`;
  return { id: 'spam', name: set.name, about, gives: 'texts', X: texts, y: labels };
}

/** A table of the user, and what of it can be predicted, the last column first. */
/** @param {File} file @returns {Promise<(target?: string) => DataSet>} */
export async function ofFile(file) {
  const table = shortened(await readTable(file));
  const targets = table.columns
    .filter(({ values }) => values.length > 1 && values.length <= MOST_CLASSES)
    .map(({ name }) => name)
    .reverse();
  if (!targets.length || table.columns.length < 2) {
    throw new Error('No column has 2 to 50 different values to be predicted from others.');
  }
  return (target = targets[0]) => ({
    id: 'file',
    name: file.name,
    about: apart`${file.name}: ${count(table.rows, 'row')}.`,
    targets,
    target,
    ...asTable(table, target),
  });
}

/**
 * Which columns of a table are learnt from: what counts the rows, or is the same in all, is not.
 *
 * @param {ElmToolkit} elm @param {DataSet} set of a table @returns {Promise<string>}
 */
export async function columnsSaid(elm, { X }) {
  const columns = await elm.inspectTable(/** @type {import('../../client/index.js').Table} */ (X));
  const list = (/** @type {boolean} */ isUsed) => {
    const those = columns.filter(({ used }) => used === isUsed).map(({ name }) => isolated(name));
    const more = those.length > MOST_NAMED ? ` and ${those.length - MOST_NAMED} more` : '';
    return { n: those.length, names: those.slice(0, MOST_NAMED).join(', ') + more };
  };
  const [used, not] = [list(true), list(false)];
  const left = not.n ? ` Not from ${not.names}.` : '';
  return `It learns from ${count(used.n, 'column')}: ${used.names}.${left}`;
}

/** @param {ParsedTable} table @returns {ParsedTable} its first rows */
function shortened(table) {
  if (table.rows <= MOST_ROWS) return table;
  const columns = table.columns.map((column) => {
    const codes = column.codes.slice(0, MOST_ROWS);
    const last = codes.reduce((most, code) => Math.max(most, code), 0);
    return { name: column.name, codes, values: column.values.slice(0, last + 1) };
  });
  return { ...table, columns, rows: MOST_ROWS };
}

/** Rows with a target, without it. @param {ParsedTable} table @param {string} target */
function asTable(table, target) {
  const said = columnNamed(table, target);
  const rows = Array.from({ length: table.rows }, (_, row) => row).filter(
    (row) => said && cellOf(said, row).trim() !== '',
  );
  const columns = table.columns
    .filter(({ name }) => name !== target)
    .map(({ name, codes, values }) => ({
      name,
      codes: Int32Array.from(rows, (row) => codes[row]),
      values,
    }));
  const labels = labelsOf(table, target);
  return {
    gives: /** @type {Flow} */ ('table'),
    X: { columns },
    y: rows.map((row) => labels[row]),
    rows: Int32Array.from(rows),
  };
}

/** @param {ParsedTable} table @param {string} target */
function labelsOf(table, target) {
  const column = columnNamed(table, target);
  return column ? cellsOf(column) : [];
}
