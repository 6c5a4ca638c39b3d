// A model in a link: deflated, as base64url after a mark of the version, in the fragment, which is
// never sent to a server. A link may come from anyone.
// @ts-check
import { ElmError } from './errors.js';
import { ModelFormatError } from './predictor/decode.js';

const MARK = 'elm';
const VERSION = '1';
/** Characters of a link: browsers take as many, chats and mail programs may cut fewer. */
const MOST_CHARACTERS = 100_000;
/** Of the model file that a link may unfold to. */
const MOST_BYTES = 2 ** 20;

/**
 * The fragment of a link, such as `#elm1.7VbNb9s2…`, that holds the model.
 *
 * @param {string} json what `model.save()` or `elm_core.dumps` made
 * @param {{ limit?: number }} [options] characters at most
 */
export async function toFragment(json, { limit = MOST_CHARACTERS } = {}) {
  const file = new TextEncoder().encode(json);
  const packed =
    file.length > MOST_BYTES
      ? refuseSize(`the model file has ${kilobytes(file.length)}`)
      : await read(through(file, new CompressionStream('deflate-raw')));
  const fragment = `#${MARK}${VERSION}.${encode(packed)}`;
  if (fragment.length > limit) {
    refuseSize(`the link would have ${fragment.length.toLocaleString('en')} characters`);
  }
  return fragment;
}

/**
 * The model in a link, as the text of its file; null where a link holds none.
 *
 * @param {string} link all of it, or its fragment
 * @param {{ limit?: number }} [options] characters at most, as of `toFragment`
 * @returns {Promise<string | null>}
 */
export async function fromFragment(link, { limit = MOST_CHARACTERS } = {}) {
  const fragment = link.slice(link.indexOf('#') + 1);
  const [, version, payload] = /^elm(\w*)\.(.*)$/s.exec(fragment) ?? [];
  if (payload === undefined) return null;
  if (fragment.length >= limit) {
    refuse(
      `the link has ${(fragment.length + 1).toLocaleString('en')} characters, and at most ${limit.toLocaleString('en')} are read: ask for the file instead`,
    );
  }
  if (version !== VERSION) {
    refuse(`it is of version ${version.slice(0, 20)}, and version ${VERSION} is known here`);
  }
  const packed = decode(payload);
  let bytes;
  try {
    bytes = await read(through(packed, new DecompressionStream('deflate-raw')), MOST_BYTES);
  } catch (error) {
    if (error instanceof ModelFormatError) throw error;
    return refuse('it is damaged, or was cut off');
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refuse('it holds no text');
  }
}

/** @param {string} why @returns {never} */
function refuse(why) {
  throw new ModelFormatError(`the model in this link cannot be opened: ${why}`);
}

/** @param {string} why @returns {never} */
function refuseSize(why) {
  throw new ElmError(
    'invalid-input',
    `this model is too large for a link: ${why}. Share the file, or train with fewer hidden units and save without what further training needs`,
  );
}

/** @param {number} bytes */
const kilobytes = (bytes) => `${Math.ceil(bytes / 1000).toLocaleString('en')} kB`;

/** @param {Uint8Array<ArrayBuffer>} bytes @param {CompressionStream | DecompressionStream} stream */
const through = (bytes, stream) => new Blob([bytes]).stream().pipeThrough(stream);

/** @param {ReadableStream<Uint8Array>} stream @param {number} [most] bytes that are read */
async function read(stream, most = Infinity) {
  const chunks = [];
  let size = 0;
  for (const reader = stream.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > most) {
      await reader.cancel();
      refuse(`it unfolds to more than ${kilobytes(most)}`);
    }
    chunks.push(value);
  }
  const out = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    out.set(chunk, at);
    at += chunk.length;
  }
  return out;
}

/** @param {Uint8Array} bytes */
function encode(bytes) {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** @param {string} payload base64url */
function decode(payload) {
  if (!/^[\w-]+$/.test(payload) || payload.length % 4 === 1) {
    refuse('it holds characters that do not belong there, or was cut off');
  }
  return Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (c) =>
    c.charCodeAt(0),
  );
}
