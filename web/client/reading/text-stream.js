// Bytes that come in pieces, as text that comes in pieces.
// @ts-check
import { invalid } from '../encode.js';

/** Bytes that are taken at a time, however large the pieces of the source are. */
const PIECE = 2 ** 16;

/**
 * The text of a file, an answer of fetch or a stream of bytes, read no faster than it is taken.
 *
 * @param {Blob | Response | ReadableStream<Uint8Array>} source
 * @returns {AsyncGenerator<string, void>}
 */
export async function* textOf(source) {
  const decoder = new TextDecoder();
  for await (const bytes of piecesOf(source)) {
    const text = decoder.decode(bytes, { stream: true });
    if (text) yield text;
  }
  const rest = decoder.decode();
  if (rest) yield rest;
}

/** @param {any} source @returns {AsyncGenerator<Uint8Array, void>} */
async function* piecesOf(source) {
  const stream = source?.body ?? source?.stream?.() ?? source;
  if (!stream?.getReader) {
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
