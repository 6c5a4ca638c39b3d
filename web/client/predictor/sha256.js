// SHA-256 (FIPS 180-4), at once: the browser's own makes its caller wait.
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

/** @param {Uint8Array} bytes @returns {string} in hexadecimal */
export function sha256(bytes) {
  const k = fractions(1 / 3);
  const state = fractions(1 / 2).slice(0, 8);
  const w = new Int32Array(64);
  const turn = (/** @type {number} */ x, /** @type {number} */ n) => (x >>> n) | (x << (32 - n));
  const blocks = (bytes.length + 72) >>> 6;
  for (let block = 0; block < blocks; block++) {
    for (let i = 0; i < 16; i++) {
      w[i] = 0;
      for (let j = 0; j < 4; j++) {
        const at = block * 64 + i * 4 + j;
        w[i] = (w[i] << 8) | (at === bytes.length ? 128 : (bytes[at] ?? 0));
      }
    }
    if (block === blocks - 1) {
      w[14] = bytes.length / 2 ** 29;
      w[15] = bytes.length << 3;
    }
    for (let i = 16; i < 64; i++) {
      const [x, y] = [w[i - 15], w[i - 2]];
      w[i] =
        w[i - 16] +
        w[i - 7] +
        (turn(x, 7) ^ turn(x, 18) ^ (x >>> 3)) +
        (turn(y, 17) ^ turn(y, 19) ^ (y >>> 10));
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let i = 0; i < 64; i++) {
      const one =
        (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + k[i] + w[i]) | 0;
      const two = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((v, i) => {
      state[i] += v;
    });
  }
  return Array.from(state, (v) => (v >>> 0).toString(16).padStart(8, '0')).join('');
}
