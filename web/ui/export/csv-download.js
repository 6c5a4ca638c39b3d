// Rows as a CSV file or on the clipboard. Where cells would be formulas in a spreadsheet, it is told
// what became of them, and the other way is offered: it is remembered.
// @ts-check

import { toast } from '../feedback/toast.js';
import { forSite } from '../storage/web-storage.js';
import { count } from '../text/format.js';
import { formatRows } from './csv.js';
import { download } from './download.js';
import { formulasIn, harmless } from './formulas.js';

/** @typedef {import('./formulas.js').Cell} Cell */
/** @typedef {'texts' | 'exact'} Formulas what becomes of cells that would be formulas */

const KEY = 'formulas';

/**
 * @param {string} name of the file
 * @param {Cell[][]} rows with a head
 * @param {{ forPages?: boolean }} [options] `forPages`: a page opens the file again, or a program
 *   does, where an apostrophe would be part of a text: cells are kept where nothing else was chosen
 */
export function downloadRows(name, rows, { forPages = false } = {}) {
  handOver(rows, forPages ? 'exact' : 'texts', (shown) =>
    download(name, formatRows(shown), 'text/csv'),
  );
}

/**
 * Hands rows over as it was chosen, and says what that means for those with formulas in them.
 *
 * @param {Cell[][]} rows
 * @param {Formulas} usual where nothing was chosen yet
 * @param {(rows: Cell[][]) => void} give
 * @returns {boolean} whether there was something to say
 */
export function handOver(rows, usual, give) {
  const chosen = forSite.get(KEY);
  const way = chosen === 'texts' || chosen === 'exact' ? chosen : usual;
  give(way === 'texts' ? rows.map((cells) => cells.map(harmless)) : rows);
  const n = formulasIn(rows);
  if (!n) return false;
  const other = way === 'texts' ? 'exact' : 'texts';
  const run = () => {
    forSite.set(KEY, other);
    handOver(rows, other, give);
  };
  if (way === 'texts') {
    const said = `An apostrophe keeps ${count(n, 'cell')} from being ${n === 1 ? 'a formula' : 'formulas'}`;
    toast(said, { action: { label: 'Keep as is', run }, stay: true });
  } else {
    const said = `A spreadsheet may run ${count(n, 'cell')} as ${n === 1 ? 'a formula' : 'formulas'}`;
    toast(said, { action: { label: 'Make texts', run }, stay: true });
  }
  return true;
}
