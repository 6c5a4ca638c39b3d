// The files within a zip archive: what they claim to hold is known before any is unpacked.
// @ts-check
import { CsvError } from './table.js';

/** @typedef {{ name: string, method: number, crc: number, packed: number, size: number, at: number }} Entry */

const [END, DIRECTORY, END_64] = [0x06054b50, 0x02014b50, 0x07064b50];
const [STORED, DEFLATED] = [0, 8];
/** The record at the end, and the longest comment behind it. */
const [END_BYTES, LONGEST_END] = [22, 22 + 0xffff];
const LARGE = 0xffffffff;
const SIZES_64 = 1;
const ENCRYPTED = 1;

/** @param {string} why */
const broken = (why) => new CsvError(`The archive is damaged: ${why}. Save or download it again.`);

/** The names of what a zip holds; none if it is damaged. @param {Uint8Array} bytes */
export function zipNames(bytes) {
  try {
    return [...entriesOf(bytes).keys()];
  } catch {
    return [];
  }
}

/**
 * What an archive holds, by name.
 *
 * @param {Uint8Array} bytes @returns {Map<string, Entry>}
 */
export function entriesOf(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  /** @type {Map<string, Entry>} */
  const entries = new Map();
  let at = directoryOf(view);
  while (at + 46 <= view.byteLength && view.getUint32(at, true) === DIRECTORY) {
    const [name, extra, comment] = [28, 30, 32].map((place) => view.getUint16(at + place, true));
    const next = at + 46 + name + extra + comment;
    if (next > view.byteLength) throw broken('its list of files ends too early');
    if (view.getUint16(at + 8, true) & ENCRYPTED) {
      throw new CsvError('The archive is protected by a password: save it without one.');
    }
    const entry = {
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + name)),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    };
    readSizes64(new DataView(view.buffer, view.byteOffset + at + 46 + name, extra), entry);
    entries.set(entry.name, entry);
    at = next;
  }
  return entries;
}

/** Where the list of files begins. @param {DataView} view */
function directoryOf(view) {
  const last = view.byteLength - END_BYTES;
  for (let at = last; at >= Math.max(0, view.byteLength - LONGEST_END); at--) {
    if (view.getUint32(at, true) !== END) continue;
    const start = view.getUint32(at + 16, true);
    if (start !== LARGE) return start;
    if (at < 20 || view.getUint32(at - 20, true) !== END_64) break;
    const end64 = Number(view.getBigUint64(at - 12, true));
    if (end64 + 56 > view.byteLength) break;
    return Number(view.getBigUint64(end64 + 48, true));
  }
  throw broken('its list of files is missing');
}

/** Sizes of 64 bits stand apart, for those that are said to be too large. @param {DataView} extra @param {Entry} entry */
function readSizes64(extra, entry) {
  for (let at = 0; at + 4 <= extra.byteLength; ) {
    const [id, length] = [extra.getUint16(at, true), extra.getUint16(at + 2, true)];
    let place = at + 4;
    at = place + length;
    if (id !== SIZES_64) continue;
    for (const key of /** @type {const} */ (['size', 'packed', 'at'])) {
      if (entry[key] !== LARGE || place + 8 > Math.min(at, extra.byteLength)) continue;
      entry[key] = Number(extra.getBigUint64(place, true));
      place += 8;
    }
  }
}

/**
 * The text of one file, piece by piece; never more of it than the archive claims.
 *
 * @param {Uint8Array} bytes @param {Entry} entry @returns {AsyncGenerator<string, void>}
 */
export async function* textOf(bytes, entry) {
  const decoder = new TextDecoder();
  for await (const piece of checked(bytes, entry)) yield decoder.decode(piece, { stream: true });
  yield decoder.decode();
}

/** All of one file. @param {Uint8Array} bytes @param {Entry} entry */
export async function bytesOf(bytes, entry) {
  const whole = new Uint8Array(entry.size);
  let at = 0;
  for await (const piece of checked(bytes, entry)) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** @param {Uint8Array} bytes @param {Entry} entry @returns {AsyncGenerator<Uint8Array, void>} */
async function* checked(bytes, entry) {
  let size = 0;
  let crc = 0;
  for await (const piece of unpacked(bytes, entry)) {
    size += piece.length;
    crc = crc32(piece, crc);
    if (size > entry.size) throw broken(`${entry.name} is larger than it claims`);
    yield piece;
  }
  if (crc !== entry.crc) throw broken(`${entry.name} is not as it was written`);
}

const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

/** The checksum of bytes that follow those with another one. @param {Uint8Array} bytes @param {number} before */
function crc32(bytes, before) {
  let crc = ~before;
  for (const byte of bytes) crc = CRC[(crc ^ byte) & 0xff] ^ (crc >>> 8);
  return ~crc >>> 0;
}

/** @param {Uint8Array} bytes @param {Entry} entry @returns {AsyncGenerator<Uint8Array, void>} */
async function* unpacked(bytes, { name, method, packed, at }) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (at + 30 > bytes.length) throw broken(`${name} lies outside of it`);
  const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  const data = bytes.subarray(start, start + packed);
  if (data.length < packed) throw broken(`${name} ends too early`);
  if (method === STORED) {
    yield data;
    return;
  }
  if (method !== DEFLATED) throw broken(`${name} is packed in a way that is not known here`);
  const reader = new Blob([/** @type {Uint8Array<ArrayBuffer>} */ (data)])
    .stream()
    .pipeThrough(new DecompressionStream('deflate-raw'))
    .getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(() => {
        throw broken(`${name} cannot be unpacked`);
      });
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}
