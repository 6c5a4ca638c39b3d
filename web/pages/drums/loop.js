// Bars as a sound that can be looped: what still rings at its end is heard at its beginning.
// @ts-check
import { DRUMS, place, STEPS } from './bars.js';
import { hit, makeKit } from './kit.js';
import { stepTime } from './transport.js';

/** @import { Bar } from './bars.js' */

export const RATE = 44100;
/** Seconds that the longest drum rings. */
const RINGS = 1.5;

/**
 * @param {Bar[]} bars @param {{ tempo: number, swing: number }} feel
 * @returns {Promise<Float32Array>} at `RATE`, as long as the bars are
 */
export async function loopOf(bars, feel) {
  const seconds = (bars.length * STEPS * 15) / feel.tempo;
  const length = Math.round(seconds * RATE);
  const context = new OfflineAudioContext(1, length + RINGS * RATE, RATE);
  const kit = makeKit(context);
  bars.forEach((bar, b) => {
    for (let step = 0; step < STEPS; step++) {
      const when = (b * STEPS * 15) / feel.tempo + stepTime(step, feel);
      DRUMS.forEach((_, drum) => {
        const velocity = bar[place(step, drum)];
        if (velocity) hit(kit, drum, velocity, when);
      });
    }
  });
  const rendered = (await context.startRendering()).getChannelData(0);
  return folded(rendered, length);
}

/**
 * What is beyond a length, added from the beginning on; no louder than full scale.
 *
 * @param {Float32Array} samples @param {number} length
 */
export function folded(samples, length) {
  const out = samples.slice(0, length);
  for (let i = length; i < samples.length; i++) out[i % length] += samples[i];
  const peak = out.reduce((most, sample) => Math.max(most, Math.abs(sample)), 1);
  return peak > 1 ? out.map((sample) => sample / peak) : out;
}
