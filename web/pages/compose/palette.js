// The bricks that fit the active chain: a click adds one, or it is dragged to its place.
// @ts-check
import { byId, h, replace } from '../../ui/dom/dom.js';
import { brick, KINDS, ROLES } from './bricks.js';
import { startDrag } from './dragging.js';

/**
 * @param {string[]} kinds that fit @param {(kind: string) => void} add
 */
export function showPalette(kinds, add) {
  const place = byId('palette');
  const key = kinds.join();
  if (place.dataset.kinds === key) return; // the focus may be on one, or one is being dragged
  const focused = place.contains(document.activeElement)
    ? document.activeElement?.getAttribute('aria-label')
    : undefined;
  place.dataset.kinds = key;
  const roles = /** @type {(keyof typeof ROLES)[]} */ (Object.keys(ROLES));
  replace(
    place,
    roles.map((role) => {
      const those = kinds.filter((kind) => KINDS[kind].role === role);
      return (
        those.length > 0 &&
        h(
          'div',
          {},
          h('h3', {}, ROLES[role]),
          those.map((kind) => kindButton(kind, add)),
        )
      );
    }),
  );
  if (focused === undefined) return;
  const buttons = [...place.querySelectorAll('button')];
  (buttons.find((one) => one.getAttribute('aria-label') === focused) ?? buttons[0])?.focus();
}

/**
 * The same beside a chain, by their names alone: there one works.
 *
 * @param {HTMLElement} place @param {string[]} kinds @param {string} lane @param {(kind: string) => void} add
 */
export function showOffers(place, kinds, lane, add) {
  const key = kinds.join();
  if (place.dataset.kinds === key) return;
  const within = place.contains(document.activeElement);
  place.dataset.kinds = key;
  replace(
    place,
    kinds.map((kind) => {
      const { name, about, role } = KINDS[kind];
      const button = h(
        'button',
        { type: 'button', class: `quiet small ${role}`, draggable: true, title: about },
        name,
      );
      button.setAttribute('aria-label', `${name}, into chain ${lane}`);
      button.addEventListener('click', () => add(kind));
      button.addEventListener('dragstart', (event) => startDrag(event, { brick: brick(kind) }));
      return button;
    }),
  );
  if (within) place.querySelector('button')?.focus();
}

/** @param {string} kind @param {(kind: string) => void} add */
function kindButton(kind, add) {
  const { name, about, role } = KINDS[kind];
  const button = h(
    'button',
    {
      type: 'button',
      class: `quiet small ${role}`,
      draggable: true,
      'aria-label': `Add ${name}`,
      'aria-describedby': `about-${kind}`,
      onclick: () => add(kind),
    },
    name,
  );
  button.addEventListener('dragstart', (event) => startDrag(event, { brick: brick(kind) }));
  return h(
    'p',
    { class: 'offer-brick' },
    button,
    h('span', { class: 'muted', id: `about-${kind}` }, about),
  );
}
