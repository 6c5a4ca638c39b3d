// Drawings as strokes of a pen, and as the points of ink that a model sees.
// @ts-check

/** @typedef {{ x: number, y: number }} Point from 0 to 1 */
/** @typedef {Point[][]} Strokes */

/**
 * @typedef {object} Grid
 * @property {number} width @property {number} height points
 * @property {number} most the ink of a point that is all covered
 * @property {number} [fill] share of the side that the drawing fills; it is centred
 * @property {number} [pen] its width, as a share of the side
 * @property {boolean} [byMass] the middle of the ink is centred, not that of its box
 */

/** @typedef {{ x: number, y: number, zoom: number, pen: number }} Shake shifts as shares of the side */

const STILL = { x: 0, y: 0, zoom: 1, pen: 1 };
/** A coarse grid is averaged over this many finer points along each side. */
const FINE = 4;
const COARSE = 16;

/** @param {Strokes} strokes */
export function boxOf(strokes) {
  const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const { x, y } of strokes.flat()) {
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x);
    box.top = Math.min(box.top, y);
    box.bottom = Math.max(box.bottom, y);
  }
  return box;
}

/**
 * Ink by points, row by row: the drawing is brought to one size and centred.
 *
 * @param {Strokes} strokes @param {Grid} grid @param {Shake} [shake]
 */
export function inkOf(
  strokes,
  { width, height, most, fill = 1, pen = 0.11, byMass = false },
  shake = STILL,
) {
  const fine = Math.max(width, height) < COARSE ? FINE : 1;
  const [w, t] = [width * fine, height * fine];
  const ink = new Float32Array(width * height);
  if (!strokes.length) return ink;
  const thick = pen * t * shake.pen;
  const { left, right, top, bottom } = boxOf(strokes);
  const room = fill * t - pen * t;
  const scale = (shake.zoom * room) / Math.max(bottom - top, (right - left) * (t / w), 0.1);
  const middle = byMass ? middleOf(strokes) : { x: (left + right) / 2, y: (top + bottom) / 2 };
  const place = (/** @type {Point} */ { x, y }) => ({
    x: w / 2 + (x - middle.x) * scale + shake.x * w,
    y: t / 2 + (y - middle.y) * scale + shake.y * t,
  });
  const covered = fine === 1 ? ink : new Float32Array(w * t);
  for (const stroke of strokes) {
    const points = stroke.map(place);
    for (let i = 0; i < points.length; i++) {
      cover(covered, w, t, points[Math.max(i - 1, 0)], points[i], thick / 2);
    }
  }
  if (fine > 1) {
    covered.forEach((share, i) => {
      const row = Math.floor(i / w / fine);
      ink[row * width + Math.floor((i % w) / fine)] += share / fine ** 2;
    });
  }
  return ink.map((share) => share * most);
}

/** Where the ink has its centre of mass. @param {Strokes} strokes @returns {Point} */
function middleOf(strokes) {
  const sum = { x: 0, y: 0, length: 0 };
  for (const stroke of strokes) {
    stroke.forEach((b, i) => {
      const a = stroke[Math.max(i - 1, 0)];
      const length = Math.hypot(b.x - a.x, b.y - a.y) + 1e-6;
      sum.x += (length * (a.x + b.x)) / 2;
      sum.y += (length * (a.y + b.y)) / 2;
      sum.length += length;
    });
  }
  return { x: sum.x / sum.length, y: sum.y / sum.length };
}

/** @param {Float32Array} out @param {number} w @param {number} t @param {Point} a @param {Point} b @param {number} radius */
function cover(out, w, t, a, b, radius) {
  const reach = radius + 1;
  const from = (/** @type {number} */ p, /** @type {number} */ q) =>
    Math.max(0, Math.floor(Math.min(p, q) - reach));
  const to = (/** @type {number} */ p, /** @type {number} */ q, /** @type {number} */ end) =>
    Math.min(end - 1, Math.ceil(Math.max(p, q) + reach));
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = dx * dx + dy * dy || 1;
  for (let y = from(a.y, b.y); y <= to(a.y, b.y, t); y++) {
    for (let x = from(a.x, b.x); x <= to(a.x, b.x, w); x++) {
      const [px, py] = [x + 0.5 - a.x, y + 0.5 - a.y];
      const along = Math.min(1, Math.max(0, (px * dx + py * dy) / length));
      const share = 0.5 + radius - Math.hypot(px - along * dx, py - along * dy);
      if (share > out[y * w + x]) out[y * w + x] = Math.min(1, share);
    }
  }
}

/**
 * The same drawing by a less steady hand: turned, slanted, stretched and bent a little.
 *
 * @param {Strokes} strokes @param {() => number} random
 * @returns {{ strokes: Strokes, shake: Shake }}
 */
export function redrawn(strokes, random) {
  const within = (/** @type {number} */ most) => (2 * random() - 1) * most;
  const [turn, slant] = [within(0.25), within(0.5)];
  const [wide, high] = [1 + within(0.25), 1 + within(0.2)];
  const [bend, waves, phases] = [0.03, [3 + 3 * random(), 3 + 3 * random()], [random(), random()]];
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const move = (/** @type {Point} */ { x, y }) => {
    const u = wide * (x - 0.5 + slant * (y - 0.5)) + bend * Math.sin(waves[0] * y + 7 * phases[0]);
    const v = high * (y - 0.5) + bend * Math.sin(waves[1] * x + 7 * phases[1]);
    return { x: 0.5 + cos * u - sin * v, y: 0.5 + sin * u + cos * v };
  };
  return {
    strokes: strokes.map((stroke) => stroke.map(move)),
    shake: { x: within(0.035), y: within(0.035), zoom: 1 + within(0.08), pen: 1 + within(0.3) },
  };
}

/** Fewer points where the pen went straight. @param {Point[]} stroke @param {number} least */
export function thinned(stroke, least = 0.008) {
  const kept = [stroke[0]];
  for (const point of stroke.slice(1, -1)) {
    const last = kept[kept.length - 1];
    if (Math.hypot(point.x - last.x, point.y - last.y) >= least) kept.push(point);
  }
  return stroke.length > 1 ? [...kept, stroke[stroke.length - 1]] : kept;
}

/** Whether a value of a file is a drawing. @param {any} value @returns {value is Strokes} */
export const isDrawing = (value) =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.length <= 200 &&
  value.every(
    (stroke) =>
      Array.isArray(stroke) &&
      stroke.length > 0 &&
      stroke.length <= 2000 &&
      stroke.every((point) => Number.isFinite(point?.x) && Number.isFinite(point?.y)),
  );

const MOST_POINTS = 32;

/**
 * How a model sees drawings, if that is what a file says and it fits the model.
 *
 * @param {any} value @param {number} size numbers that the model takes
 * @returns {Grid | undefined}
 */
export function gridIn(value, size) {
  const { width, height, most, fill, pen, byMass } = value ?? {};
  const sound =
    [width, height].every((side) => Number.isInteger(side) && side > 0 && side <= MOST_POINTS) &&
    width * height === size &&
    most > 0;
  const share = (/** @type {unknown} */ part) =>
    typeof part === 'number' && part > 0 && part <= 1 ? part : undefined;
  return sound
    ? { width, height, most, fill: share(fill), pen: share(pen), byMass: byMass === true }
    : undefined;
}
