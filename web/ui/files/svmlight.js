// LIBSVM, or svmlight: a target and pairs of a place and a number in each line.
// @ts-check

import { linesOf } from '../../client/files/lines.js';
import { ColumnBuilder } from './column.js';
import { CsvError, checkSize, tableOf } from './table.js';

/** @import { ParsedTable } from './table.js' */

const NUMBER = '[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?';
const TARGET = new RegExp(`^${NUMBER}(?:,${NUMBER})*$`);
const PAIR = new RegExp(`^([0-9]+|qid):(${NUMBER})$`);
const HEAD = 100_000;
const LOOKED_AT = 20;

/** Whether the first lines are a target and pairs each, at least one pair among them. */
/** @param {string} text */
export function isSvmlight(text) {
  const cut = text.slice(0, HEAD);
  const head = text.length > HEAD ? cut.slice(0, cut.search(/\S*$/)) : cut; // the last pair is cut
  let paired = false;
  let seen = 0;
  for (const { line } of told(head)) {
    const found = pairsIn(line);
    if (!found) return false;
    paired ||= found.pairs.length > 0;
    if (++seen === LOOKED_AT) break;
  }
  return paired;
}

/** The target and the pairs in a line, null if it is something else. @param {string} line */
function pairsIn(line) {
  const [target, ...rest] = line.split('#')[0].trim().split(/\s+/);
  const pairs = rest.map((pair) => PAIR.exec(pair));
  if (!TARGET.test(target) || pairs.includes(null)) return null;
  return { target, pairs: /** @type {RegExpExecArray[]} */ (pairs) };
}

/** Columns x1, x2, … and the target. @param {string} text @returns {ParsedTable} */
export function readSvmlight(text) {
  const target = new ColumnBuilder();
  const qid = new ColumnBuilder();
  /** @type {Map<number, ColumnBuilder>} */
  const places = new Map();
  let [widest, least] = [0, 1];
  for (const { number, line } of told(text)) {
    const found = pairsIn(line);
    if (!found)
      throw new CsvError(`Line ${number} is not a target and pairs: “${line.slice(0, 60)}”.`);
    const row = target.rows;
    for (const [, key, value] of found.pairs) {
      if (key !== 'qid' && !places.has(Number(key))) {
        places.set(Number(key), new ColumnBuilder('0'));
        [widest, least] = [Math.max(widest, Number(key)), Math.min(least, Number(key))];
        checkSize(row + 1, places.size, text.length);
      }
      const column = key === 'qid' ? qid : /** @type {ColumnBuilder} */ (places.get(Number(key)));
      column.fillTo(row);
      if (column.rows === row) column.push(key === 'qid' ? value : String(Number(value)));
    }
    target.push(found.target.replace(/^\+/, ''));
  }
  checkSize(target.rows, widest - least + 1, text.length);
  const names = Array.from({ length: widest - least + 1 }, (_, i) => `x${least + i}`);
  const columns = names.map((name, i) => {
    const column = places.get(least + i) ?? new ColumnBuilder('0');
    column.fillTo(target.rows);
    return { name, ...column.done() };
  });
  if (qid.rows) {
    qid.fillTo(target.rows);
    columns.push({ name: 'qid', ...qid.done() });
  }
  columns.push({ name: 'target', ...target.done() });
  const kinds = Object.fromEntries(names.map((name) => [name, 'number']));
  return tableOf(columns, { header: false, kinds, target: 'target' });
}

/** The lines that say something. @param {string} text */
function* told(text) {
  for (const one of linesOf(text)) if (one.line.split('#')[0].trim()) yield one;
}
