// ARFF, the format of Weka and OpenML: attributes with names and kinds, then rows.
// @ts-check

import { emptyLayout } from '../../client/files/layout.js';
import { linesOf } from '../../client/files/lines.js';
import { columnNames } from '../../client/files/names.js';
import { Fitting } from './building.js';
import { CsvError, checkColumns, checkSize } from './table.js';

/** @import { ParsedTable } from './table.js' */

/** @typedef {{ name: string, kind: string, usual: string }} Attribute `usual`: what a sparse row does not name */
/** @typedef {{ number: number, line: string }} Line */

const QUOTED = `'([^'\\\\]*(?:\\\\.[^'\\\\]*)*)'|"([^"\\\\]*(?:\\\\.[^"\\\\]*)*)"`;
const ATTRIBUTE = new RegExp(`^@attribute\\s+(?:${QUOTED}|(\\S+))\\s*(.*)$`, 'is');
const CELL = new RegExp(`[^\\S\\t]*(?:${QUOTED}|([^,\\t]*))[^\\S\\t]*(\\t?,\\t?|\\t|$)`, 'sy');
const WEIGHT = '\\{\\s*[-+]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?\\s*\\}';
const IS_WEIGHT = new RegExp(`^\\s*${WEIGHT}\\s*$`);
/** A pair of a sparse row, up to the comma behind it or to the end of all pairs. */
const PAIR = new RegExp(`\\s*([0-9]{1,9})\\s+(?:${QUOTED}|([^,\\s{}]+))\\s*(?:,|(?=\\}))`, 'sy');
/** That end, and what may follow: the weight of the row, and a remark. */
const END = new RegExp(`\\s*\\}[\\s,]*(?:(${WEIGHT})[\\s,]*)?(?:%.*)?$`, 'sy');
const WEIGHED = 'The weights of rows are left out: each row counts as one.';
/** @type {Record<string, string>} */
const KINDS = {
  numeric: 'number',
  real: 'number',
  integer: 'number',
  string: 'text',
  date: 'date',
};

/** @param {string} text */
export function isArff(text) {
  const first = told(text).next().value;
  return first !== undefined && /^@(?:relation|attribute)\b/i.test(first.line);
}

/** @param {string} text @returns {ParsedTable} */
export function readArff(text) {
  const lines = told(text);
  const attributes = attributesOf(lines);
  if (!attributes.length) throw new CsvError('The ARFF file declares no attribute.');
  checkColumns(attributes.length);
  const { names, notes } = columnNames(attributes.map(({ name }) => name));
  const kinds = names.map((name, place) => [name, attributes[place].kind]);
  const fitting = new Fitting({
    ...emptyLayout(0, true, names.length),
    names,
    notes,
    kinds: Object.fromEntries(kinds),
    target: targetOf(kinds),
  });
  let rows = 0;
  for (let next = lines.next(); !next.done; next = lines.next()) {
    if (rows++ % 1000 === 0) checkSize(rows, names.length, text.length);
    const { line } = next.value;
    const { row, weighed } = line.startsWith('{')
      ? sparseRow(next.value, attributes)
      : denseRow(line, names.length);
    if (weighed && !notes.includes(WEIGHED)) notes.push(WEIGHED);
    fitting.take([row], 0);
  }
  return fitting.table();
}

/** The attribute called class, else the last nominal one. @param {string[][]} kinds */
function targetOf(kinds) {
  const called = kinds.findLast(([name]) => name.toLowerCase() === 'class');
  return (called ?? kinds.findLast(([, kind]) => kind === 'category'))?.[0] ?? null;
}

/** The lines that say something. @param {string} text @returns {Generator<Line, void>} */
function* told(text) {
  for (const { number, line } of linesOf(text)) {
    const trimmed = line.trim();
    if (trimmed && !trimmed.startsWith('%')) yield { number, line: trimmed };
  }
}

