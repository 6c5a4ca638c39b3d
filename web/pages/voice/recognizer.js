// The recognizer: samples go to the model as they come, words come out with the time they took.
// @ts-check
import { endOf } from './clips.js';

/** @import { ModelOf } from '../../client/index.js' */
/** @import { ReadyModel } from '../../ui/models/ready-model.js' */
/** @typedef {ModelOf<'VoiceCommands'> | ReadyModel} Hearer */

/**
 * @typedef {object} Word
 * @property {string} label
 * @property {number} probability
 * @property {Float32Array} clip what was said, at the rate it was heard
 * @property {number} rate
 * @property {number} [milliseconds] from its end to this moment, where it was heard live
 */

/** Seconds that are remembered, that are sent at once at most, and that may wait. */
const [MEMORY, AT_ONCE, PATIENCE] = [5, 0.06, 3];
/** Seconds of quiet that end a word, at least: see elm_core/features/speech.py. */
const QUIET = 0.1;

export class Recognizer {
  /** @type {{ samples: Float32Array, at: number }[]} */
  #waiting = [];
  /** What was sent, the newest last: the number of the sample after it, and when it came. */
  /** @type {{ samples: Float32Array, end: number, at: number }[]} */
  #sent = [];
  #count = 0;
  #rate = 0;
  #busy = false;
  #restart = true;
  #model;
  #onWord;
  #onSpeaking;
  #onError;

  /**
   * @param {object} page
   * @param {() => Hearer | undefined} page.model
   * @param {(word: Word) => void} page.onWord
   * @param {(speaking: boolean) => void} page.onSpeaking
   * @param {(error: unknown) => void} page.onError
   */
  constructor({ model, onWord, onSpeaking, onError }) {
    this.#model = model;
    this.#onWord = onWord;
    this.#onSpeaking = onSpeaking;
    this.#onError = onError;
  }

  /** The next samples of a live stream. @param {Float32Array} samples @param {number} rate */
  feed(samples, rate) {
    if (rate !== this.#rate) this.restart();
    this.#rate = rate;
    // a device that wakes up is silent, which is not the room
    if (this.#restart && !samples.some(Boolean)) return;
    this.#waiting.push({ samples, at: performance.now() });
    if (this.#waiting.length * samples.length > PATIENCE * rate) this.restart();
    this.#pump();
  }

  /** Forgets what it has heard of a word under way. */
  restart() {
    this.#waiting = [];
    this.#sent = [];
    this.#restart = true;
  }

  /** All words of a recording. @param {Float32Array} samples @param {number} rate */
  async hear(samples, rate) {
    const model = this.#model();
    if (!model) throw new Error('It listens when Python has loaded.');
    const quiet = Math.round(0.4 * rate);
    const padded = new Float32Array(samples.length + 2 * quiet);
    padded.set(samples, quiet);
    const { words } = await model.listen(padded, { sampleRate: rate, restart: true });
    this.restart();
    for (const { label, probability } of words) {
      this.#onWord({ label: String(label), probability, clip: samples, rate });
    }
    return words.length;
  }

  async #pump() {
    if (this.#busy) return;
    this.#busy = true;
    while (this.#waiting.length) {
      const model = this.#model();
      if (model) await this.#ask(model).catch((error) => this.#fail(error, model));
      else this.restart();
    }
    this.#busy = false;
  }

  /** @param {unknown} error @param {Hearer} model */
  #fail(error, model) {
    this.restart();
    if (model === this.#model()) this.#onError(error); // otherwise another has taken its place
  }

  /** @param {Hearer} model */
  async #ask(model) {
    const rate = this.#rate;
    const block = this.#next(rate);
    const options = { sampleRate: rate, restart: this.#restart };
    this.#restart = false;
    const { words, speaking } = await model.listen(block, options);
    const now = performance.now();
    if (this.#restart) return; // what was heard is of before
    this.#onSpeaking(speaking);
    for (const { label, probability, seconds } of words) {
      const clip = this.#last(Math.round(seconds * rate) + block.length);
      const end = this.#count - clip.length + endOf(clip.subarray(0, -QUIET * rate), rate);
      const milliseconds = now - this.#timeOf(end, rate);
      this.#onWord({ label: String(label), probability, clip, rate, milliseconds });
    }
  }

  /** What is sent next, and remembered. @param {number} rate */
  #next(rate) {
    const parts = [];
    let length = 0;
    while (this.#waiting.length && (!length || length < AT_ONCE * rate)) {
      const { samples, at } = /** @type {{ samples: Float32Array, at: number }} */ (
        this.#waiting.shift()
      );
      parts.push(samples);
      length += samples.length;
      this.#count += samples.length;
      this.#sent.push({ samples, end: this.#count, at });
    }
    const oldest = this.#count - MEMORY * rate;
    while (this.#sent.length && this.#sent[0].end < oldest) this.#sent.shift();
    return joined(parts, length);
  }

  /** The newest samples that were sent. @param {number} n */
  #last(n) {
    const all = joined(
      this.#sent.map(({ samples }) => samples),
      this.#sent.reduce((sum, { samples }) => sum + samples.length, 0),
    );
    return all.subarray(Math.max(0, all.length - n));
  }

  /** When a sample was spoken: its part came when the last of the part had been. */
  /** @param {number} index @param {number} rate */
  #timeOf(index, rate) {
    const part = this.#sent.find(({ end }) => end >= index) ?? this.#sent[this.#sent.length - 1];
    return part.at - (1000 * (part.end - index)) / rate;
  }
}

/** @param {Float32Array[]} parts @param {number} length */
export function joined(parts, length) {
  const out = new Float32Array(length);
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
