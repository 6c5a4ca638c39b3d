// What every page has: the theme and the menu.
// @ts-check
import { boundFields } from './field-bounds.js';
import { explainTerms } from './terms.js';
import { bindTheme } from './theme.js';

/** @type {Promise<unknown>[]} */
const made = [];

/** The page comes into view when this is there, too. @param {Promise<unknown>} part */
export const shownWith = (part) => made.push(part);

export function bindFrame() {
  document.documentElement.dataset.runs = ''; // load-errors.js need not care any more
  bindTheme();
  boundFields();
  explainTerms();
  // what the page's module makes before the next frame comes into view in one piece
  requestAnimationFrame(async () => {
    await Promise.allSettled(made);
    document.querySelector('main')?.removeAttribute('data-building');
  });
  document.querySelector('.skip')?.addEventListener('click', (event) => {
    event.preventDefault(); // the address may hold a model
    const main = /** @type {HTMLElement} */ (document.querySelector('main'));
    main.tabIndex = -1;
    main.focus();
  });
  const menus = () => document.querySelectorAll('nav details[open]');
  addEventListener('click', ({ target }) => {
    for (const menu of menus()) if (!menu.contains(/** @type {Node} */ (target))) close(menu);
  });
  addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape') return;
    for (const menu of menus()) {
      if (menu.contains(document.activeElement)) menu.querySelector('summary')?.focus();
      close(menu);
    }
  });
}

/** @param {Element} menu */
const close = (menu) => menu.removeAttribute('open');
