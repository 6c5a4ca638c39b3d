// A place where a table is opened: dropped, chosen or as a text; it is read, and what is wrong is told.
// @ts-check
import { newestOnly, oneByOne } from '../async/turns.js';
import { append, h, replace } from '../dom/dom.js';
import { showError, showNote } from '../feedback/notice.js';
import { dropzone } from '../files/dropzone.js';
import { TABLE_ENDINGS } from '../files/endings.js';
import { saysModel } from '../files/model-file.js';
import { readTable } from '../files/read-table.js';
import { CsvError } from '../files/table.js';
import { apart, isolated } from '../text/bidi.js';
import { withFileRow } from './row-errors.js';

/** @import { ParsedTable, ReadOptions } from '../files/table.js' */

/** @typedef {{ name: string, source: File | string }} Source */

const JSON_FILE = /\.json$/i;
const PASTED = 'the pasted rows';

/**
 * What `take` throws is told, too.
 *
 * @template {Source} [From=Source]
 * @param {object} field
 * @param {string} field.label @param {string} field.hint
 * @param {HTMLElement} field.message
 * @param {(table: ParsedTable, from: From | Source, place: HTMLElement) => void | Promise<void>} field.take
 *   `place`: where it is told of this one
 * @param {(file: File) => void} [field.onModel] where a saved model may be opened, too
 * @param {() => boolean} [field.isReady] whether a table can be taken now
 * @param {'newest' | 'queue'} [field.order] of files opened in quick succession the newest counts; or
 *   each does, one after the other, and each is told of by its name
 */
export function tableField({ label, hint, message, take, onModel, isReady, order = 'newest' }) {
  const isQueue = order === 'queue';
  const turn = isQueue ? oneByOne() : newestOnly();
  let waiting = 0;

  /** @param {string} name */
  const placeOf = (name) => {
    if (!isQueue) return message;
    if (!waiting) replace(message);
    const place = h('div');
    append(message, [h('p', { class: 'muted' }, isolated(name)), place]);
    showNote(place, 'Waits for the file before it…');
    return place;
  };
  /**
   * @param {string} name
   * @param {(isOn: () => boolean) => Promise<From | Source | undefined>} coming undefined: it was no table
   */
  const open = async (name, coming) => {
    if (isReady && !isReady()) return;
    const place = placeOf(name);
    waiting += 1;
    await turn(async (isOn) => {
      /** @type {From | Source | undefined} */
      let from;
      try {
        from = await coming(isOn);
        if (!from || !isOn()) return;
        const table = await readTold(place, from);
        if (isOn()) await take(table, from, place);
      } catch (error) {
        if (isOn()) showError(place, withFileRow(ofNeither(error, from)));
      }
    });
    waiting -= 1;
  };
  const ofNeither = (/** @type {unknown} */ error, /** @type {Source | undefined} */ from) =>
    onModel &&
    error instanceof CsvError &&
    from?.source instanceof File &&
    JSON_FILE.test(from.name)
      ? new Error(`${error.message} It is not a model file either.`)
      : error;
  const openFile = (/** @type {File} */ file) =>
    open(file.name, async (isOn) => {
      if (!onModel || !JSON_FILE.test(file.name) || !(await saysModel(file))) {
        return { name: file.name, source: file };
      }
      if (isOn()) onModel(file);
      return undefined;
    });
  const openText = (/** @type {string} */ text) =>
    open(PASTED, async () => ({ name: PASTED, source: text }));
  const element = dropzone({
    ...{ label, hint, accept: TABLE_ENDINGS, onText: openText },
    ...(isQueue
      ? { onFiles: (/** @type {File[]} */ files) => files.forEach(openFile) }
      : { onFile: openFile }),
  });
  return { element, open, openText };
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
