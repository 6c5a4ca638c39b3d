// Files as pictures: those that can be read, and what is wrong with the others.
// @ts-check
import { ElmError } from '../../client/errors.js';
import { grouped } from '../../ui/text/format.js';

/** @import { SampleClass } from '../../ui/samples/sample-cards.js' */
/** @import { Picture } from './pixels.js' */

/** Files at once: learnt from, each takes 64 kB with its variants. */
const MOST = 2000;

/**
 * @param {[name: string, files: File[]][]} classes
 * @param {object} how
 * @param {(file: File) => Promise<Uint8Array>} how.read
 * @param {AbortSignal} how.signal
 * @param {(share: number) => void} how.onProgress
 * @returns {Promise<{ found: SampleClass<Picture>[], said: string }>} classes with a picture at least;
 *   `said`: what is wrong with files, if anything is
 */
export async function picturesIn(classes, { read, signal, onProgress }) {
  const total = classes.reduce((sum, [, files]) => sum + files.length, 0);
  if (total > MOST) {
    throw new Error(
      `These are ${grouped(total)} pictures, and at most ${grouped(MOST)} are read at once: choose fewer of them.`,
    );
  }
  /** @type {SampleClass<Picture>[]} */
  const found = [];
  /** @type {unknown[]} */
  const errors = [];
  let done = 0;
  const goOn = () => {
    if (signal.aborted) throw new ElmError('cancelled', 'cancelled');
  };
  for (const [name, files] of classes) {
    /** @type {Picture[]} */
    const samples = [];
    for (const file of files) {
      goOn();
      try {
        samples.push({ pixels: await read(file), group: `file ${file.name} ${file.size}` });
      } catch (error) {
        errors.push(error);
      }
      onProgress(++done / total);
    }
    if (samples.length) found.push({ name, samples });
  }
  goOn();
  return { found, said: inWords(errors, total) };
}

/** @param {unknown[]} errors @param {number} total */
function inWords(errors, total) {
  if (!errors.length) return '';
  const first = errors[0] instanceof Error ? errors[0].message : String(errors[0]);
  if (total === 1) return first;
  const all = `of these ${grouped(total)} pictures`;
  return errors.length === total
    ? `None ${all} can be read. ${first}`
    : `${grouped(errors.length)} ${all} ${errors.length === 1 ? 'was' : 'were'} left out. ${first}`;
}
