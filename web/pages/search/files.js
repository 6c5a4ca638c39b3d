// Files and pasted text to documents, and the list of what is there.
// @ts-check

import { byId, h, replace } from '../../ui/dom/dom.js';
import { showError, showNote } from '../../ui/feedback/notice.js';
import { dropzone, pathOf } from '../../ui/files/dropzone.js';
import { folderButton } from '../../ui/files/folder-button.js';
import { readTable } from '../../ui/files/read-table.js';
import { readText } from '../../ui/files/read-text.js';
import { sourceItem } from '../../ui/files/source-item.js';
import { apart, isolated } from '../../ui/text/bidi.js';
import { count } from '../../ui/text/format.js';
import { run } from './document-queue.js';
import { markdownDocs, tableDocs, textDocs } from './documents.js';
import { byFile } from './names.js';

/** @import { Doc } from './documents.js' */
/** @import { Named, NewFile } from './names.js' */

const MOST_BYTES = 20 * 2 ** 20;
/** What is taken of a folder. */
const ENDING = /\.(md|markdown|txt|csv|tsv)$/i;
/** What pasted texts are called; they may be many. */
const PASTED = ['pasted.md', 'pasted.txt'];

/**
 * @param {object} page
 * @param {(files: NewFile[]) => Promise<{ numbered: Named[], already: Named[] }>} page.onFiles
 * @param {(numbered: Named[]) => void} page.onReplace
 * @param {(file: string) => void} page.onRemove
 */
export function bindFiles({ onFiles, onReplace, onRemove }) {
  const message = byId('docs-message');
  const pasted = byId('pasted', HTMLTextAreaElement);
  byId('drop').append(
    dropzone({
      label: 'Add documents (.md, .txt, .csv)',
      hint: 'several files at once, or folders; sections, paragraphs or rows become documents',
      accept: '.md,.markdown,.txt,.csv,.tsv,text/plain,text/csv,text/markdown',
      folders: ENDING,
      onFiles: (files) => take(files),
      onText: (text) => takeText(text),
    }),
  );
  byId('drop').after(...folderButton('Add a folder', ENDING, take));
  byId('use-pasted').addEventListener('click', () => takeText(pasted.value));

  /** @param {File[]} chosen those that cannot be read are named, the others are taken */
  async function take(chosen) {
    if (!chosen.length)
      return showError(message, new Error('There are no .md, .txt or .csv files.'));
    /** @type {Named[]} */
    let numbered = [];
    /** @type {string[]} */
    let notes = [];
    const done = await run(async () => {
      const { files, wrong } = await read(chosen);
      if (files.length) {
        const result = await onFiles(files);
        numbered = result.numbered.filter(({ name }) => !PASTED.includes(name));
        notes = sentences(numbered, result.already);
      }
      if (wrong.length) throw new Error([...wrong, ...notes].join(' '));
    });
    if (done && notes.length) {
      const button = h(
        'button',
        { type: 'button', class: 'quiet small', onclick: () => onReplace(numbered) },
        'Replace the earlier',
      );
      showNote(message, notes.join(' '), ...(numbered.length ? [' ', button] : []));
    }
    return done;
  }

  /** @param {string} text */
  async function takeText(text) {
    if (!text.trim()) return showError(message, new Error('There is no text to add.'));
    const [markdown, plain] = PASTED;
    const done = await take([new File([text], /^#{1,6}\s/m.test(text) ? markdown : plain)]);
    if (done && pasted.value === text) pasted.value = ''; // more may have been written meanwhile
  }

  return {
    /** @param {Doc[]} docs */
    show(docs) {
      const files = byFile(docs);
      replace(
        byId('files'),
        [...files].map(([name, those]) =>
          sourceItem(name, count(those.length, 'document'), () => onRemove(name)),
        ),
        files.size === 0 && h('li', { class: 'muted' }, 'No documents yet: add some.'),
      );
    },
  };
}

/** @param {File[]} chosen @returns {Promise<{ files: NewFile[], wrong: string[] }>} */
async function read(chosen) {
  /** @type {NewFile[]} */
  const files = [];
  /** @type {string[]} */
  const wrong = [];
  for (const file of chosen) {
    try {
      const name = pathOf(file);
      const docs = await docsOf(name, file);
      if (!docs.length) throw new Error('it has no text.');
      files.push({ name, docs });
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      wrong.push(why.includes(file.name) ? why : apart`${file.name}: ${why}`);
    }
  }
  return { files, wrong };
}

/** @param {Named[]} numbered @param {Named[]} already */
function sentences(numbered, already) {
  return [
    ...numbered.map(({ name, as }) => apart`Another ${name} is there: this one is called ${as}.`),
    ...already.map(
      ({ name, as }) =>
        `${isolated(name)} is there already, unchanged${as === name ? '' : apart`, as ${as}`}.`,
    ),
  ];
}

/** @param {string} name @param {File} file @returns {Promise<Doc[]>} */
async function docsOf(name, file) {
  if (/\.(csv|tsv)$/i.test(name)) return tableDocs(name, await readTable(file));
  const text = await readText(file, MOST_BYTES);
  return /\.(md|markdown)$/i.test(name) ? markdownDocs(name, text) : textDocs(name, text);
}
