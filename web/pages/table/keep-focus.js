// Drawing a part of the page anew under a user's hands: the focus and a press stay where they were.
// @ts-check

/** What a press takes effect on, when it is let go. */
const PRESSED = 'button, input';

/** @type {HTMLElement | null} what a pointer or the space bar is held down on */
let pressed = null;
/** It was drawn anew meanwhile: the browser forgets the press. */
let isNew = false;

/** @param {Event} event @returns {HTMLElement | null} */
const controlOf = ({ target }) => {
  const at = target instanceof Element ? target : document.documentElement;
  const control = at.closest('label')?.control ?? at.closest('[data-key]');
  return control?.matches(PRESSED) ? /** @type {HTMLElement} */ (control) : null;
};
/** @param {Event} event */
const press = (event) => {
  pressed = controlOf(event);
  isNew = false;
};
/** @param {Event} event */
const release = (event) => {
  if (isNew && pressed && pressed === controlOf(event)) pressed.click();
  pressed = null;
};
/** @param {(event: Event) => void} act @returns {(event: KeyboardEvent) => void} */
const bySpace = (act) => (event) => {
  if (event.key === ' ' && !event.repeat) act(event);
};
addEventListener('pointerdown', press, true);
addEventListener('pointerup', release, true);
addEventListener('pointercancel', () => (pressed = null), true);
addEventListener('keydown', bySpace(press), true);
addEventListener('keyup', bySpace(release), true);

/**
 * The focus stays on the control with the same `data-key`, or goes to the one that its
 * `data-else` names where it is gone. What was pressed before and is let go after takes effect.
 *
 * @param {Element} place
 * @param {() => void} draw
 */
export function keepFocus(place, draw) {
  const held = /** @type {HTMLElement | null} */ (document.activeElement);
  const { key, else: other } = (held && place.contains(held) && held.dataset) || {};
  draw();
  const controls = /** @type {HTMLElement[]} */ ([...place.querySelectorAll('[data-key]')]);
  /** @param {string | undefined} wanted */
  const find = (wanted) => controls.find(({ dataset }) => dataset.key === wanted);
  if (pressed && !pressed.isConnected) {
    pressed = find(pressed.dataset.key) ?? null;
    isNew = true;
  }
  if (key === undefined || held?.isConnected) return;
  (find(key) ?? find(other))?.focus({ preventScroll: true });
}
