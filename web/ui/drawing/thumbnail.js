// A drawing as a small picture, in the colour of the text.
// @ts-check
import { boxOf } from './strokes.js';

/** @import { Strokes } from './strokes.js' */

const SVG = 'http://www.w3.org/2000/svg';

/** @param {Strokes} strokes */
export function pictureOf(strokes) {
  const svg = document.createElementNS(SVG, 'svg');
  const path = document.createElementNS(SVG, 'path');
  const { left, right, top, bottom } = boxOf(strokes);
  const side = 1.3 * Math.max(right - left, bottom - top, 0.1);
  const [x, y] = [(left + right - side) / 2, (top + bottom - side) / 2];
  svg.setAttribute('viewBox', [x, y, side, side].map((value) => value.toFixed(3)).join(' '));
  svg.setAttribute('aria-hidden', 'true');
  path.setAttribute('d', strokes.map(line).join(''));
  path.setAttribute('stroke-width', String(0.09 * side));
  svg.append(path);
  return svg;
}

/** @param {{ x: number, y: number }[]} stroke */
const line = (stroke) =>
  [...stroke, stroke[stroke.length - 1]]
    .map(({ x, y }, i) => `${i ? 'L' : 'M'}${x.toFixed(3)} ${y.toFixed(3)}`)
    .join('');
