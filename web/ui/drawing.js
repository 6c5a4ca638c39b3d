// A field to draw in, which a model sees as a few points of ink.
// @ts-check
import { h } from './dom.js';

const SIDE = 256;
/** Dots of the finer picture that make a point, along each side. */
const FINE = 4;
const PEN = 0.11;

/** @typedef {{ x: number, y: number }} Point from 0 to 1 */

/**
 * Ink by points, row by row, from 0 to `most`: what is drawn is made to fill the height, and is
 * centred, as the digits of forms are.
 *
 * @param {{ width: number, height: number, most: number }} size
 * @param {(ink: number[]) => void} onInk
 */
export function drawingField({ width, height, most }, onInk) {
  const canvas = h('canvas', {
    width: SIDE,
    height: SIDE,
    class: 'drawing',
    role: 'img',
    'aria-label': 'Draw here with the mouse, a pen or a finger',
  });
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  /** @type {Point[][]} */
  let strokes = [];

  /** @param {number[]} ink */
  function show(ink) {
    strokes = [];
    context.clearRect(0, 0, SIDE, SIDE);
    ink.forEach((value, i) => {
      context.globalAlpha = Math.min(1, value / most);
      context.fillStyle = getComputedStyle(canvas).color;
      const [w, t] = [SIDE / width, SIDE / height];
      context.fillRect((i % width) * w, Math.floor(i / width) * t, w, t);
    });
    context.globalAlpha = 1;
    onInk(ink);
  }

  function draw() {
    context.clearRect(0, 0, SIDE, SIDE);
    context.strokeStyle = getComputedStyle(canvas).color;
    trace(context, strokes, ({ x, y }) => [x * SIDE, y * SIDE], PEN * SIDE);
    onInk(inked(strokes, width, height, most));
  }

  const at = (/** @type {PointerEvent} */ { clientX, clientY }) => {
    const box = canvas.getBoundingClientRect();
    return { x: (clientX - box.left) / box.width, y: (clientY - box.top) / box.height };
  };
  canvas.addEventListener('pointerdown', (event) => {
    canvas.setPointerCapture(event.pointerId);
    strokes.push([at(event)]);
    draw();
  });
  canvas.addEventListener('pointermove', (event) => {
    if (!event.buttons || !strokes.length) return;
    strokes[strokes.length - 1].push(at(event));
    draw();
  });
  const clear = () => show(new Array(width * height).fill(0));
  return {
    element: h(
      'div',
      { class: 'draw' },
      canvas,
      h('button', { type: 'button', class: 'quiet small', onclick: clear }, 'Clear'),
    ),
    show,
  };
}

/**
 * @param {CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D} context
 * @param {Point[][]} strokes @param {(point: Point) => [number, number]} place @param {number} pen
 */
function trace(context, strokes, place, pen) {
  Object.assign(context, { lineWidth: pen, lineCap: 'round', lineJoin: 'round' });
  for (const [first, ...rest] of strokes) {
    context.beginPath();
    context.moveTo(...place(first));
    for (const point of rest.length ? rest : [first]) context.lineTo(...place(point));
    context.stroke();
  }
}

/** @param {Point[][]} strokes @param {number} width @param {number} height @param {number} most */
function inked(strokes, width, height, most) {
  const [w, t] = [width * FINE, height * FINE];
  const points = strokes.flat();
  const [left, right, top, bottom] = [
    Math.min(...points.map(({ x }) => x)),
    Math.max(...points.map(({ x }) => x)),
    Math.min(...points.map(({ y }) => y)),
    Math.max(...points.map(({ y }) => y)),
  ];
  const pen = PEN * t;
  const scale = (t - pen) / Math.max(bottom - top, (right - left) * (t / w), 0.1);
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (
    new OffscreenCanvas(w, t).getContext('2d')
  );
  trace(
    context,
    strokes,
    ({ x, y }) => [
      w / 2 + (x - (left + right) / 2) * scale,
      t / 2 + (y - (top + bottom) / 2) * scale,
    ],
    pen,
  );
  const { data } = context.getImageData(0, 0, w, t);
  const ink = new Array(width * height).fill(0);
  for (let i = 0; i < w * t; i++) {
    const point = Math.floor(Math.floor(i / w) / FINE) * width + Math.floor((i % w) / FINE);
    ink[point] += ((data[4 * i + 3] / 255) * most) / FINE ** 2;
  }
  return ink;
}
