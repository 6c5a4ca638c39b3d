// WAV files: those read that browsers do not decode (64-bit floats, say), and one way of writing.
// Format: Microsoft & IBM (1991), "Multimedia Programming Interface and Data Specifications 1.0";
// WAVEFORMATEXTENSIBLE: Microsoft (2001); RF64: EBU Tech 3306.
// @ts-check

/** @typedef {{ rate: number, frames: number, channels: number, width: number, float: boolean, little: boolean, at: number }} Layout of the samples: width in bytes, at: where they begin */
/** @typedef {(at: number) => number} Sampler the sample that begins at a byte */

const [PCM, FLOAT, EXTENSIBLE] = [1, 3, 0xfffe];
/** Sizes that say "look elsewhere", or that the file was written as a stream. */
const UNKNOWN = 0xffffffff;
const HEAD = 44;

/**
 * Where a WAV file keeps its samples, and of what kind; of another file nothing.
 *
 * @param {ArrayBuffer} file
 * @returns {Layout | undefined}
 * @throws {Error} for a WAV file whose samples are in a code that is not read here
 */
export function layoutOf(file) {
  const view = new DataView(file);
  const name = (/** @type {number} */ at) =>
    String.fromCharCode(...new Uint8Array(file, at, Math.min(4, file.byteLength - at)));
  if (file.byteLength < 12 || !/^(RIFF|RIFX|RF64)$/.test(name(0)) || name(8) !== 'WAVE') return;
  const little = name(0) !== 'RIFX';
  /** @type {Omit<Layout, 'frames' | 'at'> | undefined} */
  let format;
  let long = UNKNOWN;
  for (let at = 12; at + 8 <= file.byteLength; ) {
    const [chunk, told] = [name(at), view.getUint32(at + 4, little)];
    const most = file.byteLength - at - 8;
    const size = Math.min(most, chunk === 'data' && told === UNKNOWN ? long : told);
    if (chunk === 'ds64' && size >= 16) long = Number(view.getBigUint64(at + 16, little));
    if (chunk === 'fmt ' && size >= 16) format = formatOf(view, at + 8, size, little);
    if (chunk === 'data' && format) {
      const frames = Math.floor(size / (format.channels * format.width));
      if (frames) return { ...format, frames, at: at + 8 };
    }
    at += 8 + size + (size % 2);
  }
  throw new Error('This WAV file is cut off: it holds no sound.');
}

/** @param {DataView} view @param {number} at @param {number} size @param {boolean} little */
function formatOf(view, at, size, little) {
  const [channels, rate] = [view.getUint16(at + 2, little), view.getUint32(at + 4, little)];
  const width = view.getUint16(at + 12, little) / channels;
  const bits = view.getUint16(at + 14, little);
  const told = view.getUint16(at, little);
  const code = told === EXTENSIBLE && size >= 40 ? view.getUint32(at + 24, little) : told;
  const float = code === FLOAT;
  const known = float ? width === 4 || width === 8 : code === PCM && width >= 1 && width <= 8;
  if (!channels || !rate || !known || !Number.isInteger(width)) {
    throw new Error(
      `This WAV file is in a format that is not read (code ${code}, ${bits} bits): save it as 16 bits, uncompressed.`,
    );
  }
  return { rate, channels, width, float, little };
}

/**
 * The samples of each channel, full scale being 1 (of whole numbers).
 *
 * @param {ArrayBuffer} file @param {Layout} layout
 * @throws {Error} for samples that are NaN or infinite
 */
export function channelsOf(file, { rate, frames, channels, width, float, little, at }) {
  const sample = samplerOf(new DataView(file), { width, float, little });
  return Array.from({ length: channels }, (_, channel) => {
    const samples = new Float32Array(frames);
    for (let i = 0; i < frames; i++) {
      samples[i] = sample(at + (i * channels + channel) * width);
      if (!Number.isFinite(samples[i])) {
        const seconds = (i / rate).toFixed(3);
        throw new Error(`This file holds a sample that is no number, at ${seconds} s.`);
      }
    }
    return samples;
  });
}

/** @param {DataView} view @param {Pick<Layout, 'width' | 'float' | 'little'>} layout @returns {Sampler} */
function samplerOf(view, { width, float, little }) {
  if (float && width === 8) return (at) => view.getFloat64(at, little);
  if (float) return (at) => view.getFloat32(at, little);
  if (width === 1) return (at) => (view.getUint8(at) - 128) / 128;
  const top = little ? width - 1 : 0;
  const step = little ? -1 : 1;
  return (at) => {
    let value = view.getInt8(at + top);
    for (let i = 1; i < width; i++) value = 256 * value + view.getUint8(at + top + i * step);
    return value / 2 ** (8 * width - 1);
  };
}

/** A WAV file of 16 bits a sample. @param {Float32Array} samples @param {number} rate */
export function wavFile(samples, rate) {
  const bytes = new Uint8Array(HEAD + 2 * samples.length);
  const view = new DataView(bytes.buffer);
  const text = (/** @type {number} */ at, /** @type {string} */ letters) => {
    for (let i = 0; i < letters.length; i++) bytes[at + i] = letters.charCodeAt(i);
  };
  text(0, 'RIFF');
  view.setUint32(4, bytes.length - 8, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, PCM, true);
  view.setUint16(22, 1, true); // one channel
  view.setUint32(24, rate, true);
  view.setUint32(28, 2 * rate, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, 'data');
  view.setUint32(40, 2 * samples.length, true);
  samples.forEach((sample, i) => {
    view.setInt16(HEAD + 2 * i, Math.round(32767 * Math.max(-1, Math.min(1, sample))), true);
  });
  return bytes;
}
