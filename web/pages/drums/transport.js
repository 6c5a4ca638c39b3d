// The clock of the drums: hits are given to the audio clock a moment ahead, the picture follows it.
// @ts-check
import { DRUMS, place, STEPS } from './bars.js';
import { hit, makeKit } from './kit.js';

/** @import { Bar } from './bars.js' */
/** @import { Kit } from './kit.js' */

/** @typedef {{ bar: Bar, from: 'yours' | 'machine', index: number }} Turn */
/** @typedef {{ from: 'yours' | 'machine', index: number, step: number, time: number }} Moment */

/** Seconds that hits are planned ahead; a hidden page is asked only once a second. */
const AHEAD = 0.12;
const AHEAD_HIDDEN = 1.4;
const TICK = 25;

/**
 * Seconds from the start of a bar to a step.
 *
 * @param {number} step @param {{ tempo: number, swing: number }} feel swing in percent, 50 is even
 */
export function stepTime(step, { tempo, swing }) {
  const sixteenth = 15 / tempo;
  return sixteenth * (step + (step % 2 ? (2 * swing) / 100 - 1 : 0));
}

export class Transport {
  /** @type {AudioContext | undefined} */
  #context;
  /** @type {Kit | undefined} */
  #kit;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #timer;
  /** @type {Moment[]} */
  #planned = [];
  /** @type {Turn | undefined} */
  #turn;
  /** @type {Moment | undefined} */
  #heard;
  #step = 0;
  #barStart = 0;
  #feel;
  #nextTurn;
  #onMoment;

  /**
   * @param {object} page
   * @param {() => { tempo: number, swing: number }} page.feel
   * @param {() => Turn | undefined} page.nextTurn asked when a bar is over
   * @param {(moment: Moment | undefined) => void} page.onMoment what is heard now; undefined at the end
   */
  constructor({ feel, nextTurn, onMoment }) {
    this.#feel = feel;
    this.#nextTurn = nextTurn;
    this.#onMoment = onMoment;
  }

  get playing() {
    return this.#timer !== undefined;
  }

  /** One hit, at once. @param {number} drum @param {number} velocity */
  strike(drum, velocity) {
    const kit = this.#wake();
    hit(kit, drum, velocity, kit.context.currentTime);
  }

  async start() {
    const kit = this.#wake();
    await this.#context?.resume();
    if (this.playing) return;
    this.#barStart = kit.context.currentTime + 0.08;
    this.#turn = undefined;
    this.#step = STEPS;
    this.#timer = setInterval(() => this.#plan(), TICK);
    this.#plan();
    this.#follow();
  }

  stop() {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#planned = [];
    this.#onMoment(undefined);
  }

  /** The step that is nearest to now, for hits that are played along. @returns {Moment | undefined} */
  get nearest() {
    const now = this.#context?.currentTime ?? 0;
    const near = (/** @type {Moment} */ { time }) => Math.abs(time - now);
    return this.#planned.reduce((a, b) => (near(b) < near(a) ? b : a), this.#planned[0]);
  }

  #wake() {
    this.#context ??= new AudioContext({ latencyHint: 'interactive' });
    if (this.#context.state === 'suspended') this.#context.resume();
    this.#kit ??= makeKit(this.#context);
    return this.#kit;
  }

  #plan() {
    const kit = /** @type {Kit} */ (this.#kit);
    const now = kit.context.currentTime;
    const until = now + (document.hidden ? AHEAD_HIDDEN : AHEAD);
    for (;;) {
      if (this.#step === STEPS) {
        if (this.#turn) this.#barStart += 240 / this.#feel().tempo;
        this.#turn = this.#nextTurn();
        this.#step = 0;
        if (!this.#turn) return this.stop();
      }
      const time = this.#barStart + stepTime(this.#step, this.#feel());
      if (time >= until) return;
      const { bar, from, index } = /** @type {Turn} */ (this.#turn);
      if (time > now - 0.05) {
        DRUMS.forEach((_, drum) => {
          const velocity = bar[place(this.#step, drum)];
          if (velocity) hit(kit, drum, velocity, Math.max(time, now));
        });
      }
      this.#planned.push({ from, index, step: this.#step, time });
      this.#step++;
    }
  }

  #follow() {
    if (!this.playing) return;
    const now = this.#context?.currentTime ?? 0;
    const past = this.#planned.filter(({ time }) => time <= now);
    const last = past.at(-1);
    if (last && last !== this.#heard) {
      this.#heard = last;
      this.#onMoment(last);
      // the one before now stays, for what is played a little late
      this.#planned = this.#planned.slice(Math.max(0, past.length - 2));
    }
    requestAnimationFrame(() => this.#follow());
  }
}
