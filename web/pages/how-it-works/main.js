// The page that explains an ELM: pictures drawn at once, and Python that starts when it is asked to.
// @ts-check

import { yieldToMain } from '../../ui/async/yield-to-main.js';
import { byId } from '../../ui/dom/dom.js';
import { rememberWork } from '../../ui/drafts/draft-session.js';
import { toast } from '../../ui/feedback/toast.js';
import { guardDrops } from '../../ui/files/dropzone.js';
import { bindFrame } from '../../ui/frame/frame.js';
import { keepSiteOffline } from '../../ui/frame/offline.js';
import { apart } from '../../ui/text/bidi.js';
import { codeCell } from './cell.js';
import { CELLS } from './cells.js';
import { bindPictures } from './pictures.js';
import { Python } from './python.js';

const TITLES = {
  map: 'The map in Python',
  solve: 'A whole ELM in Python',
  ridge: 'The same with elm_core',
  epochs: 'Both ways, timed',
};

bindFrame();
guardDrops();
bindPictures();

const python = new Python();
/** @type {Record<string, HTMLTextAreaElement>} */
const editors = {};
for (const [name, title] of Object.entries(TITLES)) {
  await yieldToMain();
  editors[name] = codeCell(python, byId(`cell-${name}`), CELLS[name], title);
}
rememberWork({
  name: 'How it works',
  inputs: {
    now: () => codes(),
    put(given, called) {
      const before = codes();
      write(given);
      toast(apart`Opened ${called}`, { undo: () => write(before) });
    },
    holds: () => 'Python',
  },
});
keepSiteOffline();

function codes() {
  return Object.fromEntries(Object.entries(editors).map(([name, { value }]) => [name, value]));
}

/** Into the fields, where only their reader runs it. @param {Record<string, unknown>} code */
function write(code) {
  for (const [name, editor] of Object.entries(editors)) {
    if (Object.hasOwn(code, name)) editor.value = String(code[name]);
  }
}
