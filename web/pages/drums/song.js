// The bars of the user and how they are played, with a way back from every change.
// @ts-check
import { emptyBar, place } from './bars.js';

/** @import { Bar } from './bars.js' */

/** @typedef {{ tempo: number, swing: number, groove: string }} Feel `groove`: what was started from */
/** @typedef {{ bars: Bar[], selected: number, feel?: Feel }} State `feel`: of a step that changes it, too */

export const MOST_BARS = 32;
const MOST_UNDONE = 200;

export class Song {
  /** @type {State} */
  #state = { bars: [emptyBar()], selected: 0 };
  /** @type {State[]} */
  #past = [];
  #onChange;
  #feeling;

  /**
   * @param {(what: 'bars' | 'selected') => void} onChange
   * @param {{ get: () => Feel, set: (feel: Feel) => void }} [feeling] what goes back with the bars
   */
  constructor(onChange, feeling) {
    this.#onChange = onChange;
    this.#feeling = feeling;
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

  /**
   * @param {Bar[]} bars @param {number} [selected] @param {Feel} [feel]
   * @returns {() => void} brings back what was before, whatever came after it, as one more step
   */
  replace(bars, selected = 0, feel) {
    const before = { ...this.#state, feel: feel && this.#feeling?.get() };
    this.#past = [...this.#past, before].slice(-MOST_UNDONE);
    this.#go({ bars, selected, feel });
    return () => void this.replace(before.bars, before.selected, before.feel);
  }

  /** @param {State} step */
  #go({ bars, selected, feel }) {
    this.#state = { bars, selected };
    if (feel) this.#feeling?.set(feel);
    this.#onChange('bars');
  }

  /** @param {Bar} bar */
  append(bar) {
    if (this.bars.length >= MOST_BARS) throw new Error(`A song has at most ${MOST_BARS} bars.`);
    return this.replace([...this.bars, bar.slice()], this.bars.length);
  }

  /** Of an only bar, its hits. Undefined where there is nothing to remove. */
  removeSelected() {
    if (this.bars.length === 1 && !this.bar.some(Boolean)) return undefined;
    const left = this.bars.filter((_, i) => i !== this.selected);
    return this.replace(left.length ? left : [emptyBar()], Math.max(0, this.selected - 1));
  }

  undo() {
    const before = this.#past.pop();
    if (before) this.#go(before);
  }
}
