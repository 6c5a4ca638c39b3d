// The texts it has read: dropped, pasted, or there from the start.
// @ts-check
import { byId, replace } from '../../ui/dom/dom.js';
import { showError } from '../../ui/feedback/notice.js';
import { dropzone } from '../../ui/files/dropzone.js';
import { readText } from '../../ui/files/read-text.js';
import { sourceItem } from '../../ui/files/source-item.js';
import { count } from '../../ui/text/format.js';

/** @typedef {{ name: string, texts: string[] }} Source */

const MOST_BYTES = 2 * 2 ** 20;

/**
 * @param {object} page
 * @param {(read: () => Promise<Source[]>) => Promise<boolean>} page.onSources reads them when their
 *   turn has come; whether they were learnt
 * @param {(source: Source) => void} page.onRemove
 */
export function bindSources({ onSources, onRemove }) {
  const message = byId('read-message');
  const pasted = byId('pasted', HTMLTextAreaElement);
  const paste = async (/** @type {string} */ text) => {
    if (!text.trim()) return showError(message, new Error('There is no text to learn from.'));
    if (text.length > MOST_BYTES)
      return showError(message, new Error('The text is too long: at most 2 MB can be learnt.'));
    const learnt = await onSources(async () => [{ name: 'pasted text', texts: [text] }]);
    if (learnt && pasted.value === text) pasted.value = ''; // more may have been written meanwhile
  };
  byId('drop').append(
    dropzone({
      label: 'Add texts you wrote (.txt, .md)',
      hint: 'up to 2 MB; they stay on this machine',
      accept: '.txt,.md,.markdown,text/plain,text/markdown',
      onText: paste,
      onFiles: (files) => void onSources(() => Promise.all(files.map(sourceOf))),
    }),
  );
  byId('use-pasted').addEventListener('click', () => paste(pasted.value));
  return {
    /** @param {Source[]} sources */
    show(sources) {
      replace(
        byId('files'),
        sources.map((source) => {
          const { name, texts } = source;
          const words = texts.reduce((sum, text) => sum + (text.match(/\S+/g)?.length ?? 0), 0);
          const remove = sources.length > 1 && (() => onRemove(source));
          return sourceItem(name, count(words, 'word'), remove);
        }),
      );
    },
  };
}

/** @param {any} value @returns {value is Source} */
export const isSource = (value) => typeof value?.name === 'string' && areTexts(value.texts);

/** @param {unknown} value @returns {value is string[]} */
export const areTexts = (value) =>
  Array.isArray(value) && value.every((text) => typeof text === 'string');

/** @param {File} file @returns {Promise<Source>} */
const sourceOf = async (file) => ({ name: file.name, texts: [await readText(file, MOST_BYTES)] });
