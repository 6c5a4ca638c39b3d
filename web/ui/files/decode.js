// The text of bytes.
// @ts-check

const LOOKED_AT = 4000;

/**
 * Text of bytes: by their byte order mark, as UTF-16 by their zero bytes, as UTF-8, else as
 * Windows-1252.
 *
 * @param {Uint8Array} bytes
 * @returns {{ text: string, note: string | null }}
 */
export function decode(bytes) {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return read('utf-16le', bytes, null);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return read('utf-16be', bytes, null);
  const wide = utf16(bytes);
  if (wide) return read(wide, bytes, 'The file was read as UTF-16.');
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), note: null };
  } catch {
    return read('windows-1252', bytes, 'The file is not UTF-8; it was read as Windows-1252.');
  }
}

/** @param {string} encoding @param {Uint8Array} bytes @param {string | null} note */
const read = (encoding, bytes, note) => ({ text: new TextDecoder(encoding).decode(bytes), note });

/** Which UTF-16 bytes without a mark are: of most letters one byte is zero. */
/** @param {Uint8Array} bytes */
function utf16(bytes) {
  const head = bytes.subarray(0, LOOKED_AT);
  const zeros = [0, 0];
  for (let i = 0; i < head.length; i++) if (head[i] === 0) zeros[i % 2]++;
  const half = head.length / 2;
  const most = Math.max(...zeros);
  if (!half || bytes.length % 2 || Math.min(...zeros) > 0.05 * half || most < 0.4 * half)
    return null;
  return zeros[1] > zeros[0] ? 'utf-16le' : 'utf-16be';
}
