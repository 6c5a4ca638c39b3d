// A button that takes the files of a folder, where the browser can give them.
// @ts-check
import { h } from '../dom/dom.js';

/**
 * @param {string} label @param {RegExp} wanted how the names of files end
 * @param {(files: File[]) => void} onFiles none, maybe
 * @returns {Node[]}
 */
export function folderButton(label, wanted, onFiles) {
  const folder = h('input', {
    type: 'file',
    hidden: true,
    webkitdirectory: true,
    onchange: () => {
      onFiles([...(folder.files ?? [])].filter(({ name }) => wanted.test(name)));
      folder.value = '';
    },
  });
  if (!('webkitdirectory' in folder)) return [];
  const choose = h(
    'button',
    { type: 'button', class: 'quiet small', onclick: () => folder.click() },
    label,
  );
  return [choose, folder];
}
