// Files and pasted text to documents, and the list of what is there.
// @ts-check
import { byId, h, replace } from '../../ui/dom.js';
import { dropzone } from '../../ui/dropzone.js';
import { showError } from '../../ui/notice.js';
import { count } from '../../ui/numbers.js';
import { readTable } from '../../ui/read-table.js';
import { readText } from '../../ui/read-text.js';
import { sourceItem } from '../../ui/source-item.js';
import { change } from './changes.js';
import { markdownDocs, tableDocs, textDocs } from './documents.js';

/** @import { Doc } from './documents.js' */

const MOST_BYTES = 20 * 2 ** 20;

/**
 * @param {object} page
 * @param {(docs: Doc[], names: string[]) => Promise<void>} page.onDocs
 * @param {(file: string) => void} page.onRemove
 */
export function bindFiles({ onDocs, onRemove }) {
  const message = byId('docs-message');
  const pasted = /** @type {HTMLTextAreaElement} */ (byId('pasted'));
  byId('drop').append(
    dropzone({
      label: 'Add documents (.md, .txt, .csv)',
      hint: 'several files at once; sections, paragraphs or rows become documents',
      accept: '.md,.markdown,.txt,.csv,.tsv,text/plain,text/csv,text/markdown',
      onFiles: (files) => take(files),
      onText: (text) => takeText(text),
    }),
  );
  byId('use-pasted').addEventListener('click', () => takeText(pasted.value));

  /** @param {File[]} files those that cannot be read are named, the others are taken */
  function take(files) {
    return change(async () => {
      /** @type {string[]} */
      const wrong = [];
      const docs = [];
      for (const file of files) {
        try {
          docs.push(...(await docsOf(file)));
        } catch (error) {
          const why = error instanceof Error ? error.message : String(error);
          wrong.push(why.includes(file.name) ? why : `${file.name}: ${why}`);
        }
      }
      if (docs.length) await onDocs(docs, [...new Set(docs.map(({ metadata }) => metadata.file))]);
      if (wrong.length) throw new Error(wrong.join(' '));
    });
  }

  /** @param {string} text */
  async function takeText(text) {
    if (!text.trim()) return showError(message, new Error('There is no text to add.'));
    const file = /^#{1,6}\s/m.test(text) ? 'pasted.md' : 'pasted.txt';
    const done = await take([new File([text], file)]);
    if (done && pasted.value === text) pasted.value = ''; // more may have been written meanwhile
  }

  return {
    /** @param {Doc[]} docs */
    show(docs) {
      /** @type {Map<string, number>} */
      const files = new Map();
      for (const { metadata } of docs)
        files.set(metadata.file, (files.get(metadata.file) ?? 0) + 1);
      replace(
        byId('files'),
        [...files].map(([name, n]) => sourceItem(name, count(n, 'document'), () => onRemove(name))),
        files.size === 0 && h('li', { class: 'muted' }, 'No documents yet: add some.'),
      );
    },
  };
}

/** @param {File} file @returns {Promise<Doc[]>} */
async function docsOf(file) {
  if (/\.(csv|tsv)$/i.test(file.name)) return tableDocs(file.name, await readTable(file));
  const text = await readText(file, MOST_BYTES);
  return /\.(md|markdown)$/i.test(file.name)
    ? markdownDocs(file.name, text)
    : textDocs(file.name, text);
}
