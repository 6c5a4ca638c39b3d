// Several files as classes of texts: a text is a class of its lines, called as its file; a table
// brings its labels.
// @ts-check
import { isTableName } from '../files/endings.js';
import { readTable } from '../files/read-table.js';
import { linesOf, readText } from '../files/read-text.js';
import { labelledTexts } from './labelled-texts.js';

/** @import { TextClass } from './labelled-texts.js' */

/** @param {File[]} files @returns {Promise<TextClass[]>} those of one name joined */
export async function classesOf(files) {
  /** @type {Map<string, string[]>} */
  const joined = new Map();
  for (const file of files) {
    const found = isTableName(file.name)
      ? labelledTexts(await readTable(file))
      : [{ name: stemOf(file.name), sentences: linesOf(await readText(file)) }];
    for (const { name, sentences } of found)
      joined.set(name, [...(joined.get(name) ?? []), ...sentences]);
  }
  return [...joined].map(([name, sentences]) => ({ name, sentences }));
}

/** @param {string} name of a file */
const stemOf = (name) => name.replace(/\.[^.]*$/, '').slice(0, 80) || 'Class 1';
