// Drawing a part of the page anew, with the keys where they were.
// @ts-check

/**
 * The focus stays on the control with the same `data-key`, or goes to the one that its
 * `data-else` names where it is gone.
 *
 * @param {Element} place
 * @param {() => void} draw
 */
export function keepFocus(place, draw) {
  const held = /** @type {HTMLElement | null} */ (document.activeElement);
  const { key, else: other } = (held && place.contains(held) && held.dataset) || {};
  draw();
  if (key === undefined || held?.isConnected) return;
  const controls = /** @type {HTMLElement[]} */ ([...place.querySelectorAll('[data-key]')]);
  const next = [key, other].map((wanted) => controls.find(({ dataset }) => dataset.key === wanted));
  next.find(Boolean)?.focus({ preventScroll: true });
}
