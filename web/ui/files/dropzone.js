// A place to drop a file, choose one, or paste text: one control for mouse, finger and keyboard.
// @ts-check
import { h } from '../dom/dom.js';

/** Where files of a dropped folder are in it. @type {WeakMap<File, string>} */
const paths = new WeakMap();

/** The name of a file with its folders, as far as they are known. @param {File} file */
export const pathOf = (file) => paths.get(file) || file.webkitRelativePath || file.name;

/**
 * With `onFiles` several files can be chosen, and all come at once; with `folders` those of dropped
 * folders too, if their names are of that form: none, maybe.
 *
 * @param {{ label: string, hint: string, accept: string, folders?: RegExp, onFile?: (file: File) => void, onFiles?: (files: File[]) => void, onText?: (text: string) => void }} options
 */
export function dropzone({ label, hint, accept, folders, onFile, onFiles, onText }) {
  const take = (/** @type {Iterable<File> | ArrayLike<File>} */ list) => {
    const files = Array.from(list);
    if (files.length && onFiles) onFiles(files);
    else if (files.length) onFile?.(files[0]);
    return files.length > 0;
  };
  const input = h('input', {
    type: 'file',
    accept,
    multiple: Boolean(onFiles),
    class: 'visually-hidden',
    onchange: () => {
      take(input.files ?? []);
      input.value = '';
    },
  });
  const zone = h(
    'label',
    { class: 'dropzone' },
    input,
    h('strong', {}, label),
    h('span', { class: 'muted' }, hint),
  );
  const over = (/** @type {boolean} */ on) => zone.classList.toggle('over', on);
  zone.addEventListener('dragover', (event) => {
    event.preventDefault();
    over(true);
  });
  zone.addEventListener('dragleave', () => over(false));
  zone.addEventListener('drop', (event) => {
    event.preventDefault();
    over(false);
    const entries = [...(event.dataTransfer?.items ?? [])].map((item) => item.webkitGetAsEntry?.());
    if (folders && entries.some((entry) => entry?.isDirectory)) {
      const none = () => /** @type {File[]} */ ([]);
      filesIn(entries, folders).catch(none).then(onFiles);
      return;
    }
    const text = event.dataTransfer?.getData('text/plain');
    if (!take(event.dataTransfer?.files ?? []) && text) onText?.(text);
  });
  return zone;
}

/** @param {(FileSystemEntry | null | undefined)[]} entries @param {RegExp} wanted @returns {Promise<File[]>} */
async function filesIn(entries, wanted) {
  /** @type {File[]} */
  const files = [];
  for (const entry of entries) {
    if (entry?.isDirectory) {
      const folder = /** @type {FileSystemDirectoryEntry} */ (entry);
      files.push(...(await filesIn(await entriesOf(folder), wanted)));
    } else if (entry && wanted.test(entry.name)) {
      const file = await fileOf(/** @type {FileSystemFileEntry} */ (entry));
      paths.set(file, entry.fullPath.replace(/^\//, ''));
      files.push(file);
    }
  }
  return files;
}

/** @param {FileSystemDirectoryEntry} folder @returns {Promise<FileSystemEntry[]>} sorted by name */
async function entriesOf(folder) {
  const reader = folder.createReader();
  /** @type {FileSystemEntry[]} */
  const all = [];
  for (;;) {
    /** @type {FileSystemEntry[]} */
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (!some.length) return all.sort((a, b) => (a.name < b.name ? -1 : 1));
    all.push(...some);
  }
}

/** @param {FileSystemFileEntry} entry @returns {Promise<File>} */
const fileOf = (entry) => new Promise((resolve, reject) => entry.file(resolve, reject));

/** A page whose stray drops do not open the file in place of the page. */
export function guardDrops() {
  for (const type of ['dragover', 'drop'])
    addEventListener(type, (event) => event.preventDefault());
}
