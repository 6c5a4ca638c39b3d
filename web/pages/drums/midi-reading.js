// Bars out of a standard MIDI file: what is hit on channel 10, at the nearest sixteenth.
// The format: MIDI Manufacturers Association (1996), "Standard MIDI Files 1.0".
// @ts-check
import { DRUMS, emptyBar, place, STEPS } from './bars.js';
import { MOST_BARS } from './song.js';

/** @import { Bar } from './bars.js' */

/**
 * `late`: bars beyond those that a song has; `other`: hits of instruments that are none of the nine.
 *
 * @typedef {{ bars: Bar[], tempo: number, swing: number, late: number, other: number }} Groove
 */
/** @typedef {{ at: number, note: number, velocity: number, channel: number }} Note at: in sixteenths */
/** @typedef {{ notes: Note[], tempo?: number, meter?: [number, number] }} Found */

const MOST_BYTES = 2 ** 20;
const CHANNEL = 9; // the tenth, of drums
const [TEMPO, METER, END] = [0x51, 0x58, 0x2f];
/** Of each pair of sixteenths, where the second is looked for: even it comes at 1, swung later. */
const [SECOND, NEXT] = [0.5, 1.75];

/** Instruments of General MIDI that stand for each of the nine, by the id of the drum. */
const ALIKE = /** @type {Record<string, number[]>} */ ({
  kick: [35, 36],
  snare: [37, 38, 39, 40],
  hat: [42, 44],
  open: [46],
  low: [41, 43, 45],
  mid: [47, 48],
  high: [50],
  crash: [49, 52, 55, 57],
  ride: [51, 53, 59],
});
const DRUM_OF = new Map(
  DRUMS.flatMap(({ id }, drum) => ALIKE[id].map((note) => /** @type {const} */ ([note, drum]))),
);

/** @param {Uint8Array} bytes */
export const isMidi = (bytes) => String.fromCharCode(...bytes.subarray(0, 4)) === 'MThd';

/**
 * @param {Uint8Array} bytes
 * @returns {Groove}
 * @throws {Error} for a file that is cut off, counts other than four quarters a bar, or hits no drum
 */
export function grooveIn(bytes) {
  if (bytes.length > MOST_BYTES) throw new Error('This MIDI file has more than 1 MB.');
  const { notes, tempo = 120, meter = [4, 4] } = foundIn(bytes);
  if (meter[0] !== meter[1]) {
    throw new Error(`This MIDI file is in ${meter.join('/')}; the grid has four quarters a bar.`);
  }
  const hits = notes.filter(({ channel }) => channel === CHANNEL);
  const known = hits.filter(({ note }) => DRUM_OF.has(note));
  if (!known.length) throw new Error('This MIDI file hits none of the nine drums on channel 10.');
  const places = known.map(({ at }) => stepOf(at));
  const first = STEPS * Math.floor(places.reduce((a, b) => Math.min(a, b)) / STEPS);
  const steps = places.map((step) => step - first);
  const count = 1 + Math.floor(steps.reduce((a, b) => Math.max(a, b)) / STEPS);
  const bars = Array.from({ length: Math.min(count, MOST_BARS) }, emptyBar);
  known.forEach(({ note, velocity }, i) => {
    const bar = bars[Math.floor(steps[i] / STEPS)];
    if (!bar) return;
    const cell = place(steps[i] % STEPS, /** @type {number} */ (DRUM_OF.get(note)));
    bar[cell] = Math.max(bar[cell], velocity);
  });
  const late = Math.max(0, count - MOST_BARS);
  return { bars, tempo, swing: swingOf(known), late, other: hits.length - known.length };
}

/** @param {number} at in sixteenths */
function stepOf(at) {
  const pair = 2 * Math.floor(at / 2);
  const within = at - pair;
  return pair + (within < SECOND ? 0 : within < NEXT ? 1 : 2);
}

/** Where in its pair the second sixteenth comes, in percent: the median. @param {Note[]} hits */
function swingOf(hits) {
  const seconds = hits.map(({ at }) => at % 2).filter((at) => at >= SECOND && at < NEXT);
  if (!seconds.length) return 50;
  const median = seconds.sort((a, b) => a - b)[Math.floor(seconds.length / 2)];
  return Math.min(75, Math.max(50, Math.round(50 * median)));
}

/** What all tracks hold. @param {Uint8Array} bytes @returns {Found} */
function foundIn(bytes) {
  const reader = new Reader(bytes);
  if (!isMidi(bytes)) throw new Error('This is no MIDI file.');
  reader.skip(4);
  const header = reader.part(reader.uint(4));
  header.skip(4);
  const division = header.uint(2);
  if (!division || division > 0x7fff) {
    throw new Error('This MIDI file counts seconds, not quarters: export it in beats.');
  }
  /** @type {Found} */
  const found = { notes: [] };
  while (reader.left >= 8) {
    const name = String.fromCharCode(...reader.bytes(4));
    const part = reader.part(reader.uint(4));
    if (name === 'MTrk') readTrack(part, division / 4, found);
  }
  return found;
}

/** @param {Reader} track @param {number} sixteenth in ticks @param {Found} found */
function readTrack(track, sixteenth, found) {
  let [tick, running] = [0, 0];
  while (track.left) {
    tick += track.variable();
    const status = track.next >= 0x80 ? track.uint(1) : running;
    if (status < 0x80) throw new Error('This MIDI file is damaged.');
    // the format ends a running status at other events, but there are programs that write on
    if (status < 0xf0) running = status;
    if (status === 0xff) {
      const kind = track.uint(1);
      const data = track.part(track.variable());
      if (kind === END) return;
      if (kind === TEMPO) found.tempo ??= 60e6 / data.uint(3);
      if (kind === METER) found.meter ??= [data.uint(1), 2 ** data.uint(1)];
    } else if (status >= 0xf0) {
      track.skip(track.variable());
    } else {
      const [kind, channel] = [status >> 4, status & 15];
      const note = track.uint(1);
      const velocity = kind === 0xc || kind === 0xd ? 0 : track.uint(1);
      if (kind === 9 && velocity) {
        found.notes.push({ at: tick / sixteenth, note, velocity: velocity & 127, channel });
      }
    }
  }
}

/** Bytes one after the other. */
class Reader {
  #bytes;
  #at = 0;

  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.#bytes = bytes;
  }

  get left() {
    return this.#bytes.length - this.#at;
  }

  get next() {
    return this.#bytes[this.#at];
  }

  /** @param {number} n */
  bytes(n) {
    if (n > this.left) throw new Error('This MIDI file is cut off.');
    this.#at += n;
    return this.#bytes.subarray(this.#at - n, this.#at);
  }

  /** @param {number} n */
  skip(n) {
    this.bytes(n);
  }

  /** @param {number} n */
  part(n) {
    return new Reader(this.bytes(n));
  }

  /** The largest byte first. @param {number} n */
  uint(n) {
    return this.bytes(n).reduce((value, byte) => 256 * value + byte, 0);
  }

  /** Groups of seven bits, all but the last marked; four at most. */
  variable() {
    let value = 0;
    for (let i = 0; i < 4; i++) {
      const byte = this.uint(1);
      value = 128 * value + (byte & 127);
      if (byte < 128) return value;
    }
    throw new Error('This MIDI file is damaged.');
  }
}
