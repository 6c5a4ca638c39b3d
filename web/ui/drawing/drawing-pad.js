// A field to draw in, with mouse, pen, finger or keys, which a model sees as a few points of ink.
// @ts-check
import { h } from '../dom/dom.js';
import { singlePointer } from './single-pointer.js';
import { inkOf, thinned } from './strokes.js';

/** @import { Grid, Point, Strokes } from './strokes.js' */

const SIDE = 256;
const PEN = 0.09;
/** Steps of the keys from side to side. */
const STEPS = 16;
const MOVES = /** @type {Record<string, [number, number]>} */ ({
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
});

/**
 * @param {object} options
 * @param {string} [options.label] what the field is for
 * @param {(strokes: Strokes) => void} options.onStrokes called with all strokes while one is drawn
 * @param {() => void} [options.onLift] the pen was lifted
 * @param {() => void} [options.onDone] Enter was pressed
 */
export function drawingPad({ label = 'Drawing field', onStrokes, onLift, onDone }) {
  const canvas = h('canvas', {
    width: SIDE,
    height: SIDE,
    class: 'drawing',
    tabIndex: 0,
    role: 'application',
    'aria-label': `${label}. Arrow keys move the pen, space puts it down or lifts it, Backspace takes the last stroke back.`,
  });
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  /** @type {Strokes} */
  let strokes = [];
  /** What is seen until there is a stroke. @type {(() => void) | undefined} */
  let picture;
  let keys = { x: STEPS / 2, y: STEPS / 2, down: false, shown: false };
  let due = false;

  const changed = () => {
    picture = undefined;
    if (due) return;
    due = true;
    requestAnimationFrame(() => {
      due = false;
      paint();
      onStrokes(strokes);
      if (strokes.length && !pointer.busy && !keys.down) onLift?.();
    });
  };
  function paint() {
    context.clearRect(0, 0, SIDE, SIDE);
    picture?.();
    context.strokeStyle = getComputedStyle(canvas).color;
    Object.assign(context, { lineWidth: PEN * SIDE, lineCap: 'round', lineJoin: 'round' });
    for (const stroke of strokes) {
      context.beginPath();
      context.moveTo(stroke[0].x * SIDE, stroke[0].y * SIDE);
      for (const { x, y } of stroke) context.lineTo(x * SIDE, y * SIDE);
      context.stroke();
    }
    if (keys.shown) paintPen();
  }
  function paintPen() {
    context.lineWidth = 3;
    context.beginPath();
    context.arc((keys.x / STEPS) * SIDE, (keys.y / STEPS) * SIDE, keys.down ? 8 : 12, 0, 7);
    context.strokeStyle = getComputedStyle(canvas).getPropertyValue('outline-color');
    context.stroke();
  }
  /** @param {Strokes} wanted */
  function set(wanted) {
    strokes = wanted;
    pointer.letGo();
    keys = { ...keys, down: false };
    changed();
  }
  const undo = () => set(strokes.slice(0, -1));

  const at = (/** @type {PointerEvent} */ { clientX, clientY }) => {
    const box = canvas.getBoundingClientRect();
    return { x: (clientX - box.left) / box.width, y: (clientY - box.top) / box.height };
  };
  const last = () => strokes[strokes.length - 1];
  const pointer = singlePointer(canvas, () => {
    strokes = [...strokes.slice(0, -1), thinned(last())];
    changed();
  });
  canvas.addEventListener('pointerdown', (event) => {
    if (event.button || pointer.busy) return;
    pointer.take(event);
    keys = { ...keys, down: false, shown: false };
    strokes = [...strokes, [at(event)]];
    changed();
  });
  canvas.addEventListener('pointermove', (event) => {
    if (!pointer.is(event) || !event.buttons) return;
    for (const part of event.getCoalescedEvents?.() ?? []) last().push(at(part));
    last().push(at(event));
    changed();
  });
  canvas.addEventListener('blur', () => {
    keys = { ...keys, down: false, shown: false };
    paint();
  });
  canvas.addEventListener('keydown', (event) => {
    const { key } = event;
    const known = key in MOVES || [' ', 'Backspace', 'Delete', 'Enter'].includes(key);
    if (!known || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (key in MOVES) move(MOVES[key]);
    else if (key === ' ') toggle();
    else if (key === 'Backspace') undo();
    else if (key === 'Delete') set([]);
    else onDone?.();
  });
  /** @param {[number, number]} step */
  function move([dx, dy]) {
    const within = (/** @type {number} */ value) => Math.min(STEPS - 1, Math.max(1, value));
    keys = { ...keys, x: within(keys.x + dx), y: within(keys.y + dy), shown: true };
    if (!keys.down) return paint();
    last().push(penPoint());
    changed();
  }
  function toggle() {
    keys = { ...keys, down: !keys.down, shown: true };
    if (keys.down) strokes = [...strokes, [penPoint()]];
    changed();
  }
  /** @returns {Point} */
  const penPoint = () => ({ x: keys.x / STEPS, y: keys.y / STEPS });
  addEventListener('themechange', paint);

  const button = (/** @type {string} */ text, /** @type {() => void} */ onclick) =>
    h('button', { type: 'button', class: 'quiet small', onclick }, text);
  return {
    element: h(
      'div',
      { class: 'draw' },
      canvas,
      h(
        'div',
        { class: 'row' },
        button('Undo stroke', undo),
        button('Clear', () => set([])),
      ),
    ),
    context,
    set,
    /** Begins anew over a picture. @param {() => void} painted */
    show(painted) {
      strokes = [];
      pointer.letGo();
      keys = { ...keys, down: false };
      picture = painted;
      paint();
    },
    get strokes() {
      return strokes;
    },
  };
}

/**
 * A field whose drawing is seen as ink by points, row by row, from 0 to `most`.
 *
 * @param {Grid} grid
 * @param {(ink: number[]) => void} onInk
 */
export function drawingField(grid, onInk) {
  const { width, height, most } = grid;
  const pad = drawingPad({
    onStrokes: (strokes) => onInk(Array.from(inkOf(strokes, grid))),
  });

  /** @param {number[]} ink */
  function paintInk(ink) {
    const { context } = pad;
    const [w, t] = [SIDE / width, SIDE / height];
    context.fillStyle = getComputedStyle(context.canvas).color;
    ink.forEach((value, i) => {
      context.globalAlpha = Math.min(1, value / most);
      context.fillRect((i % width) * w, Math.floor(i / width) * t, w, t);
    });
    context.globalAlpha = 1;
  }
  /** @param {number[]} ink */
  function show(ink) {
    pad.show(() => paintInk(ink));
    onInk(ink);
  }
  return { element: pad.element, show };
}
