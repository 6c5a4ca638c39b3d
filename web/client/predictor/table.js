// Mixed tables to numbers. See elm_core/features/tabular.py. What a column is and how its cells are
// read stands in the model file.
// @ts-check
import { ruleOf } from '../reading/rule-of.js';
import { RULES } from '../reading/rules.js';
import { columnEncoder } from './column.js';
import { columnsOf } from './column-check.js';
import { both, register } from './core.js';
import { ensure, isObject } from './decode.js';
import * as fields from './fields/table.js';
import { deciding, inUnits, logOdds, membersOf } from './head.js';
import { invalid, LARGEST } from './samples.js';

/** @import { Held, Stated } from './decode.js' */
/** @import { Build, Runner, Unread } from './core.js' */
/** @import { Rows } from './samples.js' */
/** @import { Column, Encoder } from './column.js' */

/** Cells that cannot be read and are listed, and characters of each. */
const [MOST_LISTED, LONGEST] = [100, 100];

/** @param {Stated} model @param {Build} build @returns {{ width: number, transform: (X: unknown) => Rows }} */
function tableEncoder({ learned }, build) {
  const columns = columnsOf(learned);
  const encoders = columns.map((column) => {
    const reading = column.reading ?? {};
    return columnEncoder(column, RULES[ruleOf(column.kind, reading)](reading));
  });
  const width = encoders.reduce((sum, encoder) => sum + encoder.width, 0);
  return {
    width,
    transform(/** @type {unknown} */ X) {
      const table = asTable(
        X,
        columns.map((column) => column.name),
      );
      const rows = table[0].length;
      const data = new Float64Array(rows * width);
      let first = 0;
      columns.forEach(({ name }, i) => {
        if (table[i].length !== rows) invalid('X holds columns of unequal length');
        const out = { data, first, width };
        encode(name, table[i], encoders[i], out, build.unread);
        first += encoders[i].width;
      });
      return { data, rows, columns: width };
    },
  };
}

/**
 * @param {string} name @param {unknown[]} cells @param {Encoder} encoder
 * @param {{ data: Float64Array, first: number, width: number }} out @param {Unread[]} unread
 */
function encode(name, cells, { width, read, write }, out, unread) {
  const known = new Map();
  cells.forEach((cell, row) => {
    if (!known.has(cell)) known.set(cell, read(cell));
    const value = known.get(cell);
    if (Number.isNaN(value)) list(unread, { column: name, row, text: String(cell) });
    if (typeof value === 'number' && Math.abs(value) > LARGEST) {
      const shown = String(cell).slice(0, 40);
      invalid(`column '${name}' holds '${shown}' in row ${row}, beyond ±1e100`, {
        row,
        column: name,
      });
    }
    const at = row * out.width + out.first;
    write(value, out.data.subarray(at, at + width));
  });
}

/** Lists a cell, unless the list is long, or has it from another part of the model. @param {Unread[]} unread @param {Unread} cell */
function list(unread, { column, row, text }) {
  if (unread.length >= MOST_LISTED) return;
  if (unread.some((one) => one.column === column && one.row === row)) return;
  unread.push({ column, row, text: text.slice(0, LONGEST) });
}

/**
 * The cells of the named columns: of rows as objects, or of { columns }.
 *
 * @param {unknown} X @param {string[]} names @returns {unknown[][]}
 */
function asTable(X, names) {
  if (Array.isArray(X) && X.length && X.every((row) => isObject(row))) {
    return names.map((name) => {
      if (!X.some((row) => Object.hasOwn(row, name))) lacks(name);
      return X.map((row) => (Object.hasOwn(row, name) ? row[name] : null));
    });
  }
  const columns = isObject(X) ? X.columns : undefined;
  if (!Array.isArray(columns))
    invalid('X must be an object of cells, an array of them, or a table { columns }');
  return names.map((name) => {
    const { data, values, codes } = columns.find((column) => column?.name === name) ?? lacks(name);
    const cells = codes ? Array.from(codes, (code) => values[code]) : (data ?? values);
    return cells?.length
      ? Array.from(cells)
      : invalid(`column '${name}' has no cells`, { column: name });
  });
}

/** @param {string} name @returns {never} */
const lacks = (name) => invalid(`the table lacks the column '${name}'`, { column: name });

/** @param {Stated} model @param {Build} build @returns {Runner} */
function tableModel({ learned, params }, build) {
  const encoder = tableEncoder(learned.encoder_, build);
  const members = membersOf(learned.model_);
  for (const member of members) {
    ensure(encoder.width === member.learned.n_features_in_, 'encoder_');
  }
  const runner = build.chained(encoder.transform, build.model(learned.model_));
  if (!learned.classes_) return inUnits(runner, learned, params);
  const odds = logOdds(members[0].learned, params);
  return odds ? deciding(runner, odds) : runner;
}

register({ ...both('Table', tableModel), TableEncoder: tableEncoder }, fields);
