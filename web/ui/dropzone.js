// A place to drop a file, choose one, or paste text: one control for mouse, finger and keyboard.
// @ts-check
import { h } from './dom.js';

/**
 * With `onFiles` several files can be chosen, and all come at once.
 *
 * @param {{ label: string, hint: string, accept: string, onFile?: (file: File) => void, onFiles?: (files: File[]) => void, onText?: (text: string) => void }} options
 */
export function dropzone({ label, hint, accept, onFile, onFiles, onText }) {
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
    const text = event.dataTransfer?.getData('text/plain');
    if (!take(event.dataTransfer?.files ?? []) && text) onText?.(text);
  });
  return zone;
}

/** A page whose stray drops do not open the file in place of the page. */
export function guardDrops() {
  for (const type of ['dragover', 'drop'])
    addEventListener(type, (event) => event.preventDefault());
}
