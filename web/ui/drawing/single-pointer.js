// One pointer at a time on a field: other fingers, and the palm, wait until it is up.
// @ts-check

/**
 * @param {HTMLElement} field
 * @param {() => void} onLift it is up, or was taken away
 */
export function singlePointer(field, onLift) {
  /** @type {number | undefined} */
  let down;
  const lift = (/** @type {PointerEvent} */ { pointerId }) => {
    if (pointerId !== down) return;
    down = undefined;
    onLift();
  };
  field.addEventListener('pointerup', lift);
  field.addEventListener('pointercancel', lift);
  return {
    /** Whether it is down; one that was lost is not. */
    get busy() {
      return down !== undefined && field.hasPointerCapture(down);
    },
    /** @param {PointerEvent} event */
    take({ pointerId }) {
      down = pointerId;
      field.setPointerCapture(pointerId);
    },
    /** Whether it is the one that is down. @param {PointerEvent} event */
    is: ({ pointerId }) => pointerId === down,
    /** Whether another one is down. @param {PointerEvent} event */
    isOther: ({ pointerId }) => down !== undefined && pointerId !== down,
    /** What it did is over, though it may still be down. */
    letGo() {
      down = undefined;
    },
  };
}
