// A piece of Python that can be changed and run, with what it prints below.
// @ts-check
import { append, byId, h, replace } from '../../ui/dom/dom.js';
import { toast } from '../../ui/feedback/toast.js';
import { duration } from '../../ui/text/format.js';

/** @import { Python } from './python.js' */

let number = 0;

/**
 * @param {Python} python @param {HTMLElement} place @param {string} start @param {string} title
 * @returns {HTMLTextAreaElement} the editor
 */
export function codeCell(python, place, start, title) {
  const id = `code-${++number}`;
  const editor = h('textarea', {
    id,
    class: 'code',
    dir: 'ltr',
    spellcheck: false,
    autocomplete: 'off',
    rows: start.split('\n').length + 1,
    value: start,
    wrap: 'off',
  });
  editor.setAttribute('autocapitalize', 'off');
  const output = h('pre', {
    class: 'output',
    dir: 'auto',
    tabIndex: 0,
    role: 'region',
    'aria-label': `Output of: ${title}`,
    'aria-live': 'polite',
  });
  const told = h('span', { class: 'muted', role: 'status' }, 'Ctrl+Enter runs it, too.');
  const run = h('button', { type: 'button', onclick: () => void go() }, 'Run');
  const stop = h(
    'button',
    { type: 'button', class: 'quiet', disabled: true, onclick: () => python.stop() },
    'Stop',
  );
  const reset = h('button', { type: 'button', class: 'quiet', onclick: startOver }, 'Start over');
  editor.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void go();
  });
  replace(
    place,
    h('label', { for: id, class: 'code-label' }, title),
    editor,
    h('div', { class: 'row' }, run, stop, reset, told),
    output,
  );
  return editor;

  async function go() {
    if (python.running) {
      told.textContent = 'Another piece is running: stop it first.';
      return;
    }
    replace(output);
    run.disabled = true;
    stop.disabled = false;
    told.textContent = 'Running…';
    try {
      const { stopped, took } = await python.run(editor.value, {
        onOutput: (text) => append(output, [text]),
        onProgress(text) {
          if (told.textContent !== text) told.textContent = text;
        },
      });
      told.textContent = stopped ? 'Stopped.' : `Done in ${duration(took / 1000)}.`;
      byId('status').textContent = '';
    } catch (error) {
      append(output, [
        h('span', { class: 'wrong', dir: 'auto' }, /** @type {Error} */ (error).message),
      ]);
      told.textContent = 'Python says what is wrong below.';
    } finally {
      run.disabled = false;
      stop.disabled = true;
    }
  }

  function startOver() {
    const before = editor.value;
    editor.value = start;
    if (before === start) return;
    toast('The code is as it was at first', {
      undo: () => {
        editor.value = before;
      },
    });
  }
}
