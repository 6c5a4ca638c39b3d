// Files to documents: sections of Markdown, paragraphs of text, rows of a table.
// @ts-check

import { textColumn } from '../../ui/samples/labelled-texts.js';
import { cellsOf } from '../../ui/tables/cells.js';
import { wordStart } from './word-boundary.js';

/** @import { ParsedTable } from '../../ui/files/table.js' */

/** @typedef {Record<string, string>} About what can be filtered by; `file` is always there */
/** @typedef {{ id: string, title: string, text: string, metadata: About }} Doc */

/** Paragraphs are joined up to so many characters, and cut where they are longer. */
const LONG = 1500;
const SHORT = 200;
const TITLE = 70;

/** @param {string} file @param {string} text @returns {Doc[]} a document for each heading */
export function markdownDocs(file, text) {
  /** @type {{ title: string, lines: string[] }[]} */
  const sections = [{ title: file, lines: [] }];
  let fenced = false;
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*(```|~~~)/.test(line)) fenced = !fenced;
    const heading = fenced ? null : /^#{1,6}\s+(.+?)\s*#*\s*$/.exec(line);
    if (heading) sections.push({ title: heading[1], lines: [] });
    else sections[sections.length - 1].lines.push(line);
  }
  const parts = sections.flatMap(({ title, lines }) =>
    chunks(lines.join('\n')).map((chunk) => ({ title, text: chunk })),
  );
  return parts.map((part, i) => ({ id: `${file}#${i + 1}`, ...part, metadata: { file } }));
}

/** @param {string} file @param {string} text @returns {Doc[]} a document for some paragraphs */
export function textDocs(file, text) {
  return chunks(text).map((chunk, i) => ({
    id: `${file}#${i + 1}`,
    title: beginning(chunk),
    text: chunk,
    metadata: { file },
  }));
}

/** @param {string} file @param {ParsedTable} table @returns {Doc[]} a document for each row */
export function tableDocs(file, { columns, rows }) {
  const body = textColumn(columns);
  const title = columns.find(
    (column) => column !== body && /^(title|name|subject|heading)$/i.test(column.name),
  );
  const cells = new Map(columns.map((column) => [column, cellsOf(column)]));
  const at = (/** @type {typeof body} */ column, /** @type {number} */ row) =>
    /** @type {string[]} */ (cells.get(column))[row].trim();
  const others = columns.filter((column) => column !== body && column !== title);
  /** @type {Doc[]} */
  const docs = [];
  for (let row = 0; row < rows; row++) {
    const text = at(body, row);
    if (!text) continue;
    const about = others.flatMap((column) => {
      const value = at(column, row);
      return value ? [[column.name, value]] : [];
    });
    docs.push({
      id: `${file}#${row + 1}`,
      title: (title && at(title, row).replace(/\s+/g, ' ')) || beginning(text),
      text,
      metadata: { ...Object.fromEntries(about), file },
    });
  }
  return docs;
}

/** @param {string} text */
function chunks(text) {
  /** @type {string[]} */
  const out = [];
  for (const paragraph of text.split(/\n\s*\n/)) {
    const whole = paragraph.trim();
    for (let from = 0, to = 0; from < whole.length; from = to) {
      to = wordStart(whole, from + LONG);
      const part = whole.slice(from, to).trim();
      const last = out.length - 1;
      const joined = last >= 0 && out[last].length < SHORT && out[last].length + part.length < LONG;
      if (joined) out[last] += `\n\n${part}`;
      else out.push(part);
    }
  }
  return out;
}

/** @param {string} text */
function beginning(text) {
  const line = text.split('\n')[0].replace(/\s+/g, ' ').trim();
  return line.length <= TITLE ? line : `${line.slice(0, wordStart(line, TITLE)).trimEnd()}…`;
}

/**
 * What can be filtered by: columns of a few values, each with how many documents have it.
 *
 * @param {Doc[]} docs
 * @returns {{ name: string, values: [string, number][] }[]}
 */
export function facetsOf(docs, most = 30) {
  /** @type {Map<string, Map<string, number>>} */
  const found = new Map();
  for (const { metadata } of docs) {
    for (const [name, value] of Object.entries(metadata)) {
      const counts = found.get(name) ?? new Map();
      found.set(name, counts.set(value, (counts.get(value) ?? 0) + 1));
    }
  }
  return [...found]
    .map(([name, counts]) => ({ name, values: [...counts].sort((a, b) => b[1] - a[1]) }))
    .filter(({ values }) => values.length > 1 && values.length <= most);
}
