// Pre-trained vectors of word pieces: the file of the package elm_vectors. See
// elm_core/features/word_vectors.py.
// @ts-check
import { SPACE } from '../reading/unicode.js';
import { affine, rowOf } from './linear.js';
import { ensure, refuse } from './refusal.js';
import { sha256 } from './sha256.js';

/** @import { Held } from './decode.js' */
/** @import { Products } from './text.js' */

const NO_VECTORS = 'not a file of word vectors';
const LONGEST_WORD = 100;
const SHORTEST_PIECE = 3;
const CHINESE = '\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}';
const TOKEN = new RegExp(
  `[${CHINESE}]|(?:(?![${CHINESE}])[\\p{L}\\p{N}])+|(?!${SPACE})[^\\p{L}\\p{N}_]|_`,
  'gu',
);

/** @type {WeakMap<Uint8Array, WordVectors>} */
const READ = new WeakMap();

/**
 * @param {Uint8Array} bytes the .npz of the package elm_vectors, for `Predictor.from(json, { vectors })`
 * @returns {WordVectors}
 */
export function readVectors(bytes) {
  ensure(bytes instanceof Uint8Array, 'word vectors that are no Uint8Array');
  let found = READ.get(bytes);
  if (!found) {
    found = read(bytes);
    READ.set(bytes, found);
  }
  return found;
}

/** @param {Uint8Array} bytes */
function read(bytes) {
  const parts = unzip(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length));
  const [vectors, pieces, characters] = ['vectors', 'pieces', 'n_characters'].map((name) =>
    npy(parts.get(`${name}.npy`) ?? refuse(NO_VECTORS)),
  );
  return new WordVectors(
    new Int8Array(vectors.data.buffer),
    vectors.shape[1],
    new TextDecoder().decode(pieces.data).split('\n'),
    new DataView(characters.data.buffer).getUint32(0, true),
    sha256(bytes),
  );
}

class WordVectors {
  #index;
  #longest = 0;
  #vectors;
  #weights;

  /** @param {Int8Array} vectors @param {number} width @param {string[]} pieces @param {number} characters @param {string} sha256 */
  constructor(vectors, width, pieces, characters, sha256) {
    ensure(vectors.length === width * pieces.length, NO_VECTORS);
    this.width = width;
    this.sha256 = sha256;
    this.#vectors = vectors;
    this.#index = new Map(pieces.map((piece, i) => [piece, i]));
    for (const piece of pieces) this.#longest = Math.max(this.#longest, [...piece].length);
    this.#weights = pieces.map((_, i) => {
      const share = 1 / ((Math.max(i - characters, 0) + 2.7) * Math.log(pieces.length));
      return 1e-3 / (1e-3 + share);
    });
  }

  /** @param {string} text @returns {Float64Array} of length 1, or 0 for a text without known words */
  transform(text) {
    const { width } = this;
    const out = new Float64Array(width);
    for (const word of splitWords(text)) {
      for (const place of this.#known([...word].slice(0, LONGEST_WORD))) {
        for (let k = 0; k < width; k++)
          out[k] += this.#weights[place] * this.#vectors[place * width + k];
      }
    }
    const length = Math.sqrt(out.reduce((sum, v) => sum + v * v, 0)) || 1;
    return out.map((v) => Math.fround(v / length));
  }

  /**
   * Products of [√(1 − s) x, √s v] for the terms x and the vector v of texts; s is the vectors'
   * share, 0 where v is 0.
   *
   * @param {Products} ofTerms @param {Held} params @param {Held} learned @param {number} n
   * @returns {Products}
   */
  products(ofTerms, params, learned, n) {
    const { width } = this;
    const share = params.vector_share;
    const stored = { data: Float64Array.from(learned.dense_.data), rows: n, columns: width };
    const rows = stored.data.map((v) => Math.sqrt(share) * v);
    const shareOf = (/** @type {Float64Array} */ vector) => (vector.some(Boolean) ? share : 0);
    const ofOwn = Float64Array.from({ length: n }, (_, i) =>
      Math.sqrt(1 - shareOf(rowOf(stored, i))),
    );
    const none = new Float64Array(n);
    const ofVectors = new Float64Array(n);
    return (text, out) => {
      const vector = this.transform(text);
      const own = shareOf(vector);
      const scaled = vector.map((v) => Math.sqrt(own) * v);
      affine(scaled, 1, width, rows, n, none, ofVectors);
      const known = ofTerms(text, out);
      for (let i = 0; i < n; i++) out[i] = Math.sqrt(1 - own) * ofOwn[i] * out[i] + ofVectors[i];
      return (1 - own) * known + scaled.reduce((sum, v) => sum + v * v, 0);
    };
  }

  /** @param {string[]} word its characters */
  #known(word) {
    if (word.length < 2) return [];
    const found = this.#cut(word);
    return found.length < 2 || word.length >= SHORTEST_PIECE * found.length ? found : [];
  }

  /** @param {string[]} word */
  #cut(word) {
    const out = [];
    for (let start = 0; start < word.length; ) {
      let stop = Math.min(word.length, start + this.#longest);
      let at;
      for (; stop > start; stop--) {
        at = this.#index.get((start ? '##' : '') + word.slice(start, stop).join(''));
        if (at !== undefined) break;
      }
      if (at === undefined) return [];
      out.push(at);
      start = stop;
    }
    return out;
  }
}

/** @param {string} text @returns {string[]} */
function splitWords(text) {
  return (
    text
      .toLowerCase()
      .normalize('NFD')
      .replace(/[\p{Mn}\p{Cf}]/gu, '')
      .match(TOKEN) ?? []
  );
}

/**
 * The files of an archive that is not compressed, as its central directory lists them.
 *
 * @param {Uint8Array} bytes
 */
function unzip(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  /** @type {Map<string, Uint8Array>} */
  const out = new Map();
  const end = bytes.length - 22;
  ensure(end >= 0 && view.getUint32(end, true) === 0x06054b50, NO_VECTORS);
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    ensure(view.getUint16(at + 10, true) === 0, 'word vectors that are compressed');
    const length = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + length));
    const local = view.getUint32(at + 42, true);
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    out.set(name, bytes.subarray(start, start + view.getUint32(at + 24, true)));
    at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return out;
}

/** @param {Uint8Array} bytes a file of numpy.save, version 1 */
function npy(bytes) {
  const start = 10 + bytes[8] + 256 * bytes[9];
  const header = new TextDecoder().decode(bytes.subarray(10, start));
  const shape = (/'shape': \(([^)]*)\)/.exec(header)?.[1] ?? '')
    .split(',')
    .filter((n) => n.trim())
    .map(Number);
  return { shape, data: bytes.slice(start) };
}
