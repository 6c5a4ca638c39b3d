// What is being dragged: known to this page alone, and never read from what is dropped.
// @ts-check

/** @import { Brick } from './bricks.js' */

/** @typedef {{ brick: Brick, lane?: string, place?: number }} Dragged where it comes from, unless it is a new one */

/** @type {Dragged | undefined} */
let now;

addEventListener('dragend', () => {
  now = undefined;
});

/** @param {DragEvent} event @param {Dragged} what */
export function startDrag(event, what) {
  now = what;
  event.dataTransfer?.setData('text/plain', ''); // without data some browsers do not drag
  if (event.dataTransfer) event.dataTransfer.effectAllowed = 'copyMove';
}

export const dragging = () => now;

/** The place in a list that a pointer is at: before the first brick whose middle is past it. */
/** @param {Element} list @param {{ clientX: number, clientY: number }} pointer */
export function placeUnder(list, { clientX, clientY }) {
  const bricks = [...list.querySelectorAll('.brick')].map((one) => one.getBoundingClientRect());
  const wide = bricks.length > 1 && bricks[1].left > bricks[0].left;
  const place = bricks.findIndex((box) =>
    wide
      ? clientY < box.top || (clientY <= box.bottom && clientX < box.left + box.width / 2)
      : clientY < box.top + box.height / 2,
  );
  return place < 0 ? bricks.length : place;
}
