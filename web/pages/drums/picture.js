// A bar as a small picture, with its hits in words.
// @ts-check
import { h } from '../../ui/dom/dom.js';
import { DRUMS, inWords, place, STEPS } from './bars.js';

/** @import { Bar } from './bars.js' */

const CELL = 8;
const GAP = 2;

/** @param {Bar} bar @param {string} name */
export function barPicture(bar, name) {
  const canvas = h('canvas', {
    class: 'bar-picture',
    width: STEPS * CELL,
    height: DRUMS.length * CELL,
    role: 'img',
    'aria-label': `${name}: ${inWords(bar)}`,
  });
  return canvas;
}

/** Drawn once it is in the page, in the colours of the theme. */
/** @param {HTMLCanvasElement} canvas @param {Bar} bar */
export function paintBar(canvas, bar) {
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  const style = getComputedStyle(canvas);
  const [hit, rest] = [style.color, style.borderTopColor];
  context.clearRect(0, 0, canvas.width, canvas.height);
  for (let step = 0; step < STEPS; step++) {
    for (let drum = 0; drum < DRUMS.length; drum++) {
      const velocity = bar[place(step, drum)];
      context.fillStyle = velocity ? hit : rest;
      context.globalAlpha = velocity ? 0.45 + (0.55 * velocity) / 127 : 0.55;
      const size = CELL - GAP;
      context.fillRect(step * CELL + GAP / 2, drum * CELL + GAP / 2, size, size);
    }
  }
}
