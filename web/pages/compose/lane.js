// One chain as it is seen: bricks in a row, moved by drag or by keys, each with what it took.
// @ts-check
import { byId, h, replace } from '../../ui/dom/dom.js';
import { count, duration, percent, size } from '../../ui/text/format.js';
import { KINDS } from './bricks.js';
import { check, compile, fitting, isSound, python, stepsOf } from './chain.js';
import { dragging, placeUnder, startDrag } from './dragging.js';
import { showOffers } from './palette.js';

/** @import { Brick, Flow } from './bricks.js' */
/** @import { Result } from './trial.js' */

/** @typedef {{ change: (lane: string, bricks: Brick[], said?: string) => void, drop: (lane: string, place: number) => void, copy: (lane: string) => void, add: (kind: string, lane: string) => void }} Handlers */

export class Lane {
  #name;
  #handlers;
  #list;
  #offers = h('div', { class: 'chips', role: 'group' });
  #whole = h('p', { class: 'wrong', role: 'status' });
  #score = h('strong');
  #code = h('code');
  /** @type {Brick[]} */
  #bricks = [];

  /** @param {string} name A or B @param {Handlers} handlers */
  constructor(name, handlers) {
    this.#name = name;
    this.#handlers = handlers;
    this.#list = h('ol', { class: 'bricks', 'aria-label': `Bricks of chain ${name}` });
    const other = name === 'A' ? 'B' : 'A';
    replace(
      byId(`lane-${name}`),
      h(
        'div',
        { class: 'row spread' },
        h('h2', { id: `title-${name}` }, `Chain ${name}`),
        h('span', { class: 'score' }, this.#score),
        h(
          'button',
          { type: 'button', class: 'quiet small', onclick: () => handlers.copy(name) },
          `Copy to ${other}`,
        ),
      ),
      this.#list,
      h('div', { class: 'row offers' }, h('span', { class: 'muted' }, 'Fits here:'), this.#offers),
      this.#whole,
      h(
        'details',
        {},
        h('summary', {}, 'As Python'),
        h(
          'pre',
          { tabIndex: 0, role: 'region', 'aria-label': `Chain ${name} as Python` },
          this.#code,
        ),
      ),
    );
    this.#offers.setAttribute('aria-label', `Bricks that fit chain ${name}`);
    this.#bindDrops();
  }

  #bindDrops() {
    const list = this.#list;
    list.addEventListener('dragover', (event) => {
      if (!dragging()) return;
      event.preventDefault();
      const place = placeUnder(list, event);
      [...list.children].forEach((child, i) => {
        child.classList.toggle('before', i === place);
      });
      list.classList.add('over');
    });
    const leave = () => {
      list.classList.remove('over');
      for (const child of list.children) child.classList.remove('before');
    };
    list.addEventListener('dragleave', leave);
    list.addEventListener('drop', (event) => {
      event.preventDefault();
      leave();
      if (dragging()) this.#handlers.drop(this.#name, placeUnder(list, event));
    });
  }

  /** @param {Brick[]} bricks @param {Flow} given @param {Result | undefined} result */
  show(bricks, given, result) {
    this.#bricks = bricks;
    const focus = this.#focused();
    const { bricks: wrong, whole } = check(bricks, given);
    replace(
      this.#list,
      bricks.map((brick, i) => this.#brick(brick, i, wrong[i])),
      h('li', { class: 'end', 'aria-hidden': 'true' }, bricks.length ? '' : 'Drop a brick here'),
    );
    showOffers(this.#offers, fitting(bricks, given), this.#name, (kind) =>
      this.#handlers.add(kind, this.#name),
    );
    const mistakes = wrong.filter(Boolean).length;
    this.#whole.textContent = whole ?? (mistakes ? 'It is trained once all bricks fit.' : '');
    this.#code.textContent = isSound(bricks, given) ? python(compile(bricks)) : '# not whole yet';
    this.showResult(result);
    if (focus) this.#focus(focus);
  }

  /** @param {Result | undefined} result */
  showResult(result) {
    const holdout = result?.holdout;
    this.#score.textContent = holdout
      ? `${percent(holdout.accuracy, 1)} of ${holdout.n} new rows right`
      : '';
    const steps = stepsOf(this.#bricks);
    this.#bricks.forEach((_, i) => {
      const stage = result?.summary.stages?.[steps[i]];
      const shared = steps[i] === steps[i + 1]; // what a refiner joins is trained within it
      const text = !stage
        ? ''
        : shared
          ? 'trained within the refiner'
          : [
              duration(stage.fit_seconds + stage.transform_seconds),
              ...(stage.bytes > 100 ? [`${size(stage.bytes)} in memory`] : []),
              ...(stage.columns ? [count(stage.columns, 'column')] : []),
            ].join(' · ');
      const place = this.#list.children[i]?.querySelector('.took');
      if (place) place.textContent = text;
    });
  }

  /** @param {Brick} brick @param {number} i @param {string | undefined} wrong */
  #brick(brick, i, wrong) {
    const { name, role, settings } = KINDS[brick.kind];
    const here = `${name}, brick ${i + 1} of ${this.#bricks.length}`;
    const button = (
      /** @type {string} */ text,
      /** @type {string} */ label,
      /** @type {string} */ part,
      /** @type {() => void} */ onclick,
      disabled = false,
    ) =>
      h(
        'button',
        {
          type: 'button',
          class: 'icon',
          'aria-label': `${label} ${here}`,
          dataset: { part },
          onclick,
          disabled,
        },
        text,
      );
    const element = h(
      'li',
      { class: `brick ${role}${wrong ? ' misfit' : ''}`, draggable: true },
      h(
        'div',
        { class: 'head' },
        h('strong', {}, name),
        button('‹', 'Move to the left:', 'left', () => this.#move(i, -1), i === 0),
        button(
          '›',
          'Move to the right:',
          'right',
          () => this.#move(i, 1),
          i === this.#bricks.length - 1,
        ),
        button('×', 'Take out', 'out', () => this.#remove(i)),
      ),
      settings.map((setting) => this.#setting(brick, i, setting)),
      h('p', { class: 'took muted' }),
      wrong && h('p', { class: 'wrong' }, wrong),
    );
    element.addEventListener('dragstart', (event) =>
      startDrag(event, { lane: this.#name, place: i, brick }),
    );
    element
      .querySelector('.head')
      ?.addEventListener('keydown', (event) => this.#key(/** @type {KeyboardEvent} */ (event), i));
    return element;
  }

  /** @param {Brick} brick @param {number} i @param {import('./bricks.js').Setting} setting */
  #setting(brick, i, { name, label, values }) {
    const select = h(
      'select',
      {
        dataset: { part: name },
        'aria-label': `${label}: ${KINDS[brick.kind].name}, brick ${i + 1}`,
        onchange: () => {
          const value = values[select.selectedIndex];
          const next = this.#bricks.map((one, place) =>
            place === i ? { ...one, set: { ...one.set, [name]: value } } : one,
          );
          this.#handlers.change(this.#name, next);
        },
      },
      values.map((value) =>
        h('option', { value: String(value), selected: value === brick.set[name] }, String(value)),
      ),
    );
    return h('label', { class: 'setting' }, h('span', { class: 'muted' }, label), select);
  }

  /** @param {KeyboardEvent} event @param {number} i */
  #key(event, i) {
    const by = /** @type {Record<string, number>} */ ({
      ArrowLeft: -1,
      ArrowUp: -1,
      ArrowRight: 1,
      ArrowDown: 1,
    })[event.key];
    if (by) this.#move(i, by);
    else if (event.key === 'Delete' || event.key === 'Backspace') this.#remove(i);
    else return;
    event.preventDefault();
  }

  /** @param {number} i @param {number} by */
  #move(i, by) {
    const to = i + by;
    if (to < 0 || to >= this.#bricks.length) return;
    const next = [...this.#bricks];
    next.splice(to, 0, ...next.splice(i, 1));
    this.#handlers.change(this.#name, next);
    this.#focus({ place: to, part: by < 0 ? 'left' : 'right' });
  }

  /** @param {number} i */
  #remove(i) {
    const next = this.#bricks.filter((_, place) => place !== i);
    this.#handlers.change(this.#name, next, `Took out ${KINDS[this.#bricks[i].kind].name}`);
    this.#focus({ place: Math.min(i, next.length - 1), part: 'out' });
  }

  #focused() {
    const place = [...this.#list.children].findIndex((child) =>
      child.contains(document.activeElement),
    );
    const part = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset.part;
    return place >= 0 && part ? { place, part } : undefined;
  }

  /** @param {{ place: number, part: string }} at */
  #focus({ place, part }) {
    const parts = [...(this.#list.children[place]?.querySelectorAll('[data-part]') ?? [])];
    const wanted = /** @type {(HTMLButtonElement)[]} */ (parts).find(
      (one) => one.dataset.part === part,
    );
    const free = wanted?.disabled
      ? /** @type {HTMLButtonElement[]} */ (parts).find((one) => !one.disabled)
      : wanted;
    free?.focus();
  }
}
