// The class of the next point: one of a few, by click or by the arrow keys.
// @ts-check
import { byId, h, replace } from '../../ui/dom/dom.js';
import { codeOf } from './colours.js';
import { TINTS } from './plane.js';

/** @import { Scene } from './plane.js' */
/** @import { Point } from './presets.js' */

/**
 * @param {Scene & { chosen: string }} state
 * @param {(name: string) => void} choose
 */
export function showClasses({ points, classes, colours, chosen }, choose) {
  const focused = document.activeElement?.parentElement === byId('classes');
  const coloured = colours ? points : [];
  replace(
    byId('classes'),
    classes.map((name, k) => {
      const swatch = h('span', { class: 'swatch', 'aria-hidden': 'true' });
      swatch.style.setProperty('--swatch', swatchOf(coloured, name, k));
      const on = name === chosen;
      return h(
        'button',
        {
          type: 'button',
          role: 'radio',
          class: 'quiet small choice',
          'aria-checked': String(on),
          tabIndex: on ? 0 : -1,
          onclick: () => choose(name),
          onkeydown: (/** @type {KeyboardEvent} */ event) => {
            const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
            if (!step) return;
            event.preventDefault();
            choose(classes[(k + step + classes.length) % classes.length]);
          },
        },
        swatch,
        name,
      );
    }),
  );
  if (focused)
    /** @type {HTMLElement} */ (byId('classes').querySelector('[tabindex="0"]'))?.focus();
}

/** @param {Point[]} coloured @param {string} name @param {number} k */
function swatchOf(coloured, name, k) {
  const colour = coloured.find(({ label }) => label === name)?.colour;
  return colour ? codeOf(colour) : `var(--class-${k % TINTS})`;
}
