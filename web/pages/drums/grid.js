// The bar in work as a table of buttons: mouse, finger, arrow keys.
// @ts-check
import { h, replace } from '../../ui/dom/dom.js';
import { ACCENT, DRUMS, place, SOFT, STEPS } from './bars.js';

/** @import { Bar } from './bars.js' */

const FAR = STEPS - 1;

/** @param {number} velocity */
const loudness = (velocity) =>
  !velocity
    ? 'off'
    : velocity <= (SOFT + 100) / 2
      ? 'soft'
      : velocity < ACCENT - 10
        ? 'on'
        : 'loud';

export class Grid {
  /** @type {HTMLButtonElement[]} */
  #cells = [];
  #lit = -1;

  /**
   * @param {Element} root
   * @param {{ onCell: (step: number, drum: number) => void, onPad: (drum: number) => void }} actions
   */
  constructor(root, { onCell, onPad }) {
    const body = DRUMS.map(({ name }, drum) =>
      h(
        'tr',
        {},
        h('th', { scope: 'row' }, pad(name, drum, onPad)),
        Array.from({ length: STEPS }, (_, step) => {
          const cell = h('button', {
            type: 'button',
            class: 'step',
            tabIndex: step || drum ? -1 : 0,
            'aria-label': `${name}, step ${step + 1}`,
            onclick: () => onCell(step, drum),
          });
          this.#cells[place(step, drum)] = cell;
          return h('td', { class: step % 4 ? undefined : 'beat' }, cell);
        }),
      ),
    );
    const beats = [1, 2, 3, 4].map((beat) =>
      h('th', { scope: 'colgroup', colSpan: STEPS / 4, class: 'beat' }, beat),
    );
    const table = h(
      'table',
      { class: 'steps' },
      h('caption', { class: 'visually-hidden' }, 'Steps of the bar: arrow keys move, space hits'),
      h('thead', {}, h('tr', {}, h('td', {}), beats)),
      h('tbody', {}, body),
    );
    table.addEventListener('keydown', (event) => this.#move(event));
    table.addEventListener('focusin', ({ target }) => {
      if (this.#cells.includes(/** @type {HTMLButtonElement} */ (target))) this.#hold(target);
    });
    replace(root, table);
  }

  /** @param {Bar} bar */
  show(bar) {
    this.#cells.forEach((cell, i) => {
      const state = loudness(bar[i]);
      if (cell.dataset.state === state) return;
      cell.dataset.state = state;
      cell.setAttribute('aria-pressed', String(state !== 'off'));
      if (state === 'off' || state === 'on') cell.removeAttribute('aria-description');
      else cell.setAttribute('aria-description', state);
    });
  }

  /** @param {number} step that is heard now; −1 for none */
  light(step) {
    if (step === this.#lit) return;
    for (let drum = 0; drum < DRUMS.length; drum++) {
      this.#cells[place(this.#lit, drum)]?.classList.remove('now');
      this.#cells[place(step, drum)]?.classList.add('now');
    }
    this.#lit = step;
  }

  /** @param {unknown} target the one cell that Tab comes to */
  #hold(target) {
    for (const cell of this.#cells) cell.tabIndex = cell === target ? 0 : -1;
  }

  /** @param {KeyboardEvent} event */
  #move(event) {
    const at = this.#cells.indexOf(/** @type {HTMLButtonElement} */ (event.target));
    if (at < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const [step, drum] = [Math.floor(at / DRUMS.length), at % DRUMS.length];
    const last = DRUMS.length - 1;
    /** @type {Record<string, [number, number]>} */
    const to = {
      ArrowLeft: [Math.max(0, step - 1), drum],
      ArrowRight: [Math.min(FAR, step + 1), drum],
      ArrowUp: [step, Math.max(0, drum - 1)],
      ArrowDown: [step, Math.min(last, drum + 1)],
      Home: [0, drum],
      End: [FAR, drum],
    };
    const next = to[event.key];
    if (!next) return;
    event.preventDefault();
    this.#cells[place(...next)].focus();
  }
}

/** @param {string} name @param {number} drum @param {(drum: number) => void} onPad */
function pad(name, drum, onPad) {
  const button = h(
    'button',
    { type: 'button', class: 'pad quiet', 'aria-keyshortcuts': drum + 1, title: 'Hear it' },
    h('span', { class: 'key' }, drum + 1),
    h('span', {}, name),
  );
  button.addEventListener('pointerdown', () => onPad(drum));
  button.addEventListener('click', ({ detail }) => {
    if (!detail) onPad(drum); // by keyboard; a pointer has been heard already
  });
  return button;
}
