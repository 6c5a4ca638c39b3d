// The parts of a workbook: its sheets, the texts that cells share, and how styles show numbers.
// @ts-check
import { shownAs } from './excel-formats.js';
import { CsvError } from './table.js';
import { readXml } from './xml.js';
import { entriesOf, textOf } from './zip.js';

/** @import { Entry } from './zip.js' */
/** @import { Shown } from './excel-formats.js' */

/** What a workbook may hold, unpacked: so many bytes, and so many times the file. */
const [ROOM, TIMES, LARGEST] = [20 * 2 ** 20, 100, 2 ** 30];

/** @typedef {{ name: string, hidden: boolean, path: string }} SheetPart */
/** @typedef {{ id: string, type: string, path: string }} Relation */
/** @typedef {AsyncIterable<string>} Pieces */

/**
 * @typedef {object} Book
 * @property {SheetPart[]} sheets
 * @property {boolean} from1904 days count from 1904, not from 1900
 * @property {string[]} shared texts that cells refer to
 * @property {Shown[]} shown how each style shows numbers
 * @property {(path: string) => Pieces} textOf
 */

/** @param {Uint8Array} bytes @returns {Promise<Book>} */
export async function openBook(bytes) {
  const entries = entriesOf(bytes);
  checkSize([...entries.values()], bytes.length);
  const text = (/** @type {string} */ path) => {
    const entry = entries.get(path);
    if (!entry) throw new CsvError(`The workbook is damaged: ${path} is missing. Save it again.`);
    return textOf(bytes, entry);
  };
  const [main] = ofType(await relationsOf(text('_rels/.rels'), ''), 'officeDocument');
  if (!main) throw new CsvError('The workbook is damaged: its first part is missing.');
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  const links = `${folder}_rels/${main.slice(folder.length)}.rels`;
  const relations = await relationsOf(text(links), folder);
  const [strings] = ofType(relations, 'sharedStrings');
  const [styles] = ofType(relations, 'styles');
  return {
    ...(await sheetsOf(text(main), relations)),
    shared: entries.has(strings) ? await stringsOf(text(strings)) : [],
    shown: entries.has(styles) ? await stylesOf(text(styles)) : [],
    textOf: text,
  };
}

/** Refuses a workbook by what it claims to hold, before any of it is unpacked. */
/** @param {Entry[]} entries @param {number} bytes */
function checkSize(entries, bytes) {
  const parts = entries.filter(({ name }) => name.endsWith('.xml'));
  const size = parts.reduce((sum, part) => sum + part.size, 0);
  if (size > Math.min(LARGEST, ROOM + TIMES * bytes)) {
    throw new CsvError(
      `The workbook unpacks to ${Math.round(size / 2 ** 20)} MB, which is too much for a file of its size: take a part of its rows.`,
    );
  }
}

/** @param {Relation[]} relations @param {string} wanted */
const ofType = (relations, wanted) =>
  relations.flatMap(({ type, path }) => (type === wanted ? path : []));

/** What a part of the file refers to. @param {Pieces} pieces @param {string} folder of that part */
async function relationsOf(pieces, folder) {
  /** @type {Relation[]} */
  const relations = [];
  await readXml(pieces, {
    open(name, { Id: id, Type: type = '', Target: target = '' }) {
      if (name !== 'Relationship') return;
      const path = target.startsWith('/') ? target.slice(1) : folder + target;
      relations.push({ id, type: type.slice(type.lastIndexOf('/') + 1), path: straight(path) });
    },
  });
  return relations;
}

/** A path without steps back. @param {string} path */
function straight(path) {
  /** @type {string[]} */
  const parts = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** @param {Pieces} pieces @param {Relation[]} relations */
async function sheetsOf(pieces, relations) {
  const book = { sheets: /** @type {SheetPart[]} */ ([]), from1904: false };
  await readXml(pieces, {
    open(tag, { name = '', id, state = 'visible', date1904 }) {
      if (tag === 'workbookPr') book.from1904 = date1904 === '1' || date1904 === 'true';
      if (tag !== 'sheet') return;
      const part = relations.find((relation) => relation.id === id);
      if (part?.type === 'worksheet')
        book.sheets.push({ name, hidden: state !== 'visible', path: part.path });
    },
  });
  return book;
}

/** Without the looks of the texts, and how they are pronounced. @param {Pieces} pieces */
async function stringsOf(pieces) {
  /** @type {string[]} */
  const strings = [];
  let aside = false;
  let within = false;
  await readXml(pieces, {
    open(name) {
      if (name === 'si') strings.push('');
      aside ||= name === 'rPh';
      within = name === 't' && !aside;
    },
    close(name) {
      within = false;
      if (name === 'rPh') aside = false;
    },
    text(text) {
      if (within && strings.length) strings[strings.length - 1] += text;
    },
  });
  return strings;
}

/** @param {Pieces} pieces */
async function stylesOf(pieces) {
  /** @type {Map<string, string>} */
  const codes = new Map();
  /** @type {Shown[]} */
  const shown = [];
  let within = false;
  await readXml(pieces, {
    open(name, { numFmtId = '0', formatCode }) {
      if (name === 'numFmt') codes.set(numFmtId, formatCode);
      within ||= name === 'cellXfs';
      if (within && name === 'xf') shown.push(shownAs(Number(numFmtId), codes.get(numFmtId)));
    },
    close(name) {
      if (name === 'cellXfs') within = false;
    },
  });
  return shown;
}
