// Several files as classes of texts: a text is a class of its lines, called as its file; a table
// brings its labels.
// @ts-check
import { ElmError } from '../../client/errors.js';
import { isTableName } from '../files/endings.js';
import { opensAsModel } from '../files/model-file.js';
import { readTable } from '../files/read-table.js';
import { linesOf, readText } from '../files/read-text.js';
import { apart } from '../text/bidi.js';
import { labelledTexts } from './labelled-texts.js';

/** @import { TextClass } from './labelled-texts.js' */

/**
 * @param {File[]} files
 * @returns {Promise<TextClass[]>} those of one name joined
 * @throws {ElmError} `unsupported` for a saved model among them
 */
export async function classesOf(files) {
  /** @type {Map<string, string[]>} */
  const joined = new Map();
  for (const file of files) {
    if (await opensAsModel(file)) throw oneAtATime(file);
    const found = isTableName(file.name)
      ? labelledTexts(await readTable(file))
      : [{ name: stemOf(file.name), sentences: linesOf(await readText(file)) }];
    for (const { name, sentences } of found)
      joined.set(name, [...(joined.get(name) ?? []), ...sentences]);
  }
  return [...joined].map(([name, sentences]) => ({ name, sentences }));
}

/** @param {File} file */
const oneAtATime = ({ name }) =>
  new ElmError(
    'unsupported',
    apart`Open ${name} by itself: several files are texts and tables, a saved model comes alone.`,
  );

/** @param {string} name of a file */
const stemOf = (name) =>
  name
    .replace(/\.[^.]*$/, '')
    .trim()
    .slice(0, 80)
    .trim() || 'Class 1';
