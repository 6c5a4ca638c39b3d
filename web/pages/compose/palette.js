// The bricks to choose from: a click adds one to the active chain, or it is dragged to its place.
// @ts-check
import { byId, h, replace } from '../../ui/dom/dom.js';
import { brick, KINDS, ROLES } from './bricks.js';
import { startDrag } from './dragging.js';

/** @param {(kind: string) => void} add */
export function showPalette(add) {
  const roles = /** @type {(keyof typeof ROLES)[]} */ (Object.keys(ROLES));
  replace(
    byId('palette'),
    roles.map((role) =>
      h(
        'div',
        {},
        h('h3', {}, ROLES[role]),
        h(
          'div',
          { class: 'chips' },
          Object.keys(KINDS)
            .filter((kind) => KINDS[kind].role === role)
            .map((kind) => kindButton(kind, add)),
        ),
      ),
    ),
  );
}

/** @param {string} kind @param {(kind: string) => void} add */
function kindButton(kind, add) {
  const { name, about, role } = KINDS[kind];
  const tell = () => {
    byId('brick-about').textContent = `${name}: ${about}`;
  };
  const button = h(
    'button',
    {
      type: 'button',
      class: `quiet small ${role}`,
      draggable: true,
      title: about,
      'aria-label': `Add ${name}`,
      onfocus: tell,
      onpointerenter: tell,
      onclick: () => add(kind),
    },
    name,
  );
  button.addEventListener('dragstart', (event) => startDrag(event, { brick: brick(kind) }));
  return button;
}
