// A standard MIDI file (format 0) of bars: General MIDI drums on channel 10.
// @ts-check
import { DRUMS, place, STEPS } from './bars.js';

/** @import { Bar } from './bars.js' */

/** Ticks a quarter note: a step is a quarter of it. */
const TICKS = 480;
const STEP = TICKS / 4;
const LENGTH = STEP / 2;
const [NOTE_ON, NOTE_OFF] = [0x99, 0x89];

/**
 * @param {Bar[]} bars
 * @param {{ tempo: number, swing?: number, name?: string }} options swing in percent: where in its pair the second sixteenth comes
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function midiFile(bars, { tempo, swing = 50, name = 'Drums' }) {
  const microseconds = Math.round(60e6 / tempo);
  const track = [
    ...meta(0, 0x03, [...new TextEncoder().encode(name)]),
    ...meta(0, 0x51, [microseconds >> 16, (microseconds >> 8) & 255, microseconds & 255]),
    ...meta(0, 0x58, [4, 2, 24, 8]), // four quarters a bar
  ];
  let now = 0;
  for (const { tick, bytes } of events(bars, swing)) {
    track.push(...delta(tick - now), ...bytes);
    now = tick;
  }
  track.push(...meta(bars.length * STEPS * STEP - now, 0x2f, []));
  const header = [...uint(0, 2), ...uint(1, 2), ...uint(TICKS, 2)];
  return Uint8Array.from([...chunk('MThd', header), ...chunk('MTrk', track)]);
}

/** @param {Bar[]} bars @param {number} swing */
function events(bars, swing) {
  const late = Math.round((2 * STEP * swing) / 100) - STEP;
  /** @type {{ tick: number, bytes: number[] }[]} */
  const found = [];
  bars.forEach((bar, b) => {
    for (let step = 0; step < STEPS; step++) {
      const tick = (b * STEPS + step) * STEP + (step % 2 ? late : 0);
      DRUMS.forEach(({ note }, drum) => {
        const velocity = bar[place(step, drum)];
        if (!velocity) return;
        found.push({ tick, bytes: [NOTE_ON, note, velocity] });
        found.push({ tick: tick + LENGTH, bytes: [NOTE_OFF, note, 0] });
      });
    }
  });
  return found.sort((a, b) => a.tick - b.tick || a.bytes[0] - b.bytes[0]);
}

/** @param {string} name @param {number[]} bytes */
const chunk = (name, bytes) => [
  ...[...name].map((letter) => letter.charCodeAt(0)),
  ...uint(bytes.length, 4),
  ...bytes,
];

/** @param {number} wait @param {number} kind @param {number[]} bytes */
const meta = (wait, kind, bytes) => [...delta(wait), 0xff, kind, ...delta(bytes.length), ...bytes];

/** @param {number} value @param {number} size in bytes, the largest first */
const uint = (value, size) =>
  Array.from({ length: size }, (_, i) => (value >>> (8 * (size - 1 - i))) & 255);

/** A number in groups of seven bits, all but the last marked. @param {number} value */
function delta(value) {
  const out = [value & 127];
  for (let rest = value >>> 7; rest; rest >>>= 7) out.unshift(128 | (rest & 127));
  return out;
}
