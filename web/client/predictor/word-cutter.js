// Words cut out of a stream of samples, a moment after they end. See elm_core/features/speech.py.
// @ts-check
import { invalid, LARGEST } from './samples.js';

/** Hertz that a sound may have. */
const RATES = [2000, 384_000];
/** Seconds of a frame. */
const FRAME = 0.01;
/** Frames before a word that are kept, of the quiet that ends it, of the shortest and the longest word. */
const [BEFORE, SILENCE, SHORTEST, LONGEST] = [10, 11, 8, 200];
/** A word begins so many times above the background, and ends below the second. */
const [BEGIN, END] = [10, 4];
/** Mean square below which nothing is sound. */
const QUIET = 1e-7;
/** Growth of the background estimate a frame. */
const RISE = 1.01;

/** @typedef {{ samples: ArrayLike<number>, energy: number }} Frame */

export class WordCutter {
  speaking = false;
  /** @type {number[]} */
  #rest = [];
  /** @type {Frame[]} */
  #heard = [];
  #loud = 0;
  #quiet = 0;
  #background = Number.POSITIVE_INFINITY; // the first frame says
  #frame;

  /** @param {number} rate hertz */
  constructor(rate) {
    if (!(rate >= RATES[0] && rate <= RATES[1]))
      invalid(`sample_rate must be a number >= ${RATES[0]} and <= ${RATES[1]}, got ${rate}`, {
        parameter: 'sample_rate',
      });
    this.rate = rate;
    this.#frame = evenly(FRAME * rate);
  }

  /** Takes the next samples, within ±1. @param {ArrayLike<number>} samples @returns {Float64Array[]} the words that ended in them */
  feed(samples) {
    const all = Array.from(samples);
    const wrong = all.findIndex(
      (value) => typeof value !== 'number' || !(Math.abs(value) <= LARGEST),
    );
    if (wrong >= 0)
      invalid(`samples must hold numbers within ±1e100 (place ${wrong})`, { parameter: 'samples' });
    const waiting = this.#rest.concat(all);
    const whole = waiting.length - (waiting.length % this.#frame);
    this.#rest = waiting.slice(whole);
    const words = [];
    for (let at = 0; at < whole; at += this.#frame) {
      const word = this.#hear(waiting.slice(at, at + this.#frame));
      if (word) words.push(word);
    }
    return words;
  }

  /** @param {number[]} samples of a frame */
  #hear(samples) {
    const energy = samples.reduce((sum, v) => sum + v * v, 0) / samples.length;
    this.#heard.push({ samples, energy });
    if (!this.speaking) {
      this.#background = Math.max(QUIET, Math.min(energy, this.#background * RISE));
      this.#loud = energy > BEGIN * this.#background ? this.#loud + 1 : 0;
      this.speaking = this.#loud >= 2;
      this.#quiet = 0;
      this.#heard = this.#heard.slice(-BEFORE - this.#loud);
      return undefined;
    }
    this.#loud++;
    this.#quiet = energy < END * this.#background ? this.#quiet + 1 : 0;
    if (this.#quiet < SILENCE && this.#loud < LONGEST) return undefined;
    const [word, sounding] = [this.#heard, this.#loud - this.#quiet];
    if (this.#loud >= LONGEST)
      this.#background = Math.max(QUIET, median(word.map((frame) => frame.energy)));
    this.#heard = [];
    this.#loud = 0;
    this.speaking = false;
    if (sounding < SHORTEST) return undefined;
    return Float64Array.from(word.flatMap((frame) => Array.from(frame.samples)));
  }
}

/** @param {number} x rounded as Python rounds: halves to even */
export const evenly = (x) => (x % 1 === 0.5 ? 2 * Math.round(x / 2) : Math.round(x));

/** @param {number[]} values */
function median(values) {
  const sorted = values.sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}
