// A place where a table is opened: dropped, chosen or as a text; it is read, and what is wrong is told.
// @ts-check
import { showError, showNote } from '../feedback/notice.js';
import { dropzone } from '../files/dropzone.js';
import { TABLE_ENDINGS } from '../files/endings.js';
import { saysModel } from '../files/model-file.js';
import { readTable } from '../files/read-table.js';
import { CsvError } from '../files/table.js';
import { apart } from '../text/bidi.js';
import { withFileRow } from './row-errors.js';

/** @import { ParsedTable, ReadOptions } from '../files/table.js' */

/** @typedef {{ name: string, source: File | string }} Source */

const JSON_FILE = /\.json$/i;
const PASTED = 'the pasted rows';

/**
 * Of files opened in quick succession the newest counts. What `take` throws is told, too.
 *
 * @param {object} field
 * @param {string} field.label @param {string} field.hint
 * @param {HTMLElement} field.message
 * @param {(table: ParsedTable, from: Source) => void | Promise<void>} field.take
 * @param {(file: File) => void} [field.onModel] where a saved model may be opened, too
 * @param {() => boolean} [field.isReady] whether a table can be taken now
 */
export function tableField({ label, hint, message, take, onModel, isReady = () => true }) {
  let newest = 0;
  /** @param {Source} from */
  const open = async (from) => {
    if (!isReady()) return;
    newest += 1;
    const mine = newest;
    try {
      const table = await readTold(message, from);
      if (mine === newest) await take(table, from);
    } catch (error) {
      if (mine === newest) showError(message, withFileRow(ofNeither(error, from)));
    }
  };
  const ofNeither = (/** @type {unknown} */ error, /** @type {Source} */ { name, source }) =>
    onModel && error instanceof CsvError && source instanceof File && JSON_FILE.test(name)
      ? new Error(`${error.message} It is not a model file either.`)
      : error;
  const openFile = async (/** @type {File} */ file) => {
    if (onModel && JSON_FILE.test(file.name) && (await saysModel(file))) onModel(file);
    else await open({ name: file.name, source: file });
  };
  const openText = (/** @type {string} */ text) => open({ name: PASTED, source: text });
  const element = dropzone({
    ...{ label, hint, accept: TABLE_ENDINGS },
    onFile: openFile,
    onText: openText,
  });
  return { element, openText };
}

/**
 * The table of a file or a text, while it is said that it is read.
 *
 * @param {HTMLElement} message @param {Source} from
 * @param {ReadOptions} [how] what is not to be found out
 */
export function readTold(message, { name, source }, how) {
  showNote(message, apart`Reading ${name}…`);
  return readTable(source, how);
}
