// The drums as sound: oscillators and noise, shaped by a falling gain.
// @ts-check
import { DRUMS } from './bars.js';

/** @typedef {{ context: BaseAudioContext, out: AudioNode, noise: AudioBuffer, open?: GainNode }} Kit */

/** @param {BaseAudioContext} context @returns {Kit} */
export function makeKit(context) {
  const squeeze = new DynamicsCompressorNode(context, { threshold: -12, ratio: 4, release: 0.15 });
  const out = new GainNode(context, { gain: 0.8 });
  out.connect(squeeze).connect(context.destination);
  const noise = context.createBuffer(1, context.sampleRate, context.sampleRate);
  const samples = noise.getChannelData(0);
  for (let i = 0; i < samples.length; i++) samples[i] = 2 * Math.random() - 1;
  return { context, out, noise };
}

/** @param {Kit} kit @param {number} drum @param {number} velocity 1 to 127 @param {number} when */
export function hit(kit, drum, velocity, when) {
  const loud = (velocity / 127) ** 1.5;
  const { id } = DRUMS[drum];
  if (id === 'hat' || id === 'open') choke(kit, when);
  SOUNDS[id](kit, loud, when);
}

/** @type {Record<string, (kit: Kit, loud: number, when: number) => void>} */
const SOUNDS = {
  kick(kit, loud, when) {
    tone(kit, { from: 150, to: 46, bend: 0.09, last: 0.4, gain: 1.1 * loud, when });
    hiss(kit, { type: 'lowpass', hertz: 1800, last: 0.015, gain: 0.4 * loud, when });
  },
  snare(kit, loud, when) {
    tone(kit, { from: 240, to: 170, bend: 0.04, last: 0.13, gain: 0.45 * loud, when });
    hiss(kit, { type: 'highpass', hertz: 1500, last: 0.18, gain: 0.6 * loud, when });
  },
  hat(kit, loud, when) {
    hiss(kit, { type: 'highpass', hertz: 7500, last: 0.05, gain: 0.4 * loud, when });
  },
  open(kit, loud, when) {
    kit.open = hiss(kit, { type: 'highpass', hertz: 7000, last: 0.38, gain: 0.35 * loud, when });
  },
  low: tom(95),
  mid: tom(135),
  high: tom(185),
  crash(kit, loud, when) {
    hiss(kit, { type: 'highpass', hertz: 4000, last: 1.4, gain: 0.45 * loud, when });
    hiss(kit, { type: 'bandpass', hertz: 2600, last: 0.5, gain: 0.25 * loud, when });
  },
  ride(kit, loud, when) {
    hiss(kit, { type: 'bandpass', hertz: 8200, last: 0.35, gain: 0.35 * loud, when });
    for (const from of [3170, 4790]) {
      tone(kit, { from, to: from, bend: 1, last: 0.3, gain: 0.05 * loud, when, type: 'square' });
    }
  },
};

/** @param {number} hertz */
function tom(hertz) {
  return (/** @type {Kit} */ kit, /** @type {number} */ loud, /** @type {number} */ when) =>
    tone(kit, {
      from: 1.6 * hertz,
      to: hertz,
      bend: 0.1,
      last: 0.35,
      gain: 0.8 * loud,
      when,
    });
}

/** An open hat ends when the next one sounds. @param {Kit} kit @param {number} when */
function choke(kit, when) {
  kit.open?.gain.cancelScheduledValues(when);
  kit.open?.gain.setTargetAtTime(0, when, 0.008);
  kit.open = undefined;
}

/**
 * @param {Kit} kit
 * @param {{ from: number, to: number, bend: number, last: number, gain: number, when: number, type?: OscillatorType }} sound
 */
function tone({ context, out }, { from, to, bend, last, gain, when, type = 'sine' }) {
  const oscillator = new OscillatorNode(context, { type, frequency: from });
  oscillator.frequency.setValueAtTime(from, when);
  oscillator.frequency.exponentialRampToValueAtTime(to, when + bend);
  oscillator.connect(falling(context, gain, last, when)).connect(out);
  oscillator.start(when);
  oscillator.stop(when + last);
}

/**
 * @param {Kit} kit
 * @param {{ type: BiquadFilterType, hertz: number, last: number, gain: number, when: number }} sound
 */
function hiss({ context, out, noise }, { type, hertz, last, gain, when }) {
  const source = new AudioBufferSourceNode(context, { buffer: noise, loop: true });
  const level = falling(context, gain, last, when);
  const filter = new BiquadFilterNode(context, { type, frequency: hertz });
  source.connect(filter).connect(level).connect(out);
  source.start(when, Math.random() * 0.5);
  source.stop(when + last);
  return level;
}

/** @param {BaseAudioContext} context @param {number} gain @param {number} last @param {number} when */
function falling(context, gain, last, when) {
  const level = new GainNode(context, { gain: 0 });
  level.gain.setValueAtTime(gain, when);
  level.gain.exponentialRampToValueAtTime(0.001, when + last);
  return level;
}
