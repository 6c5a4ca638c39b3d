// What a file of sound will take once it is decoded: as its head tells, before it is.
// Formats: RFC 9639 (FLAC); RFC 7845 (Opus in Ogg); Xiph.Org, "Vorbis I specification", 4.2.2.
// @ts-check
import { duration, size } from '../text/format.js';

/** @typedef {{ seconds?: number, channels?: number, rate?: number, packed?: boolean }} Told `packed`: by a code that keeps little of a sound */

/** The longest sound that is read, in seconds; models take no longer clips. */
const LONGEST = 60;
/** Bytes of such a sound with six channels of 64 bits, at 48 kHz. */
const LARGEST = LONGEST * 6 * 8 * 48_000;
/** Samples of all channels, as many as a minute of eleven channels has: 128 MB once decoded. */
const MOST_SAMPLES = 32e6;
/** Bytes a second of packed sounds; 320 kbit/s is what they have at best. */
const PACKED = 40_000;
/** Bytes that such a file may have besides: the picture of a cover. */
const BESIDES = 4e6;
/** MP3 and AAC, with a tag or without, Ogg, WebM. */
const PACKERS = /^(ID3|\xff[\xe0-\xff]|OggS|.E\xdf\xa3)/;
/** Where heads are looked for: pictures of a cover may stand before them. */
const HEAD = 2 ** 16;

/** @param {number} bytes of a file */
export function checkSize(bytes) {
  if (bytes <= LARGEST) return;
  throw new Error(`This file has ${size(bytes)}; sounds of at most ${size(LARGEST)} are read.`);
}

/** @param {Told} told @param {number} bytes of the file @throws {Error} for what would take too much */
export function checkCost({ seconds, channels = 1, rate = 0, packed }, bytes) {
  if (!seconds) {
    const most = LONGEST * PACKED;
    if (bytes <= most) return;
    throw new Error(
      `This file has ${size(bytes)} and does not say how long it lasts; of such at most ${size(most)} are read: save it as WAV, or cut out what matters.`,
    );
  }
  if (seconds > LONGEST) {
    throw new Error(
      `This sound lasts ${Math.round(seconds)} s; at most ${LONGEST} s are read: cut out what matters.`,
    );
  }
  if (packed && bytes > BESIDES + 2 * PACKED * seconds) {
    throw new Error(
      `This file has ${size(bytes)}, and says that it lasts ${duration(seconds)}: that cannot be. Save it anew, as WAV.`,
    );
  }
  if (seconds * channels * rate > MOST_SAMPLES) {
    throw new Error(
      `This sound has ${channels} channels of ${rate} samples a second, and lasts ${Math.round(seconds)} s: that is more than is read. Save it with one channel, at 48000.`,
    );
  }
}

/**
 * What the head of a compressed sound says; nothing of formats that do not allow for many channels
 * or high rates.
 *
 * @param {ArrayBuffer} file @returns {Told}
 */
export function headerOf(file) {
  const bytes = new Uint8Array(file, 0, Math.min(file.byteLength, HEAD));
  const view = new DataView(file, 0, bytes.length);
  const text = new TextDecoder('latin1').decode(bytes); // one letter a byte, itself but for a few
  const after = (/** @type {string} */ mark, /** @type {number} */ length) => {
    const at = text.indexOf(mark);
    return at >= 0 && at + mark.length + length <= bytes.length ? at + mark.length : -1;
  };
  const flac = after('fLaC', 22);
  if (flac >= 0) {
    const packed = view.getUint32(flac + 14);
    const [rate, channels] = [packed >>> 12, ((packed >>> 9) & 7) + 1];
    const frames = (view.getUint8(flac + 17) & 15) * 2 ** 32 + view.getUint32(flac + 18);
    return { rate, channels, seconds: rate ? frames / rate : 0 };
  }
  const packed = PACKERS.test(text);
  const vorbis = after('\x01vorbis', 9);
  if (vorbis >= 0) {
    const rate = view.getUint32(vorbis + 5, true);
    return { packed, channels: view.getUint8(vorbis + 4), rate };
  }
  const opus = after('OpusHead', 2);
  return opus >= 0 ? { packed, channels: view.getUint8(opus + 1), rate: 48_000 } : { packed };
}
