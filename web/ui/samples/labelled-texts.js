// Texts by class: as rows, from a table, from what is stored beside a model.
// @ts-check

import { cellsOf } from '../tables/cells.js';
import { apart } from '../text/bidi.js';
import { count } from '../text/format.js';

/** @import { ParsedTable, TextColumn } from '../files/table.js' */

/** @typedef {{ name: string, sentences: string[] }} TextClass */

/** Characters of all texts, to be shown and changed in fields. */
const MOST_CHARACTERS = 4e6;
const TOO_MUCH =
  'The texts of this file have more than 4 million characters, too many to be changed in fields. Take a part of its rows, or train on all of them on the Table page.';

/** @param {TextClass[]} classes */
export function asRows(classes) {
  const texts = classes.flatMap(({ sentences }) => sentences);
  const labels = classes.flatMap(({ name, sentences }) => sentences.map(() => name));
  return { texts, labels };
}

/** As pairs. @param {TextClass[]} classes @returns {[string, string[]][]} */
export const pairsOf = (classes) => classes.map(({ name, sentences }) => [name, sentences]);

/** What classes hold, in a few words. @param {TextClass[]} classes @param {string} noun of one text */
export const contentsOf = (classes, noun) =>
  `${classes
    .map(({ name }) => name)
    .join(', ')
    .slice(0, 60)}, ${count(asRows(classes).texts.length, noun)}`;

/** The sentences that the page stored beside a model, if they are what they should be. */
/** @param {Record<string, unknown>} metadata @returns {TextClass[] | undefined} */
export function sentencesIn({ sentences }) {
  const sound =
    Array.isArray(sentences) &&
    sentences.length > 0 &&
    sentences.every(
      (entry) =>
        typeof entry?.name === 'string' &&
        Array.isArray(entry.sentences) &&
        entry.sentences.every((/** @type {unknown} */ line) => typeof line === 'string'),
    );
  return sound ? sentences : undefined;
}

/**
 * Of a table's columns the one of the longest texts, and of the others the one of fewest labels.
 *
 * @param {ParsedTable} table
 * @returns {TextClass[]}
 */
export function labelledTexts({ columns, rows }) {
  if (columns.length < 2) throw new Error('The file needs a column of texts and one of labels.');
  const text = textColumn(columns);
  const others = columns.filter((column) => column !== text);
  const label =
    others.find(({ name }) => /^(label|class|category|topic)$/i.test(name)) ??
    others.reduce((a, b) => (b.values.length < a.values.length ? b : a));
  const most = 50;
  if (label.values.length > most) {
    throw new Error(
      apart`Column “${label.name}” has ${count(label.values.length, 'distinct value')}; as labels at most ${most} can be shown.`,
    );
  }
  /** @type {Map<string, string[]>} */
  const classes = new Map();
  const texts = cellsOf(text);
  let room = MOST_CHARACTERS;
  const labels = cellsOf(label);
  for (let row = 0; row < rows; row++) {
    const name = labels[row].trim();
    const line = texts[row].replace(/\s+/g, ' ').trim();
    if (!name || !line) continue;
    room -= line.length;
    if (room < 0) throw new Error(TOO_MUCH);
    const lines = classes.get(name);
    if (lines) lines.push(line);
    else classes.set(name, [line]);
  }
  if (classes.size < 2) throw new Error(apart`Column “${label.name}” holds fewer than two labels.`);
  return [...classes].map(([name, sentences]) => ({ name, sentences }));
}

/** The column that holds the texts: by its name, otherwise the one of the longest values. */
/** @param {TextColumn[]} columns */
export function textColumn(columns) {
  const length = (/** @type {TextColumn} */ { values }) =>
    values.reduce((sum, value) => sum + value.length, 0) / (values.length || 1);
  const named = (/** @type {RegExp} */ pattern) => columns.find(({ name }) => pattern.test(name));
  return (
    named(/^(text|sentence|message|content|body)$/i) ??
    named(/^title$/i) ??
    columns.reduce((a, b) => (length(b) > length(a) ? b : a))
  );
}
