// Cells that a model could not read, in words.
// @ts-check

import { h } from '../dom/dom.js';
import { apart } from '../text/bidi.js';
import { count } from '../text/format.js';

/** @import { Told } from '../../client/index.js' */

/** @type {Record<string, [one: string, many: string]>} what such cells are */
const NONE = {
  number: ['is no number', 'are no numbers'],
  boolean: ['is neither yes nor no', 'are neither yes nor no'],
  date: ['is no date', 'are no dates'],
  time: ['is no time of day', 'are no times of day'],
};

/** What cells of a kind are not. @param {string} kind @param {number} cells */
export const isNone = (kind, cells) =>
  (NONE[kind] ?? [`is no ${kind}`, `are no ${kind}`])[cells === 1 ? 0 : 1];

/** A text of a cell, cut where it is long. @param {string} text */
export const short = (text) => (text.length > 24 ? `${text.slice(0, 23)}…` : text);

/** What was told of some rows of a file, in terms of the file. */
/** @param {Told[]} told @param {Int32Array} rows where they are in the file @returns {Told[]} */
export const inFile = (told, rows) =>
  told.map(({ details, ...one }) => ({
    ...one,
    details: { ...details, row: details.row === undefined ? undefined : rows[details.row] },
  }));

/** @param {Told} told */
export function warningText({ code, message, details }) {
  const { column = '', kind = '', cells = 0, text = '', row = 0, target } = details;
  if (code !== 'unreadable-cells') return message;
  const then = cells === 1 ? 'was taken as missing' : 'were taken as missing';
  const gone = cells === 1 ? 'its row is left out' : 'their rows are left out';
  return (
    apart`${count(cells, 'cell')} of ${column || '(no name)'} ${isNone(kind, cells)} and ` +
    apart`${target ? gone : then}, such as “${short(text)}” in row ${row + 1}.`
  );
}

/** @param {Told[]} told */
export const warningList = (told) =>
  told.length > 0 &&
  h(
    'ul',
    { class: 'notice notes', 'aria-label': 'What was noted' },
    told.map((one) => h('li', {}, warningText(one))),
  );
