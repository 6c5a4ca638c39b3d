// Drawings that stand side by side in one field, told apart.
// @ts-check
import { boxOf } from '../../ui/drawing/strokes.js';

/** @import { Strokes } from '../../ui/drawing/strokes.js' */

/** The least room between two drawings, as a share of the field. */
const GAP = 0.02;

/**
 * What stands one above the other belongs together, as the dot of an i; what stands beside, does not.
 *
 * @param {Strokes} strokes @returns {Strokes[]} from left to right
 */
export function sideBySide(strokes) {
  const placed = strokes
    .map((stroke) => ({ stroke, ...boxOf([stroke]) }))
    .sort((a, b) => a.left - b.left);
  /** @type {{ strokes: Strokes, right: number }[]} */
  const found = [];
  for (const { stroke, left, right } of placed) {
    const last = found.at(-1);
    if (last && left < last.right + GAP) {
      last.strokes.push(stroke);
      last.right = Math.max(last.right, right);
    } else found.push({ strokes: [stroke], right });
  }
  return found.map(({ strokes: one }) => one);
}