/** What is declared, up to the line @data. @param {Generator<Line, void>} lines */
function attributesOf(lines) {
  /** @type {Attribute[]} */
  const attributes = [];
  for (let next = lines.next(); !next.done; next = lines.next()) {
    const { number, line } = next.value;
    if (/^@data\b/i.test(line)) return attributes;
    if (/^@relation\b/i.test(line)) continue;
    const found = ATTRIBUTE.exec(line);
    if (!found)
      throw new CsvError(`Line ${number} is neither @attribute nor @data: “${line.slice(0, 60)}”.`);
    attributes.push(attributeOf(textOf(found[1], found[2], found[3]), found[4].trim(), number));
  }
  throw new CsvError('The ARFF file has no line @data.');
}

/** @param {string} name @param {string} kind @param {number} number @returns {Attribute} */
function attributeOf(name, kind, number) {
  if (kind.startsWith('{')) {
    CELL.lastIndex = 0;
    const first = CELL.exec(kind.replace(/^\{+|\}+$/g, ''));
    return { name, kind: 'category', usual: first ? cellOf(first) : '' };
  }
  const word = kind.split(/\s/)[0].toLowerCase();
  if (!Object.hasOwn(KINDS, word)) {
    throw new CsvError(
      `Line ${number}: attribute “${name}” is of kind “${word || 'none'}”, which is not read: numeric, nominal, string and date are.`,
    );
  }
  return { name, kind: KINDS[word], usual: KINDS[word] === 'number' ? '0' : '' };
}

/** The cells of a row, and whether a weight stood behind them. @param {string} line @param {number} width */
function denseRow(line, width) {
  const row = [];
  CELL.lastIndex = 0;
  for (let more = true; more; ) {
    // any text is a plain cell up to the next comma
    const found = /** @type {RegExpExecArray} */ (CELL.exec(line));
    more = found[4] !== '';
    if (!more && row.length === width && IS_WEIGHT.test(found[3] ?? ''))
      return { row, weighed: true };
    row.push(cellOf(found));
  }
  return { row, weighed: false };
}

/** The cells of a row of pairs, `{1 red, 4 0.5}`, and whether it has a weight. */
/** @param {Line} line @param {Attribute[]} attributes */
function sparseRow({ number, line }, attributes) {
  const row = attributes.map(({ usual }) => usual);
  const named = new Set();
  let at = 1;
  PAIR.lastIndex = at;
  for (let found = PAIR.exec(line); found; found = PAIR.exec(line)) {
    const place = Number(found[1]);
    if (place >= row.length)
      throw new CsvError(`Line ${number}: there is no attribute ${found[1]}, the first is 0.`);
    if (named.has(place)) throw new CsvError(`Line ${number}: attribute ${place} has two values.`);
    named.add(place);
    row[place] = orMissing(textOf(found[2], found[3], found[4]), found[4]);
    at = PAIR.lastIndex;
  }
  END.lastIndex = at;
  const end = END.exec(line);
  if (!end) {
    const rest = line.slice(at, at + 60).trim();
    throw new CsvError(
      `Line ${number}: expected pairs of a place and a value in braces, and at most the weight of the row in others: got “${rest}”.`,
    );
  }
  return { row, weighed: end[1] !== undefined };
}

/** @param {RegExpExecArray} found */
const cellOf = (found) => orMissing(textOf(found[1], found[2], found[3]), found[3]);

/** The question mark alone, without quotes, is a missing cell. */
/** @param {string} text @param {string | undefined} plain */
const orMissing = (text, plain) => (plain !== undefined && text === '?' ? '' : text);

/** @type {Record<string, string>} */
const ESCAPES = { n: '\n', r: '\r', t: '\t' };

/** @param {string | undefined} single @param {string | undefined} double @param {string | undefined} plain */
function textOf(single, double, plain) {
  if (plain !== undefined) return plain.trim();
  return (single ?? double ?? '').replace(/\\(.)/gs, (_, sign) => ESCAPES[sign] ?? sign);
}
