// The uniform stream of NumPy's RandomState(seed).random_sample, bit for bit.
// Matsumoto & Nishimura (1998), "Mersenne twister", ACM TOMACS 8(1); seeding of 2002.
// @ts-check

const N = 624;
const M = 397;

/**
 * @param {number} seed a whole number from 0 to 2³² − 1
 * @returns {() => number} draws from [0, 1), with 53 bits
 */
export function uniformStream(seed) {
  const state = new Uint32Array(N);
  state[0] = seed;
  for (let i = 1; i < N; i++) {
    const last = state[i - 1] ^ (state[i - 1] >>> 30);
    state[i] = Math.imul(1812433253, last) + i;
  }
  let place = N;

  function refill() {
    for (let i = 0; i < N; i++) {
      const y = (state[i] & 0x80000000) | (state[i + 1 < N ? i + 1 : 0] & 0x7fffffff);
      state[i] = state[i + M < N ? i + M : i + M - N] ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
    }
    place = 0;
  }

  function bits() {
    if (place === N) refill();
    let y = state[place++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  }

  return () => {
    const high = bits() >>> 5;
    return (high * 67108864 + (bits() >>> 6)) / 9007199254740992;
  };
}
