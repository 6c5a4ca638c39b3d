// Bytes that come in pieces, as text that comes in pieces. The same rules as client/files/decode.js,
// without the end of the file.
// @ts-check
import { invalid } from '../errors.js';
import { asEncoded, encodingOf, LOOKED_AT, NOT_UTF8 } from '../files/decode.js';

/** Bytes that are taken at a time, however large the pieces of the source are. */
const PIECE = 2 ** 16;
/** Bytes of the longest character in UTF-8. */
const CHARACTER = 4;

/**
 * The text of a file, an answer of fetch or a stream of bytes, read no faster than it is taken.
 *
 * @param {Blob | Response | ReadableStream<Uint8Array>} source
 * @param {{ encoding?: string, onNote?: (note: string) => void }} [options] `encoding`: else by the
 *   byte order mark, as UTF-16 by its zero bytes, as UTF-8, or as Windows-1252
 * @returns {AsyncGenerator<string, void>}
 */
export async function* textOf(source, { encoding, onNote = () => {} } = {}) {
  const pieces = piecesOf(source);
  try {
    const first = await atLeast(pieces, new Uint8Array(), LOOKED_AT);
    const head = first.length > LOOKED_AT ? first.subarray(0, LOOKED_AT) : first;
    const found = encoding === undefined ? encodingOf(head) : { encoding, note: null };
    if (found?.note) onNote(found.note);
    const texts = found
      ? decoded(joined(first, pieces), decoderOf(found.encoding))
      : utf8OrLatin(first, pieces, onNote);
    for await (const text of texts) {
      if (text.includes('\0')) throw invalid('this is no text file: it holds zero bytes', 'X');
      if (text) yield text;
    }
  } finally {
    await pieces.return();
  }
}

/** @param {string} encoding */
function decoderOf(encoding) {
  try {
    return new TextDecoder(encoding);
  } catch {
    throw invalid(`encoding '${encoding}' is not known: say utf-8 or windows-1252`, 'encoding');
  }
}

/** @param {AsyncIterable<Uint8Array>} pieces @param {TextDecoder} decoder @returns {AsyncGenerator<string, void>} */
async function* decoded(pieces, decoder) {
  const { encoding } = decoder;
  for await (const bytes of pieces)
    yield asEncoded(decoder.decode(bytes, { stream: true }), encoding);
  yield decoder.decode();
}

/**
 * UTF-8, or Windows-1252 if the first characters beyond ASCII say so: what came before them is the
 * same in both.
 *
 * @param {Uint8Array} first @param {AsyncGenerator<Uint8Array, void>} pieces
 * @param {(note: string) => void} onNote @returns {AsyncGenerator<string, void>}
 */
async function* utf8OrLatin(first, pieces, onNote) {
  const ascii = new TextDecoder();
  for await (const bytes of joined(first, pieces)) {
    const start = beyondAscii(bytes);
    if (start < 0) {
      yield ascii.decode(bytes);
      continue;
    }
    yield ascii.decode(bytes.subarray(0, start));
    const rest = await atLeast(pieces, bytes.subarray(start), CHARACTER);
    const decoder = isUtf8(rest)
      ? new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }) // one within the text is a character
      : new TextDecoder('windows-1252');
    if (decoder.encoding !== 'utf-8') onNote(NOT_UTF8);
    try {
      yield* decoded(joined(rest, pieces), decoder);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      const advice = "say encoding: 'windows-1252', or what it is";
      throw invalid(`the file begins as UTF-8 and does not go on so: ${advice}`, 'encoding');
    }
  }
}

/** Where the first byte is that is no ASCII, −1 if all are. @param {Uint8Array} bytes */
function beyondAscii(bytes) {
  for (let i = 0; i < bytes.length; i++) if (bytes[i] > 0x7f) return i;
  return -1;
}

/** Whether bytes are UTF-8; a last character may go on behind them, if there are more. @param {Uint8Array} bytes */
function isUtf8(bytes) {
  const stream = bytes.length >= CHARACTER;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream });
    return true;
  } catch {
    return false;
  }
}

/** @param {Uint8Array} first @param {AsyncIterable<Uint8Array>} pieces @returns {AsyncGenerator<Uint8Array, void>} */
async function* joined(first, pieces) {
  yield first;
  yield* pieces;
}

/**
 * Bytes with those that follow, until there are so many.
 *
 * @param {AsyncGenerator<Uint8Array, void>} pieces @param {Uint8Array} bytes @param {number} wanted
 */
async function atLeast(pieces, bytes, wanted) {
  let all = bytes;
  while (all.length < wanted) {
    const { done, value } = await pieces.next();
    if (done) break;
    const longer = new Uint8Array(all.length + value.length);
    longer.set(all);
    longer.set(value, all.length);
    all = longer;
  }
  return all;
}

/** @param {Blob | Response | ReadableStream<Uint8Array>} source @returns {AsyncGenerator<Uint8Array, void>} */
async function* piecesOf(source) {
  const { body, stream: streamed } = /** @type {Partial<Response & Blob>} */ (source ?? {});
  const stream = /** @type {ReadableStream<Uint8Array> | null} */ (
    body ?? (streamed ? streamed.call(source) : source)
  );
  if (typeof stream !== 'object' || stream === null || !('getReader' in stream)) {
    throw invalid('a CSV comes as a File, a Response or a ReadableStream of bytes', 'X');
  }
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      for (let at = 0; at < value.length; at += PIECE) yield value.subarray(at, at + PIECE);
    }
  } finally {
    await reader.cancel().catch(() => {}); // whoever takes the text has had enough
  }
}
