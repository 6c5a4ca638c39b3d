// Clips of sound: at another rate, their end, whistles made here, and as text for a file.
// @ts-check
import { seeded } from '../../ui/data/seeded-random.js';

/** Samples a second of all clips that are kept, as the models take them. */
export const RATE = 16000;
/** The longest clip that is taken for a word, in seconds. */
export const LONGEST = 4;

/** @param {Float32Array} samples @param {number} rate @returns {Promise<Float32Array>} at `RATE` */
export async function atRate(samples, rate) {
  if (rate === RATE) return samples;
  const length = Math.max(1, Math.round((samples.length * RATE) / rate));
  const context = new OfflineAudioContext(1, length, RATE);
  const buffer = new AudioBuffer({ length: samples.length, sampleRate: rate });
  buffer.copyToChannel(Float32Array.from(samples), 0);
  const source = new AudioBufferSourceNode(context, { buffer });
  source.connect(context.destination);
  source.start();
  return (await context.startRendering()).getChannelData(0);
}

/**
 * Where a word ends in its clip: after the last five milliseconds within 20 dB of the loudest.
 *
 * @param {Float32Array} clip @param {number} rate
 */
export function endOf(clip, rate) {
  const frame = Math.max(1, Math.round(rate / 200));
  const energies = [];
  for (let at = 0; at + frame <= clip.length; at += frame) {
    let energy = 0;
    for (let i = at; i < at + frame; i++) energy += clip[i] * clip[i];
    energies.push(energy);
  }
  const least = Math.max(...energies) / 100;
  const last = energies.findLastIndex((energy) => energy > least);
  return (last + 1) * frame;
}

/**
 * A whistle that rises or falls by an octave, with a breath of noise.
 *
 * @param {'rise' | 'fall'} way @param {number} pitch 1 is usual
 * @param {number} [seed] of the noise
 */
export function whistle(way, pitch, seed = 1) {
  const [length, quiet] = [0.34 * RATE, 0.12 * RATE];
  const clip = new Float32Array(Math.round(length + 2 * quiet));
  const random = seeded(seed);
  let phase = 0;
  for (let i = 0; i < clip.length; i++) {
    const t = (i - quiet) / length;
    const inside = t >= 0 && t < 1;
    clip[i] = 0.004 * (random() - 0.5);
    if (!inside) continue;
    const octave = way === 'rise' ? t : 1 - t;
    phase += (2 * Math.PI * pitch * 850 * 2 ** octave) / RATE;
    clip[i] += 0.4 * Math.min(1, 12 * t, 12 * (1 - t)) * Math.sin(phase);
  }
  return clip;
}

/** The outline of a clip: its peaks in `n` parts, the largest 1. @param {Float32Array} clip @param {number} n */
export function outline(clip, n) {
  const peaks = Array.from({ length: n }, (_, i) => {
    const [from, to] = [i, i + 1].map((part) => Math.round((part * clip.length) / n));
    let peak = 0;
    for (let j = from; j < to; j++) peak = Math.max(peak, Math.abs(clip[j]));
    return peak;
  });
  const most = Math.max(...peaks, 1e-6);
  return peaks.map((peak) => peak / most);
}

/** A clip in 16 bits a sample, as text. @param {Float32Array} clip */
export function toText(clip) {
  const bytes = new Uint8Array(2 * clip.length);
  const view = new DataView(bytes.buffer);
  clip.forEach((sample, i) => {
    view.setInt16(2 * i, Math.round(32767 * Math.max(-1, Math.min(1, sample))), true);
  });
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  }
  return btoa(text);
}

/** @param {string} text @returns {Float32Array} */
export function fromText(text) {
  const raw = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const view = new DataView(raw.buffer);
  return Float32Array.from(
    { length: Math.floor(raw.length / 2) },
    (_, i) => view.getInt16(2 * i, true) / 32767,
  );
}
