// A row of units below the names.
// @ts-check
import { isMissing, look, looksOf } from './cells.js';
import { columnAt, sampleOf } from './header.js';

const LONGEST = 12;

/**
 * The units in a row above columns of numbers; null if the row is data. Every column of numbers has
 * something short there that is no number, at least half of them something else than a dash; a text
 * that comes again in its column is no unit.
 *
 * @param {string[]} names @param {string[]} row @param {string[][]} below
 * @returns {Record<string, string> | null}
 */
export function unitsOf(names, row, below) {
  if (below.length < 2) return null;
  const rows = sampleOf(below, row.length);
  /** @type {[string, string][]} */
  const units = [];
  let numeric = 0;
  let measured = 0;
  for (const [place, cell] of row.entries()) {
    const text = cell.trim();
    const cells = columnAt(rows, place).map((c) => c.trim());
    const nothing = isMissing(text);
    if (!nothing && cells.includes(text)) return null;
    if (isMeasured(cells)) {
      if (!/text|missing/.test(look(text)) || !(nothing || isShort(text))) return null;
      numeric++;
      if (!nothing) measured++;
    }
    if (!nothing && isShort(text)) units.push([names[place], bare(text)]);
  }
  return measured && 2 * measured >= numeric ? Object.fromEntries(units) : null;
}

/** Whether a column holds numbers, two at least. @param {string[]} cells */
const isMeasured = (cells) =>
  /number|measure/.test(looksOf(cells)) && cells.filter((cell) => !isMissing(cell)).length > 1;

/** @param {string} text */
const isShort = (text) =>
  [...text].length <= LONGEST && /^[^\r\n\t"]*[\p{L}%‰°$€£¥₹][^\r\n\t"]*$/u.test(text);

/** A unit without the brackets around it. @param {string} text */
const bare = (text) => (/^(?:\[.+\]|\(.+\))$/s.test(text) ? text.slice(1, -1).trim() : text);
