// From what a browser can draw to the pixels that the model sees, and back.
// @ts-check
import { h } from '../../ui/dom/dom.js';
import { decodeImage } from './image-file.js';
import { SIDE, SIZE } from './pixels.js';

/** @import { Picture } from './pixels.js' */

const small = () =>
  /** @type {OffscreenCanvasRenderingContext2D} */ (
    new OffscreenCanvas(SIDE, SIDE).getContext('2d', { willReadFrequently: true })
  );
/** @type {OffscreenCanvasRenderingContext2D | undefined} */
let context;

/**
 * The square in the middle, made small.
 *
 * @param {CanvasImageSource} source @param {number} width @param {number} height of the source
 */
export function pixelsOf(source, width, height) {
  context ??= small();
  const side = Math.min(width, height);
  context.imageSmoothingQuality = 'high';
  context.fillStyle = 'white'; // what is transparent
  context.fillRect(0, 0, SIDE, SIDE);
  const [left, top] = [(width - side) / 2, (height - side) / 2];
  context.drawImage(source, left, top, side, side, 0, 0, SIDE, SIDE);
  const { data } = context.getImageData(0, 0, SIDE, SIDE);
  const pixels = new Uint8Array(SIZE);
  for (let i = 0; i < SIDE * SIDE; i++) pixels.set(data.subarray(4 * i, 4 * i + 3), 3 * i);
  return pixels;
}

/** @param {File} file @returns {Promise<Uint8Array>} */
export async function pixelsOfFile(file) {
  const bitmap = await decodeImage(file);
  try {
    return pixelsOf(bitmap, bitmap.width, bitmap.height);
  } finally {
    bitmap.close();
  }
}

/** @param {HTMLCanvasElement} canvas of SIDE × SIDE @param {Uint8Array} pixels */
export function paint(canvas, pixels) {
  const image = new ImageData(SIDE, SIDE);
  for (let i = 0; i < SIDE * SIDE; i++) {
    image.data.set(pixels.subarray(3 * i, 3 * i + 3), 4 * i);
    image.data[4 * i + 3] = 255;
  }
  canvas.getContext('2d')?.putImageData(image, 0, 0);
}

/** @param {Picture} picture */
export function pictureOf({ pixels }) {
  const canvas = h('canvas', { width: SIDE, height: SIDE, 'aria-hidden': 'true' });
  paint(canvas, pixels);
  return canvas;
}
