// The bars of the user, with a way back from every change.
// @ts-check
import { emptyBar, place } from './bars.js';

/** @import { Bar } from './bars.js' */

/** @typedef {{ bars: Bar[], selected: number }} State */

export const MOST_BARS = 32;
const MOST_UNDONE = 200;

export class Song {
  /** @type {State} */
  #state = { bars: [emptyBar()], selected: 0 };
  /** @type {State[]} */
  #past = [];
  #onChange;

  /** @param {(what: 'bars' | 'selected') => void} onChange */
  constructor(onChange) {
    this.#onChange = onChange;
  }

  get bars() {
    return this.#state.bars;
  }

  get selected() {
    return this.#state.selected;
  }

  get bar() {
    return this.bars[this.selected];
  }

  get canUndo() {
    return this.#past.length > 0;
  }

  /** Without a way back. @param {Bar[]} bars */
  begin(bars) {
    this.#past = [];
    this.#state = { bars, selected: 0 };
    this.#onChange('bars');
  }

  /** @param {number} index */
  select(index) {
    this.#state = { bars: this.bars, selected: index };
    this.#onChange('selected');
  }

  /** @param {number} step @param {number} drum @param {number} velocity 0 takes the hit away */
  set(step, drum, velocity) {
    const bars = [...this.bars];
    bars[this.selected] = this.bar.slice();
    bars[this.selected][place(step, drum)] = velocity;
    this.replace(bars, this.selected);
  }

  /** @param {Bar[]} bars @param {number} [selected] */
  replace(bars, selected = 0) {
    this.#past = [...this.#past, this.#state].slice(-MOST_UNDONE);
    this.#state = { bars, selected };
    this.#onChange('bars');
  }

  /** @param {Bar} bar */
  append(bar) {
    if (this.bars.length >= MOST_BARS) throw new Error(`A song has at most ${MOST_BARS} bars.`);
    this.replace([...this.bars, bar.slice()], this.bars.length);
  }

  removeSelected() {
    const left = this.bars.filter((_, i) => i !== this.selected);
    this.replace(left.length ? left : [emptyBar()], Math.max(0, this.selected - 1));
  }

  undo() {
    const before = this.#past.pop();
    if (!before) return;
    this.#state = before;
    this.#onChange('bars');
  }
}
