// The pictures the page starts with, painted by itself: patterns in any colour, size and slant.
// @ts-check
import { seeded } from '../../ui/data/seeded-random.js';
import { pixelsOf } from './canvas.js';

/** @import { SampleClass } from '../../ui/samples/sample-cards.js' */
/** @import { Picture } from './pixels.js' */

const SIDE = 96;
const EACH = 12;

/** @typedef {OffscreenCanvasRenderingContext2D} Brush */

/** What is painted, on a field of −1 to 1 and beyond. */
const PATTERNS = /** @type {Record<string, (brush: Brush, step: number) => void>} */ ({
  Stripes(brush, step) {
    for (let x = -2; x < 2; x += step) brush.fillRect(x, -2, step / 2, 4);
  },
  Dots(brush, step) {
    for (let x = -2; x < 2; x += step) {
      for (let y = -2; y < 2; y += step) {
        brush.beginPath();
        brush.arc(x, y, 0.3 * step, 0, 7);
        brush.fill();
      }
    }
  },
  Rings(brush, step) {
    brush.lineWidth = step / 3;
    for (let r = step / 2; r < 2; r += step / 1.4) {
      brush.beginPath();
      brush.arc(0, 0, r, 0, 7);
      brush.stroke();
    }
  },
  Checks(brush, step) {
    for (let i = -12; i < 12; i++) {
      for (let j = -12; j < 12; j++) {
        if ((i + j) % 2) brush.fillRect((i * step) / 1.6, (j * step) / 1.6, step / 1.6, step / 1.6);
      }
    }
  },
});

/** @param {string} name of the pattern @param {() => number} random */
function painted(name, random) {
  const brush = /** @type {Brush} */ (new OffscreenCanvas(SIDE, SIDE).getContext('2d'));
  const hue = 360 * random();
  const other = hue + 90 + 180 * random();
  const light = random() < 0.5;
  brush.fillStyle = `hsl(${hue} 60% ${light ? 82 : 22}%)`;
  brush.fillRect(0, 0, SIDE, SIDE);
  brush.translate(SIDE * (0.35 + 0.3 * random()), SIDE * (0.35 + 0.3 * random()));
  brush.scale(SIDE / 2, SIDE / 2);
  brush.rotate(7 * random());
  brush.fillStyle = `hsl(${other} 70% ${light ? 35 : 68}%)`;
  brush.strokeStyle = brush.fillStyle;
  PATTERNS[name](brush, 0.32 + 0.18 * random());
  return pixelsOf(brush.canvas, SIDE, SIDE);
}

/** One class after the other, as they are painted. @returns {Generator<SampleClass<Picture>>} */
export function* starter() {
  const random = seeded(1);
  for (const name of Object.keys(PATTERNS)) {
    const samples = Array.from({ length: EACH }, (_, i) => ({
      pixels: painted(name, random),
      group: `painted ${i}`,
    }));
    yield { name, samples };
  }
}

/** Whether a picture is one of those. @param {Picture} picture */
export const isPainted = ({ group }) => /^painted \d+$/.test(group);

let seed = 100;

/** A picture of a pattern that the model has not seen. */
export function another() {
  const random = seeded(seed++);
  const names = Object.keys(PATTERNS);
  return painted(names[Math.floor(random() * names.length)], random);
}
