// A file of sound as samples of one channel: decoded by the browser, or read here where it cannot.
// @ts-check
import { downmix } from './downmix.js';
import { checkCost, checkSize, headerOf } from './sound-limits.js';
import { channelsOf, layoutOf, wavFile } from './wav.js';

/** Milliseconds in which a file has told its length, if it does. */
const PATIENCE = 3000;
/** Hertz that browsers decode. */
const RATES = [3000, 384_000];

/**
 * @param {Blob} blob a file of sound, of any number of channels
 * @param {number} rate samples a second that are wanted
 * @returns {Promise<Float32Array>}
 * @throws {Error} saying in words why it cannot be read, or that it is too long
 */
export async function decodeSound(blob, rate) {
  checkSize(blob.size);
  const bytes = await blob.arrayBuffer();
  const own = attempt(() => layoutOf(bytes));
  checkCost(own.value ? lengthOf(own.value) : await toldOf(blob, bytes), blob.size);
  try {
    return await decoded(bytes.slice(0), rate); // a copy, for decoding takes the bytes away
  } catch {
    if (own.error) throw own.error;
    if (own.value) return await asDecodable(bytes, own.value, rate);
    throw new Error(
      'This file holds no sound that the browser can read: save it as WAV, FLAC or MP3.',
    );
  }
}

/** @param {import('./wav.js').Layout} layout */
const lengthOf = ({ frames, rate, channels }) => ({ seconds: frames / rate, rate, channels });

/** Whichever is longer, what the head says or what the browser finds. @param {Blob} blob @param {ArrayBuffer} bytes */
async function toldOf(blob, bytes) {
  const told = headerOf(bytes);
  return { ...told, seconds: Math.max(told.seconds ?? 0, await secondsOf(blob)) };
}

/** @template T @param {() => T} what @returns {{ value?: T, error?: unknown }} */
function attempt(what) {
  try {
    return { value: what() };
  } catch (error) {
    return { error };
  }
}

/**
 * How long a file says it is, before it is decoded: a megabyte may hold an hour of silence.
 *
 * @param {Blob} blob @returns {Promise<number>} 0 where it does not say, as recordings may not
 */
function secondsOf(blob) {
  const url = URL.createObjectURL(blob);
  const player = new Audio();
  player.preload = 'metadata';
  return new Promise((resolve) => {
    const tell = () => resolve(Number.isFinite(player.duration) ? player.duration : 0);
    for (const event of ['loadedmetadata', 'error', 'abort']) player.addEventListener(event, tell);
    setTimeout(tell, PATIENCE);
    player.src = url;
  }).finally(() => {
    player.removeAttribute('src');
    URL.revokeObjectURL(url);
  });
}

/** @param {ArrayBuffer} bytes @param {number} rate */
async function decoded(bytes, rate) {
  const sound = await new OfflineAudioContext(1, rate, rate).decodeAudioData(bytes);
  return downmix(
    Array.from({ length: sound.numberOfChannels }, (_, channel) => sound.getChannelData(channel)),
  );
}

/**
 * Read here, and handed to the browser in a form that it knows, to be brought to another rate.
 *
 * @param {ArrayBuffer} bytes @param {import('./wav.js').Layout} layout @param {number} rate
 */
async function asDecodable(bytes, layout, rate) {
  if (layout.rate < RATES[0] || layout.rate > RATES[1]) {
    throw new Error(
      `This file has ${layout.rate} samples a second; ${RATES[0]} to ${RATES[1]} can be read.`,
    );
  }
  const samples = downmix(channelsOf(bytes, layout));
  if (layout.rate === rate) return samples;
  const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  if (!peak) return decoded(wavFile(samples, layout.rate).buffer, rate);
  const full = samples.map((sample) => sample / peak); // so that 16 bits tell enough
  const there = await decoded(wavFile(full, layout.rate).buffer, rate);
  return there.map((sample) => sample * peak);
}
