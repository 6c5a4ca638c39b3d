// The page that explains an ELM: pictures drawn at once, and Python that starts when it is asked to.
// @ts-check
import { byId } from '../../ui/dom.js';
import { guardDrops } from '../../ui/dropzone.js';
import { bindFrame } from '../../ui/frame.js';
import { keepSiteOffline } from '../../ui/offline.js';
import { codeCell } from './cell.js';
import { CELLS } from './cells.js';
import { bindPictures } from './pictures.js';
import { Python } from './python.js';

bindFrame();
guardDrops();
bindPictures();

const python = new Python();
codeCell(python, byId('cell-map'), CELLS.map, 'The map in Python');
codeCell(python, byId('cell-solve'), CELLS.solve, 'A whole ELM in Python');
codeCell(python, byId('cell-ridge'), CELLS.ridge, 'The same with elm_core');
codeCell(python, byId('cell-epochs'), CELLS.epochs, 'Both ways, timed');
keepSiteOffline();
