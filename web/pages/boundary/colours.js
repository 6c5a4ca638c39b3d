// Colours as a plane of hue and lightness, and names to start with, after ml5's colour namer.
// @ts-check

/** @import { Point } from './presets.js' */

const SATURATION = 0.85;

/** Colours of a name that most people agree on. */
const NAMED = /** @type {Record<string, string[]>} */ ({
  Red: ['#e6194b', '#c00000', '#ff3030', '#8b0a14', '#f05050'],
  Orange: ['#ff8c00', '#f5822d', '#e06a00', '#ffa54f'],
  Yellow: ['#ffe119', '#f0d000', '#fff050', '#d8c000'],
  Green: ['#3cb44b', '#007a1f', '#60e060', '#1a4d1a', '#a0f0a0'],
  Blue: ['#1e50ff', '#0000b0', '#4090ff', '#101060', '#70b0ff'],
  Purple: ['#911eb4', '#6000a0', '#b060e0', '#3c0a5a'],
  Pink: ['#ff69b4', '#ffb0d0', '#f080c0', '#ff90e0'],
  Brown: ['#7a4a1e', '#5a3010', '#94602a', '#402008'],
});

/** @returns {{ points: Point[], classes: string[] }} */
export function colourNames() {
  const points = Object.entries(NAMED).flatMap(([label, codes]) =>
    codes.map((code) => pointOf(code, label)),
  );
  return { points, classes: Object.keys(NAMED) };
}

/** @param {string} code such as #ff8c00 @param {string} label @returns {Point} */
export function pointOf(code, label) {
  const colour = rgbOf(code);
  const { hue, lightness } = hslOf(colour);
  return { x: hue / 180 - 1, y: 2 * lightness - 1, label, colour };
}

/** The colour of a place of the plane, or that a point was made of: three shares. */
/** @param {{ x: number, y: number, colour?: number[] }} point */
export const colourAt = ({ x, y, colour }) =>
  colour ?? fromHsl(180 * (x + 1), SATURATION, (y + 1) / 2);

/** @param {string} code @returns {number[]} */
export const rgbOf = (code) =>
  [1, 3, 5].map((i) => Number.parseInt(code.slice(i, i + 2), 16) / 255);

/** @param {number[]} colour */
export const codeOf = (colour) =>
  `#${colour
    .map((share) =>
      Math.round(255 * share)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;

/** @param {number[]} colour red, green, blue */
export function hslOf([r, g, b]) {
  const [high, low] = [Math.max(r, g, b), Math.min(r, g, b)];
  const range = high - low;
  const lightness = (high + low) / 2;
  if (!range) return { hue: 0, lightness };
  const sixth =
    high === r ? ((g - b) / range + 6) % 6 : high === g ? (b - r) / range + 2 : (r - g) / range + 4;
  return { hue: 60 * sixth, lightness };
}

/** @param {number} hue @param {number} saturation @param {number} lightness @returns {number[]} */
function fromHsl(hue, saturation, lightness) {
  const most = saturation * Math.min(lightness, 1 - lightness);
  return [0, 8, 4].map((n) => {
    const k = (n + hue / 30) % 12;
    return lightness - most * Math.max(-1, Math.min(k - 3, 9 - k, 1));
  });
}
