// The text of bytes.
// @ts-check

/** Bytes at the beginning that tell the encoding. */
export const LOOKED_AT = 4000;

/**
 * Text of bytes: by their byte order mark, as UTF-16 by their zero bytes, as UTF-8, else as
 * Windows-1252.
 *
 * @param {Uint8Array} bytes
 * @returns {{ text: string, note: string | null }}
 */
export function decode(bytes) {
  const found = encodingOf(bytes);
  if (found) return read(found.encoding, bytes, found.note);
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), note: null };
  } catch {
    return read('windows-1252', bytes, NOT_UTF8);
  }
}

export const NOT_UTF8 = 'The file is not UTF-8; it was read as Windows-1252.';

/**
 * The encoding that a byte order mark or zero bytes tell; null where there are none.
 *
 * @param {Uint8Array} bytes @returns {{ encoding: string, note: string | null } | null}
 */
export function encodingOf(bytes) {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', note: null };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', note: null };
  const encoding = utf16(bytes);
  return encoding && { encoding, note: 'The file was read as UTF-16.' };
}

/** @param {string} encoding @param {Uint8Array} bytes @param {string | null} note */
function read(encoding, bytes, note) {
  const decoder = new TextDecoder(encoding);
  return { text: asEncoded(decoder.decode(bytes), decoder.encoding), note };
}

const BEYOND_LATIN = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/**
 * What was decoded, with the characters that Windows-1252 has beyond Latin-1: some versions of Node
 * read one as the other, and of 5 € stays a control character.
 *
 * @param {string} text @param {string} encoding
 */
export const asEncoded = (text, encoding) =>
  encoding === 'windows-1252'
    ? text.replace(/[\u0080-\u009f]/g, (sign) => BEYOND_LATIN[sign.charCodeAt(0) - 128])
    : text;

/**
 * Which UTF-16 bytes without a mark are: of most letters one byte is zero. In scripts of other
 * letters than ours that holds for the line ends at least.
 *
 * @param {Uint8Array} bytes
 */
function utf16(bytes) {
  const head = bytes.subarray(0, LOOKED_AT);
  const zeros = [0, 0];
  for (let i = 0; i < head.length; i++) if (head[i] === 0) zeros[i % 2]++;
  const [fewest, most] = [Math.min(...zeros), Math.max(...zeros)];
  if (!most || bytes.length % 2 || 10 * fewest > most) return null;
  const little = zeros[1] > zeros[0];
  const encoding = little ? 'utf-16le' : 'utf-16be';
  if (5 * most >= head.length) return encoding; // two of five letters
  let ends = 0;
  for (let i = 0; i < head.length; i += 2)
    if (head[i] + head[i + 1] === 10 && head[little ? i : i + 1] === 10) ends++;
  return ends > 1 && fewest === 0 ? encoding : null;
}
