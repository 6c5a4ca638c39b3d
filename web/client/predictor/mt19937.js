// The uniform stream of NumPy's RandomState(seed).random_sample, bit for bit.
// Matsumoto & Nishimura (1998), "Mersenne twister", ACM TOMACS 8(1); seeding of 2002.
// @ts-check

const N = 624;
const M = 397;
const MATRIX = 0x9908b0df | 0;

/**
 * @param {number} seed a whole number from 0 to 2³² − 1
 * @returns {(out: Float64Array) => Float64Array} adds the next draws from [0, 1), of 53 bits, to
 *   the numbers of an array
 */
export function uniformStream(seed) {
  const state = new Int32Array(N);
  state[0] = seed;
  for (let i = 1; i < N; i++) {
    const last = state[i - 1] ^ (state[i - 1] >>> 30);
    state[i] = Math.imul(1812433253, last) + i;
  }
  const words = new Int32Array(N);
  let place = N;

  function refill() {
    for (let i = 0; i < N; i++) {
      const y = (state[i] & 0x80000000) | (state[i + 1 < N ? i + 1 : 0] & 0x7fffffff);
      state[i] = state[i + M < N ? i + M : i + M - N] ^ (y >>> 1) ^ (-(y & 1) & MATRIX);
    }
    for (let i = 0; i < N; i++) {
      let y = state[i];
      y ^= y >>> 11;
      y ^= (y << 7) & 0x9d2c5680;
      y ^= (y << 15) & 0xefc60000;
      words[i] = y ^ (y >>> 18);
    }
    place = 0;
  }

  return (out) => {
    for (let i = 0; i < out.length; ) {
      if (place === N) refill();
      const end = Math.min(out.length, i + (N - place) / 2);
      let at = place;
      for (; i < end; i++, at += 2) {
        out[i] += ((words[at] >>> 5) * 67108864 + (words[at + 1] >>> 6)) / 9007199254740992;
      }
      place = at;
    }
    return out;
  };
}
