// The page that explains an ELM: pictures drawn at once, and Python that starts when it is asked to.
// @ts-check
import { byId } from '../../ui/dom.js';
import { guardDrops } from '../../ui/dropzone.js';
import { bindFrame } from '../../ui/frame.js';
import { keepSiteOffline } from '../../ui/offline.js';
import { turn } from '../../ui/turn.js';
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
for (const [name, title] of Object.entries(TITLES)) {
  await turn();
  codeCell(python, byId(`cell-${name}`), CELLS[name], title);
}
keepSiteOffline();
