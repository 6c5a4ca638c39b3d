// The plane: regions below, points above; click, drag, or steer with the keys.
// @ts-check

import { h } from '../../ui/dom/dom.js';
import { singlePointer } from '../../ui/drawing/single-pointer.js';
import { isolated } from '../../ui/text/bidi.js';
import { bordersOf, freePlaces } from './borders.js';
import { codeOf, colourAt } from './colours.js';

/** @import { Point } from './presets.js' */

/** Places at which the model is asked, along each side. */
export const GRID = 96;
const SIDE = 720;
const NEAR = 0.05;
const STEP = 0.05;
/** Class colours in app.css order; a shape for each too, so that colour is not all that tells. */
export const TINTS = 8;
const SHAPES = ['circle', 'square', 'triangle', 'diamond'];
const MOVES = /** @type {Record<string, [number, number]>} */ ({
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, STEP],
  ArrowDown: [0, -STEP],
});

/** @typedef {{ points: Point[], classes: string[], colours: boolean }} Scene */
/** @typedef {{ classes: string[], best: Uint8Array, share: Float32Array, data: Float64Array }} Regions row by row from the top; `data`: the share of each class */

/** Where the model is asked: (x, y) of each place of the grid. */
export const places = Array.from({ length: GRID * GRID }, (_, i) => ({
  x: (((i % GRID) + 0.5) / GRID) * 2 - 1,
  y: 1 - ((Math.floor(i / GRID) + 0.5) / GRID) * 2,
}));

/**
 * @param {object} hooks
 * @param {(x: number, y: number) => void} hooks.onAdd
 * @param {(point: Point, x: number, y: number, first: boolean) => void} hooks.onMove
 * @param {(point: Point) => void} hooks.onRemove
 * @param {(x: number, y: number) => void} hooks.onPoint the pointer or the cross is here
 */
