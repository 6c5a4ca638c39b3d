// SHA-256 (FIPS 180-4), at once and in pieces: the browser's own makes its caller wait.
// @ts-check

/** The first 32 bits of the fractional parts of roots of the first 64 primes. */
function fractions(/** @type {number} */ power) {
  const out = [];
  for (let n = 2; out.length < 64; n++) {
    if (!Array.from({ length: n - 2 }, (_, i) => n % (i + 2)).includes(0))
      out.push((n ** power * 2 ** 32) | 0);
  }
  return Int32Array.from(out);
}

const K = fractions(1 / 3);

/** A digest that takes text of one byte a character, or bytes. */
export class Sha256 {
  #state = fractions(1 / 2).slice(0, 8);
  #words = new Int32Array(64);
  #filled = 0;
  #length = 0;

  /** @param {string | Uint8Array} piece */
  add(piece) {
    const text = typeof piece === 'string' ? piece : null;
    const bytes = /** @type {Uint8Array} */ (piece);
    const words = this.#words;
    let filled = this.#filled;
    for (let i = 0; i < piece.length; i++) {
      const byte = text === null ? bytes[i] : text.charCodeAt(i);
      words[filled >> 2] = (words[filled >> 2] << 8) | byte;
      if (++filled === 64) {
        this.#mix();
        filled = 0;
      }
    }
    this.#filled = filled;
    this.#length += piece.length;
    return this;
  }

  /** @returns {string} in hexadecimal; nothing can be added any more */
  hex() {
    const length = this.#length;
    this.add('\u0080');
    while (this.#filled !== 56) this.add('\u0000');
    this.#words[14] = length / 2 ** 29;
    this.#words[15] = length << 3;
    this.#mix();
    return Array.from(this.#state, (v) => (v >>> 0).toString(16).padStart(8, '0')).join('');
  }

  /** Takes the 16 words of a block in. */
  #mix() {
    const w = this.#words;
    const state = this.#state;
    for (let i = 16; i < 64; i++) {
      const x = w[i - 15];
      const y = w[i - 2];
      const s = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
      const t = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
      w[i] = (w[i - 16] + s + w[i - 7] + t) | 0;
    }
    let a = state[0];
    let b = state[1];
    let c = state[2];
    let d = state[3];
    let e = state[4];
    let f = state[5];
    let g = state[6];
    let h = state[7];
    for (let i = 0; i < 64; i++) {
      const s = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
      const one = (h + s + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
      const t = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
      const two = (t + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + one) | 0;
      d = c;
      c = b;
      b = a;
      a = (one + two) | 0;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
    state[5] += f;
    state[6] += g;
    state[7] += h;
  }
}

/** @param {Uint8Array} bytes @returns {string} in hexadecimal */
export const sha256 = (bytes) => new Sha256().add(bytes).hex();
