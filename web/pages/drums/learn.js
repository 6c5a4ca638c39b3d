// The machine: learns the bars as soon as they change, and plays on from the last of them.
// @ts-check
import { latestOnly } from '../../ui/async/latest-only.js';
import { showError, showNote } from '../../ui/feedback/notice.js';
import { CELLS, DRUMS, isSilent, STEPS } from './bars.js';

/** @import { ElmToolkit, ModelOf } from '../../client/index.js' */
/** @import { Bar } from './bars.js' */

/** Quiet time after a change before it learns again, in milliseconds. */
const WAIT = 120;
/** Bars that a loop is played for to the machine, at least. */
const PLAYED = 4;

/** @typedef {{ bars: Bar[], others: Bar[][], temperature: number, seed: number, length: number }} Task */

export class Machine {
  /** @type {Promise<ModelOf<'DrumMachine'>> | undefined} */
  #making;
  /** @type {ModelOf<'DrumMachine'> | undefined} */
  #model;
  /** @type {string} */
  #learnt = '';
  #starting;
  #place;

  /** @param {Promise<ElmToolkit>} starting @param {Element} place for messages */
  constructor(starting, place) {
    this.#starting = starting;
    this.#place = place;
  }

  /** The model, once it has learnt. */
  get model() {
    return this.#model?.summary.fitted ? this.#model : undefined;
  }

  /**
   * @param {() => Task} task
   * @param {(bars: Bar[], seconds: number | undefined) => void} show
   */
  follow(task, show) {
    return latestOnly(
      async (signal) => {
        try {
          const { bars, others, temperature, seed, length } = task();
          if (isSilent(bars)) return () => this.#wait(show);
          const elm = await this.#starting;
          if (signal.aborted) return () => {};
          this.#making ??= elm.create('DrumMachine', { random_state: 0 });
          this.#model ??= await this.#making;
          const seconds = await this.#learn(bars, others, signal);
          const { data } = await this.#model.generate({
            bars: length,
            seed,
            temperature,
            velocity: true,
            start: matrixOf([bars[bars.length - 1]]),
            signal,
          });
          return () => {
            showNote(this.#place);
            show(barsOf(data), seconds);
          };
        } catch (error) {
          return () => showError(this.#place, error);
        }
      },
      { wait: WAIT },
    );
  }

  /** @param {(bars: Bar[], seconds: number | undefined) => void} show */
  #wait(show) {
    showNote(this.#place, 'No hit yet: switch a step on, and it learns from that.');
    show([], undefined);
  }

  /** @param {Bar[]} bars @param {Bar[][]} others @param {AbortSignal} signal */
  async #learn(bars, others, signal) {
    const { X, songs } = lessons(bars, others);
    const learnt = [...X.data, ...songs].join();
    if (learnt === this.#learnt) return this.#model?.summary.seconds;
    const { summary } = await /** @type {ModelOf<'DrumMachine'>} */ (this.#model).fit(X, songs, {
      signal,
    });
    this.#learnt = learnt;
    return summary.seconds;
  }
}

/**
 * The bars as a loop that goes round a few times, then other songs.
 *
 * @param {Bar[]} bars @param {Bar[][]} others
 */
export function lessons(bars, others = []) {
  const rounds = Math.max(2, Math.ceil(PLAYED / bars.length));
  const all = [Array.from({ length: rounds }, () => bars).flat(), ...others];
  return { X: matrixOf(all.flat()), songs: all.flatMap((song, i) => song.map(() => i)) };
}

/** @param {ArrayLike<number>[]} bars */
export const matrixOf = (bars) => ({
  data: Float64Array.from(bars.flatMap((bar) => Array.from(bar))),
  shape: [bars.length, STEPS, DRUMS.length],
});

/** @param {Float64Array} data @returns {Bar[]} */
export const barsOf = (data) =>
  Array.from({ length: data.length / CELLS }, (_, i) =>
    Uint8Array.from(data.subarray(i * CELLS, (i + 1) * CELLS)),
  );