export function plane({ onAdd, onMove, onRemove, onPoint }) {
  const canvas = h('canvas', {
    width: SIDE,
    height: SIDE,
    class: 'plane',
    tabIndex: 0,
    role: 'application',
    'aria-label':
      'Plane of points. Arrow keys move the cross, space adds a point of the chosen class, Delete removes the nearest one.',
  });
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  const image = new OffscreenCanvas(GRID, GRID);
  const brush = /** @type {OffscreenCanvasRenderingContext2D} */ (image.getContext('2d'));
  /** @type {Scene} */
  let scene = { points: [], classes: [], colours: false };
  /** @type {Regions | undefined} */
  let regions;
  let cross = { x: 0, y: 0, shown: false };
  let due = false;

  const px = (/** @type {number} */ x) => ((x + 1) / 2) * SIDE;
  const py = (/** @type {number} */ y) => ((1 - y) / 2) * SIDE;

  function draw() {
    if (due) return;
    due = true;
    requestAnimationFrame(() => {
      due = false;
      paint();
    });
  }
  function paint() {
    const style = getComputedStyle(canvas);
    const tint = (/** @type {string} */ name) => {
      canvas.style.color = `var(${name})`; // a canvas needs what light-dark() comes to
      return style.color;
    };
    const tints = scene.classes.map((_, k) => tint(`--class-${k % TINTS}`));
    const [surface, ink] = [tint('--surface'), tint('--ink')];
    context.globalAlpha = 1;
    context.fillStyle = surface;
    context.fillRect(0, 0, SIDE, SIDE);
    paintRegions(tints);
    for (const point of scene.points) paintPoint(point, tints, surface, ink);
    if (regions && scene.colours) paintNames(regions);
    if (cross.shown) paintCross(ink);
  }
  /** @type {ImageData | undefined} */
  let hues;
  /** @param {string[]} tints */
  function paintRegions(tints) {
    if (scene.colours) hues ??= pictureOf((i) => [...colourAt(places[i]).map(whole), 255]);
    const shown = scene.colours
      ? hues
      : regions && shadesOf(regions, scene.classes, tints.map(rgbOf));
    if (shown) brush.putImageData(shown, 0, 0);
    else brush.clearRect(0, 0, GRID, GRID);
    context.imageSmoothingEnabled = true;
    context.drawImage(image, 0, 0, SIDE, SIDE);
    if (regions) paintBorders(regions);
  }
  /** @param {Regions} shown */
  function paintBorders(shown) {
    context.beginPath();
    const cell = SIDE / GRID;
    const at = (/** @type {number} */ place) => (place + 0.5) * cell;
    for (const [a, b, c, d] of bordersOf(shown, GRID)) line(at(a), at(b), at(c), at(d));
    context.lineWidth = 3;
    context.strokeStyle = '#ffffffcc';
    context.stroke();
    context.lineWidth = 1.5;
    context.strokeStyle = '#000000aa';
    context.stroke();
  }
  /** @param {Regions} shown */
  function paintNames(shown) {
    Object.assign(context, { font: '600 24px system-ui, sans-serif', textAlign: 'center' });
    Object.assign(context, { lineWidth: 5, strokeStyle: '#000000b0', fillStyle: '#fff' });
    const names = shown.classes.map((name) => isolated(name));
    const cells = (/** @type {string} */ name) =>
      (Math.min(context.measureText(name).width, SIDE / 4) * GRID) / SIDE;
    const sizes = names.map((name) => ({ width: cells(name), height: (38 * GRID) / SIDE }));
    for (const [k, { x, y }] of freePlaces(shown, GRID, sizes)) {
      const [left, base] = [((x + 0.5) * SIDE) / GRID, ((y + 0.5) * SIDE) / GRID + 8];
      context.strokeText(names[k], left, base, SIDE / 4);
      context.fillText(names[k], left, base, SIDE / 4);
    }
  }
  /** @param {Point} point @param {string[]} tints @param {string} surface @param {string} ink */
  function paintPoint(point, tints, surface, ink) {
    const k = scene.classes.indexOf(point.label);
    const [x, y, r] = [px(point.x), py(point.y), 9];
    context.beginPath();
    const shape = scene.colours ? 'circle' : SHAPES[k % SHAPES.length];
    if (shape === 'circle') context.arc(x, y, r, 0, 7);
    else if (shape === 'square') context.rect(x - 0.85 * r, y - 0.85 * r, 1.7 * r, 1.7 * r);
    else {
      const corners = shape === 'triangle' ? 3 : 4;
      for (let i = 0; i < corners; i++) {
        const turn = -Math.PI / 2 + (2 * Math.PI * i) / corners;
        context.lineTo(x + 1.2 * r * Math.cos(turn), y + 1.2 * r * Math.sin(turn));
      }
      context.closePath();
    }
    context.fillStyle = scene.colours ? codeOf(colourAt(point)) : (tints[k] ?? ink);
    context.fill();
    context.lineWidth = scene.colours ? 3 : 2;
    context.strokeStyle = scene.colours ? '#fff' : surface;
    context.stroke();
  }
  /** @param {string} ink */
  function paintCross(ink) {
    context.beginPath();
    const [x, y] = [px(cross.x), py(cross.y)];
    line(x - 20, y, x + 20, y);
    line(x, y - 20, x, y + 20);
    context.lineWidth = 3;
    context.strokeStyle = scene.colours ? '#fff' : ink;
    context.stroke();
  }
  /** @param {number} a @param {number} b @param {number} c @param {number} d */
  function line(a, b, c, d) {
    context.moveTo(a, b);
    context.lineTo(c, d);
  }

  const at = (/** @type {PointerEvent} */ { clientX, clientY }) => {
    const box = canvas.getBoundingClientRect();
    const within = (/** @type {number} */ value) => Math.min(0.99, Math.max(-0.99, value));
    return {
      x: within(((clientX - box.left) / box.width) * 2 - 1),
      y: within(1 - ((clientY - box.top) / box.height) * 2),
    };
  };
  /** @param {{ x: number, y: number }} place */
  function nearest({ x, y }, reach = Infinity) {
    /** @type {Point | undefined} */
    let found;
    let least = reach;
    for (const point of scene.points) {
      const away = Math.hypot(point.x - x, point.y - y);
      if (away < least) [found, least] = [point, away];
    }
    return found;
  }
  /** @type {Point | undefined} */
  let held;
  const pointer = singlePointer(canvas, () => {
    held = undefined;
  });
  let moved = false;
  let added = false;
  canvas.addEventListener('pointerdown', (event) => {
    if (pointer.busy) return;
    added = false;
    if (event.button) return;
    cross = { ...cross, shown: false };
    pointer.take(event);
    const place = at(event);
    held = nearest(place, event.pointerType === 'touch' ? 1.6 * NEAR : NEAR);
    moved = false;
    added = !held;
    if (added) onAdd(place.x, place.y);
  });
  canvas.addEventListener('pointermove', (event) => {
    if (pointer.isOther(event)) return;
    const place = at(event);
    onPoint(place.x, place.y);
    if (!held || !event.buttons) return;
    if (!moved && Math.hypot(held.x - place.x, held.y - place.y) < 0.015) return;
    onMove(held, place.x, place.y, !moved);
    held = nearest(place);
    moved = true;
  });
  canvas.addEventListener('contextmenu', (event) => {
    event.preventDefault();
    pointer.letGo();
    held = undefined;
    const point = nearest(at(event), 1.6 * NEAR);
    if (point && !added) onRemove(point); // a slow tap adds: it takes nothing away
  });
  canvas.addEventListener('blur', () => {
    cross = { ...cross, shown: false };
    draw();
  });
  canvas.addEventListener('keydown', (event) => {
    const { key } = event;
    const known = key in MOVES || [' ', 'Enter', 'Delete', 'Backspace'].includes(key);
    if (!known || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (!(key in MOVES)) {
      const point = nearest(cross, 0.3);
      if (key === ' ' || key === 'Enter') onAdd(cross.x, cross.y);
      else if (point) onRemove(point);
      return;
    }
    const within = (/** @type {number} */ value) => Math.min(0.95, Math.max(-0.95, value));
    const [dx, dy] = MOVES[key];
    cross = { x: within(cross.x + dx), y: within(cross.y + dy), shown: true };
    onPoint(cross.x, cross.y);
    draw();
  });
  addEventListener('themechange', draw);

  return {
    element: canvas,
    /** @param {Scene} now */
    showPoints(now) {
      scene = now;
      draw();
    },
    /** @param {Regions | undefined} now */
    showRegions(now) {
      regions = now;
      draw();
    },
  };
}

const whole = (/** @type {number} */ share) => 255 * share;

/** @param {(place: number) => number[]} colour red, green, blue and opacity, to 255 */
function pictureOf(colour) {
  const picture = new ImageData(GRID, GRID);
  for (let i = 0; i < GRID * GRID; i++) picture.data.set(colour(i), 4 * i);
  return picture;
}

/** The colour of each region, fainter where it is less sure. */
/** @param {Regions} regions @param {string[]} names of the colours @param {number[][]} colours */
function shadesOf({ classes, best, share }, names, colours) {
  const least = 1 / classes.length;
  const known = classes.map((name) => colours[names.indexOf(name)] ?? [128, 128, 128]);
  return pictureOf((i) => {
    const [r, g, b] = known[best[i]];
    return [r, g, b, 30 + 110 * Math.max(0, (share[i] - least) / (1 - least))];
  });
}

/** @param {string} colour as getComputedStyle has it */
function rgbOf(colour) {
  const numbers = colour.match(/[\d.]+/g)?.map(Number) ?? [0, 0, 0];
  const whole = colour.startsWith('color(') ? 255 : 1;
  return numbers.slice(0, 3).map((value) => value * whole);
}
