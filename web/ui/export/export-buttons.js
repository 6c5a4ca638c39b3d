// A result to take away: its table on the clipboard or as CSV, its picture as PNG.
// @ts-check

import { h } from '../dom/dom.js';
import { toast } from '../feedback/toast.js';
import { downloadRows, handOver } from './csv-download.js';
import { download } from './download.js';

/**
 * @param {object} result
 * @param {string} result.name of the files, without an ending
 * @param {() => (string | number)[][]} result.rows with a head; made when they are asked for
 * @param {() => HTMLCanvasElement | null | undefined} [result.picture]
 */
export function exportButtons({ name, rows, picture }) {
  const savePicture = async () => {
    const canvas = picture?.();
    const blob = canvas && (await asPicture(canvas));
    if (blob) download(`${name}.png`, blob, 'image/png');
  };
  return h(
    'span',
    { class: 'export-buttons', role: 'group', 'aria-label': `Take away: ${name}` },
    button('Copy', 'Copy the table, for a spreadsheet', () => copy(plain(rows()))),
    button('CSV', 'Download the table as CSV', () => downloadRows(`${name}.csv`, plain(rows()))),
    picture && button('PNG', 'Download the picture as PNG', savePicture),
  );
}

/** @param {string} text @param {string} title @param {() => void} onclick */
const button = (text, title, onclick) =>
  h('button', { type: 'button', class: 'small quiet', title, onclick }, text);

/** As programs read it: what keeps a sign beside its number on the page is a common space here.
 * @param {(string | number)[][]} rows */
const plain = (rows) =>
  rows.map((cells) =>
    cells.map((cell) => (typeof cell === 'string' ? cell.replaceAll('\u00a0%', ' %') : cell)),
  );

/** With tabs between cells, as spreadsheets take it. @param {(string | number)[][]} rows */
function copy(rows) {
  const give = async (/** @type {(string | number)[][]} */ shown) => {
    const text = shown.map((cells) => cells.map(oneLine).join('\t')).join('\n');
    try {
      await navigator.clipboard.writeText(text);
      if (!told) toast('The table is copied');
    } catch {
      toast('The browser did not let the page copy: take the CSV');
    }
  };
  const told = handOver(rows, 'texts', give);
}

/** @param {string | number} cell */
const oneLine = (cell) => String(cell).replace(/[\t\r\n]+/g, ' ');

/** On the ground that it has in the page. @param {HTMLCanvasElement} canvas @returns {Promise<Blob | null>} */
function asPicture(canvas) {
  const copy = h('canvas', { width: canvas.width, height: canvas.height });
  const pen = copy.getContext('2d');
  if (!pen) return Promise.resolve(null);
  pen.fillStyle = groundOf(canvas);
  pen.fillRect(0, 0, copy.width, copy.height);
  pen.drawImage(canvas, 0, 0);
  return new Promise((resolve) => copy.toBlob(resolve));
}

/** @param {Element} element @returns {string} */
function groundOf(element) {
  const { backgroundColor } = getComputedStyle(element);
  const clear = backgroundColor === 'transparent' || backgroundColor.endsWith(', 0)');
  return clear && element.parentElement ? groundOf(element.parentElement) : backgroundColor;
}
