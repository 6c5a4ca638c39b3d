// Files beside those that are there: none replaces another, and none is there twice.
// @ts-check
import { deepEqual } from '../../ui/data/deep-equal.js';

/** @import { Doc } from './documents.js' */

/** @typedef {{ name: string, docs: Doc[] }} NewFile */
/** @typedef {{ name: string, as: string }} Named */

/**
 * Files that are there already, unchanged, are not added; others of a name that is taken get a number.
 *
 * @param {Iterable<Doc>} before
 * @param {NewFile[]} files
 * @returns {{ files: NewFile[], numbered: Named[], already: Named[] }}
 */
export function placed(before, files) {
  const there = byFile(before);
  /** @type {NewFile[]} */
  const added = [];
  /** @type {Named[]} */
  const numbered = [];
  /** @type {Named[]} */
  const already = [];
  for (const { name, docs } of files) {
    const like = [...there].find(
      ([other, those]) => isOf(other, name) && deepEqual(contents(those), contents(docs)),
    );
    if (like) {
      already.push({ name, as: like[0] });
      continue;
    }
    let as = name;
    for (let n = 2; there.has(as); n++) as = withNumber(name, n);
    if (as !== name) numbered.push({ name, as });
    const own = docs.map((doc) => renamed(doc, name, as));
    there.set(as, own);
    added.push({ name: as, docs: own });
  }
  return { files: added, numbered, already };
}

/** @param {Iterable<Doc>} docs @returns {Map<string, Doc[]>} */
export function byFile(docs) {
  /** @type {Map<string, Doc[]>} */
  const files = new Map();
  for (const doc of docs) {
    const { file } = doc.metadata;
    const those = files.get(file);
    if (those) those.push(doc);
    else files.set(file, [doc]);
  }
  return files;
}

/** A document of a file that is called something else. @param {Doc} doc @param {string} from @param {string} to @returns {Doc} */
const renamed = (doc, from, to) => ({
  ...doc,
  id: doc.id.startsWith(`${from}#`) ? `${to}${doc.id.slice(from.length)}` : doc.id,
  metadata: { ...doc.metadata, file: to },
});

/**
 * The documents of files that got a number, under the names that they came with, and the names of the
 * files in whose place they come. Files that are gone meanwhile stay so.
 *
 * @param {Doc[]} docs @param {Named[]} numbered
 */
export function inPlaceOfEarlier(docs, numbered) {
  const files = byFile(docs);
  const there = numbered.filter(({ as }) => files.has(as));
  return {
    docs: there.flatMap(({ name, as }) =>
      (files.get(as) ?? []).map((doc) => renamed(doc, as, name)),
    ),
    names: there.map(({ name }) => name),
    gone: there.flatMap(({ name, as }) => [name, as]),
  };
}

/** Whether a name is another one, or that with a number. @param {string} other @param {string} name */
function isOf(other, name) {
  const n = Number(/ \((\d+)\)(?=\.[^./]*$|$)/.exec(other)?.[1]);
  return other === name || other === withNumber(name, n);
}

/** "notes (2).md" of "notes.md". @param {string} name @param {number} n */
const withNumber = (name, n) => name.replace(/(\.[^./]*)?$/, (ending) => ` (${n})${ending}`);

/** What the documents of a file say, whatever it is called. @param {Doc[]} docs */
const contents = (docs) =>
  docs.map(({ title, text, metadata: { file: _, ...about } }) => ({ title, text, about }));
