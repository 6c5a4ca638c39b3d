// JSON to a table: the forms in which data frames, databases and services write one.
// @ts-check

import { asText } from '../../client/files/cells.js';
import { columnNames } from '../../client/files/names.js';
import { TableBuilder } from './building.js';
import { ColumnBuilder } from './column.js';
import { parse } from './json-parsing.js';
import { CsvError, checkColumns, checkSize, tableOf } from './table.js';

/** @import { ParsedTable, ReadOptions } from './table.js' */

/** @typedef {Record<string, unknown>} Plain */

const SHOWN = 40;
const FORMS =
  'there is no table in this JSON: write a list of objects (one a row), or an object of columns (lists of one length).';

/** @param {string} text @param {ReadOptions} [options] @returns {ParsedTable} */
export const readJson = (text, options = {}) => tableIn(parse(text), options, text.length);

/** @param {unknown} value @returns {value is Plain} */
const isPlain = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
/** @param {unknown} value */
const isNested = (value) => typeof value === 'object' && value !== null;

/** @param {unknown} body @param {ReadOptions} options @param {number} size @returns {ParsedTable} */
function tableIn(body, options, size) {
  if (Array.isArray(body)) return ofList(body, options, size);
  if (!isPlain(body) || !Object.keys(body).length) throw new CsvError(`T${FORMS.slice(1)}`);
  if (body.format === 'elm-toolkit-model')
    throw new CsvError('This is a saved model, no table: open it as a model.');
  const rows = body.data ?? body.rows;
  if (Array.isArray(body.columns) && holdsRows(rows))
    return ofSplit(body.columns, /** @type {unknown[]} */ (rows), body.index);
  const values = Object.values(body);
  if (values.every(Array.isArray) && !(values.length === 1 && holdsRows(values[0])))
    return ofColumns(body);
  if (values.every(isGridLine)) return ofObjects(body, size);
  const inner = isNested(body.data) ? [body.data] : values.filter(holdsRows);
  if (inner.length === 1) return tableIn(inner[0], options, size);
  if (!values.some(isNested)) return ofRecords([body], size);
  throw new CsvError(`T${FORMS.slice(1)}`);
}

/** Whether a value is a list of objects, or of lists. @param {unknown} value */
const holdsRows = (value) => Array.isArray(value) && isNested(value[0]);

/** @param {unknown} value */
const isGridLine = (value) =>
  isPlain(value) && Object.keys(value).length > 0 && !Object.values(value).some(isNested);

/** @param {unknown[]} body @param {ReadOptions} options @param {number} size */
function ofList(body, { header }, size) {
  if (!body.length) throw new CsvError('The file holds an empty list.');
  if (body.every(isPlain)) return ofRecords(/** @type {Plain[]} */ (body), size);
  if (!body.some(isNested)) return ofColumns({ 'column 1': body });
  if (!body.every(Array.isArray))
    throw new CsvError(`The list mixes objects, lists and single values: ${FORMS}`);
  const builder = new TableBuilder(header);
  for (const [number, row] of body.entries()) {
    const place = row.findIndex(isNested);
    if (place >= 0) {
      throw new CsvError(
        `Row ${number + 1} holds ${shown(row[place])} in place ${place + 1}: expected a text or number.`,
      );
    }
    if (row.length) builder.take(row.map(asText));
  }
  return { ...builder.table() };
}

/** One object a row; an object in a cell becomes columns of its own, `a.b`. */
/** @param {Plain[]} records @param {number} size */
function ofRecords(records, size) {
  /** @type {Map<string, ColumnBuilder>} */
  const columns = new Map();
  /** @type {Map<string, string>} */
  const left = new Map();
  for (const [row, record] of records.entries()) {
    for (const [name, value] of flat(record)) {
      if (isNested(value)) {
        if (!left.has(name)) left.set(name, `${shown(value)} in row ${row + 1}`);
        continue;
      }
      let column = columns.get(name);
      if (!column) {
        column = new ColumnBuilder();
        columns.set(name, column);
        checkSize(records.length, columns.size, size);
      }
      column.fillTo(row);
      if (column.rows === row) column.push(asText(value)); // a name counts once a row
    }
  }
  for (const column of columns.values()) column.fillTo(records.length);
  return named(columns, left);
}

/** @param {Plain} record @returns {Generator<[string, unknown]>} */
function* flat(record) {
  for (const [name, value] of Object.entries(record)) {
    if (!isPlain(value)) yield [name, value];
    else for (const [inner, cell] of Object.entries(value)) yield [`${name}.${inner}`, cell];
  }
}

