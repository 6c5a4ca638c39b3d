// Quotes that stand off from the delimiters: `"a", "b"` and `"a" ,b`. The parser takes a quote for
// one only at the very beginning of a cell, and wants the delimiter right behind the closing one.
// @ts-check
import { linesOf } from './lines.js';

/** Characters that are put together at once. */
const PART = 2 ** 16;

/** @param {string} sign */
const escaped = (sign) => sign.replace(/[\\\]^|-]/g, '\\$&');

/**
 * The text with quoted cells as the parser wants them: nothing outside of the quotes.
 *
 * @param {string} text @param {string} delimiter
 */
export function tidyQuotes(text, delimiter) {
  const blanks = delimiter === '\t' ? ' ' : ' \t';
  if (isTidy(text, `${delimiter}\r\n`, blanks)) return text;
  return tidied(text, new RegExp(`[${escaped(delimiter)}\r\n]`, 'g'), blanks);
}

/** Whether all quoted cells are so; it goes from quote to quote. */
/** @param {string} text @param {string} edges @param {string} blanks */
function isTidy(text, edges, blanks) {
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) {
    const before = at ? text[at - 1] : edges;
    if (blanks.includes(before)) return false;
    if (!edges.includes(before)) continue; // a quote within a plain cell
    at = closingQuote(text, at);
    if (at < 0) return true; // left open: the parser meets it
    if (at + 1 < text.length && !edges.includes(text[at + 1])) return false;
  }
  return true;
}

/** @param {string} text @param {RegExp} edge @param {string} blanks */
function tidied(text, edge, blanks) {
  let done = '';
  /** @type {string[]} */
  let parts = [];
  let copied = 0;
  for (let at = 0; at < text.length; ) {
    let start = at;
    while (start < text.length && blanks.includes(text[start])) start++;
    let close = start;
    if (text[start] === '"') {
      close = closingQuote(text, start);
      if (close < 0 && start === at) break; // left open: the parser meets it
      close = Math.max(close, start); // behind blanks, it is a quote within a plain cell
    }
    edge.lastIndex = close;
    const end = edge.exec(text)?.index ?? text.length;
    if (close > start) {
      const rest = text.slice(close + 1, end);
      if (start > at || rest) {
        parts.push(text.slice(copied, at), text.slice(start, close));
        parts.push(isBlank(rest, blanks) ? '"' : `${rest.replaceAll('"', '""')}"`);
        copied = end;
        if (parts.length > PART) {
          done += parts.join('');
          parts = [];
        }
      }
    }
    at = end + 1;
  }
  return done + parts.join('') + text.slice(copied);
}

/** @param {string} text @param {string} blanks */
function isBlank(text, blanks) {
  for (const sign of text) if (!blanks.includes(sign)) return false;
  return true;
}

/** Where the quote is that closes the one at `opening`, −1 if none does. */
/** @param {string} text @param {number} opening */
function closingQuote(text, opening) {
  let at = text.indexOf('"', opening + 1);
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}

/**
 * Where a quoted cell opens that the text does not close, −1 if none does; also behind blanks, where
 * a quote that is never closed would be a sign of a plain cell.
 *
 * @param {string} text @param {string} delimiter
 */
export function openQuote(text, delimiter) {
  const blanks = delimiter === '\t' ? ' ' : ' \t';
  const edges = `${delimiter}\r\n`;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) {
    let before = at - 1;
    while (before >= 0 && blanks.includes(text[before])) before--;
    if (before >= 0 && !edges.includes(text[before])) continue; // a quote within a plain cell
    const close = closingQuote(text, at);
    if (close < 0) return at;
    at = close;
  }
  return -1;
}

/** Where each quoted cell opens and closes; −1 if it never does. */
/** @param {string} text @param {string} delimiter @returns {Generator<{ at: number, close: number }>} */
export function* quotedCells(text, delimiter) {
  const edges = `${delimiter}\r\n`;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) {
    if (at && !edges.includes(text[at - 1])) continue; // a quote within a plain cell
    const close = closingQuote(text, at);
    yield { at, close };
    if (close < 0) return;
    at = close;
  }
}

/** The text with quotes doubled where a backslash stands before them. @param {string} text */
export const doubled = (text) => text.replaceAll('\\"', '""');

/**
 * Whether a backslash before a quote makes it a part of the text, as R and Spark write it. Doubled
 * quotes are what spreadsheets write: only where these leave a text behind a quoted cell, or a cell
 * open, and \" does not.
 *
 * @param {string} text @param {string} delimiter
 */
export function areEscaped(text, delimiter) {
  if (!text.includes('\\"')) return false;
  const edges = delimiter === ' ' ? ' \t' : delimiter;
  return !areWhole(text, edges) && areWhole(doubled(text), edges);
}

/** Whether all quoted cells are closed, with nothing but blanks between quote and delimiter. */
/** @param {string} text @param {string} edges */
function areWhole(text, edges) {
  for (const { close } of quotedCells(text, edges)) {
    if (close < 0) return false;
    let behind = close + 1;
    while (!edges.includes(' ') && text[behind] === ' ') behind++;
    if (behind < text.length && !`${edges}\r\n`.includes(text[behind])) return false;
  }
  return true;
}

/**
 * Whether quotes are signs like others, though they stand where a cell begins. Many programs write
 * texts between tabs as they are. Then a quote at the beginning of one closes lines further down, with
 * a text behind it, or never, while all lines have as many tabs.
 *
 * @param {string} text @param {string} delimiter
 */
export function areSigns(text, delimiter) {
  if (delimiter !== '\t' || !text.includes('"')) return false;
  let joins = false;
  for (const { at, close } of quotedCells(text, delimiter)) {
    const loose = close + 1 < text.length && !`${delimiter}\r\n`.includes(text[close + 1]);
    joins = close < 0 || (loose && /[\r\n]/.test(text.slice(at, close)));
    if (joins) break;
  }
  if (!joins) return false;
  let cells = 0;
  for (const { line } of linesOf(text)) {
    if (!line.trim()) continue;
    const here = line.split(delimiter).length;
    if (cells && here !== cells) return false;
    cells = here;
  }
  return cells > 1;
}
