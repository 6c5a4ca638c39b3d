// Teaching a word by saying it a few times, and the background by letting the room be heard.
// @ts-check
import { apart } from '../../ui/text/bidi.js';
import { atRate } from './clips.js';
import { joined } from './recognizer.js';
import { BACKGROUND, checkClip } from './vocabulary.js';

/** @import { Word } from './recognizer.js' */
/** @import { Sample } from './vocabulary.js' */

/** Samples taken in one go, and seconds of the room with the clips they are cut into. */
const [A_GO, ROOM, PIECES] = [5, 2, 4];

export class Teacher {
  /** The word that is taught now. @type {string | undefined} */
  word;
  /** What to do next, in words. */
  said = '';
  #taken = 0;
  /** @type {Float32Array[]} */
  #room = [];
  #add;

  /** @param {(samples: Sample[]) => Promise<void>} add */
  constructor(add) {
    this.#add = add;
  }

  get hearsRoom() {
    return this.word === BACKGROUND;
  }

  /** @param {string} word */
  begin(word) {
    this.end();
    this.word = word;
    this.said = this.hearsRoom ? 'Two seconds…' : apart`Say “${word}”, with a pause after it.`;
  }

  end() {
    this.word = undefined;
    this.said = '';
    this.#taken = 0;
    this.#room = [];
  }

  /** The word was said. @param {Word} heard */
  async hear({ clip, rate }) {
    const word = /** @type {string} */ (this.word);
    const sample = { word, clip: checkClip(await atRate(clip, rate), 'What was heard') };
    if (this.word !== word) return;
    this.#taken += 1;
    this.said = apart`Heard ${this.#taken} of ${A_GO}: say “${word}” again.`;
    if (this.#taken >= A_GO) this.end();
    await this.#add([sample]);
  }

  /** The next sound of the room. @param {Float32Array} samples @param {number} rate */
  async hearRoom(samples, rate) {
    this.#room.push(samples);
    const length = this.#room.reduce((sum, part) => sum + part.length, 0);
    if (length < ROOM * rate) return;
    const whole = joined(this.#room, length);
    this.end();
    const clip = await atRate(whole, rate);
    const piece = Math.floor(clip.length / PIECES);
    const cut = (/** @type {unknown} */ _, /** @type {number} */ i) => ({
      word: BACKGROUND,
      clip: clip.slice(i * piece, (i + 1) * piece),
    });
    await this.#add(Array.from({ length: PIECES }, cut));
  }
}
