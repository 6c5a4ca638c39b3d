// A place to drop a file, choose one, or paste text: one control for mouse, finger and keyboard.
// @ts-check
import { h } from './dom.js';

/**
 * @param {{ label: string, hint: string, accept: string, onFile: (file: File) => void, onText?: (text: string) => void }} options
 */
export function dropzone({ label, hint, accept, onFile, onText }) {
  const input = h('input', {
    type: 'file',
    accept,
    class: 'visually-hidden',
    onchange: () => {
      const [file] = input.files ?? [];
      if (file) onFile(file);
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
    const [file] = event.dataTransfer?.files ?? [];
    const text = event.dataTransfer?.getData('text/plain');
    if (file) onFile(file);
    else if (text && onText) onText(text);
  });
  return zone;
}

/** A page whose stray drops do not open the file in place of the page. */
export function guardDrops() {
  for (const type of ['dragover', 'drop'])
    addEventListener(type, (event) => event.preventDefault());
}