/** @param {Record<string, unknown>} lists */
const ofColumns = (lists) =>
  ofEntries(/** @type {[string, unknown[]][]} */ (Object.entries(lists)));

/** @param {[string, unknown[]][]} entries */
function ofEntries(entries) {
  checkColumns(entries.length);
  if (new Set(entries.map(([, cells]) => cells.length)).size > 1) {
    const lengths = entries.slice(0, 8).map(([name, cells]) => `${name}: ${cells.length}`);
    throw new CsvError(`The columns are of unequal length (${lengths.join(', ')}).`);
  }
  /** @type {Map<string, ColumnBuilder>} */
  const columns = new Map();
  /** @type {Map<string, string>} */
  const left = new Map();
  for (const [name, cells] of entries) {
    const nested = cells.findIndex(isNested);
    if (nested >= 0) {
      left.set(name, `${shown(cells[nested])} in row ${nested + 1}`);
      continue;
    }
    const column = new ColumnBuilder();
    for (const cell of cells) column.push(asText(cell));
    columns.set(name, column);
  }
  return named(columns, left);
}

/** pandas, orient "split": names, row labels and rows apart. */
/** @param {unknown[]} labels of the columns @param {unknown[]} rows @param {unknown} index */
function ofSplit(labels, rows, index) {
  const given = labels.map((name) =>
    Array.isArray(name) ? name.map(asText).join('.') : asText(name),
  );
  const wrong = rows.findIndex((row) => !Array.isArray(row) || row.length !== given.length);
  if (wrong >= 0) {
    throw new CsvError(
      `Row ${wrong + 1} of the data has not one cell for each of the ${given.length} columns.`,
    );
  }
  checkColumns(given.length);
  const { names, notes } = columnNames(given);
  /** @type {[string, unknown[]][]} */
  const columns = names.map((name, place) => [
    name,
    rows.map((row) => /** @type {unknown[]} */ (row)[place]),
  ]);
  const table = ofEntries(withLabels(index, columns, rows.length));
  table.notes.unshift(...notes);
  return table;
}

/** pandas, orient "columns" or "index": objects by column, or by row. */
/** @param {Plain} body @param {number} size */
function ofObjects(body, size) {
  const lines = /** @type {[string, Plain][]} */ (Object.entries(body));
  const outer = lines.map(([label]) => label);
  const inner = [...new Set(lines.flatMap(([, line]) => Object.keys(line)))];
  const [across, down] = [isCounted(outer), isCounted(inner)];
  const byColumn = (down && !across) || (down === across && inner.length > outer.length);
  const [names, labels] = byColumn ? [outer, inner] : [inner, outer];
  checkSize(labels.length, names.length, size);
  const cell = (/** @type {string} */ a, /** @type {string} */ b) => {
    const line = /** @type {Plain} */ (body[a]);
    return Object.hasOwn(line, b) ? line[b] : null;
  };
  /** @type {[string, unknown[]][]} */
  const columns = names.map((name) => [
    name,
    labels.map((label) => (byColumn ? cell(name, label) : cell(label, name))),
  ]);
  return ofEntries(withLabels(labels, columns, labels.length));
}

/** @param {string[]} labels */
const isCounted = (labels) => labels.every((label) => /^[0-9]+$/.test(label));

/** With the labels of the rows as an unnamed column, unless they only count. */
/** @param {unknown} labels @param {[string, unknown[]][]} columns @param {number} rows */
function withLabels(labels, columns, rows) {
  if (!Array.isArray(labels) || labels.length !== rows) return columns;
  if (columns.some(([name]) => name === '')) return columns;
  if (labels.every((label, row) => String(label) === String(row))) return columns;
  return /** @type {[string, unknown[]][]} */ ([['', labels], ...columns]);
}

/** @param {Map<string, ColumnBuilder>} columns @param {Map<string, string>} left @returns {ParsedTable} */
function named(columns, left) {
  const kept = [...columns].filter(([name]) => !left.has(name));
  if (!kept.length) throw new CsvError(`Every column holds lists or objects: ${FORMS}`);
  if (!kept[0][1].rows) throw new CsvError('The columns are empty.');
  const { names, notes } = columnNames(kept.map(([name]) => name));
  for (const [name, cell] of [...left].slice(0, 5))
    notes.push(`Column “${name}” was left out: it holds ${cell}.`);
  const built = kept.map(([, column], place) => ({ name: names[place], ...column.done() }));
  return tableOf(built, { notes });
}

/** @param {unknown} value */
function shown(value) {
  const text = JSON.stringify(value);
  return text.length > SHOWN ? `${text.slice(0, SHOWN - 1)}…` : text;
}
