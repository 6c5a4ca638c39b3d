// Several channels of sound as one, of which none is lost.
// @ts-check

/** A channel with less than this share of the loudest one's power holds no sound: −60 dB. */
const QUIET = 1e-6;

/**
 * The mean of the channels that hold sound, at most 1 in absolute value.
 *
 * A mean of all would make a voice in one of six channels six times as soft. And what stands in
 * two channels with opposite signs (a microphone wired the wrong way round) would cancel out: each
 * channel is turned so that it adds to the louder ones, so the power of the sum is never below
 * the sum of the powers.
 *
 * @param {Float32Array[]} channels of one length
 */
export function downmix(channels) {
  const powers = channels.map((channel) => product(channel, channel));
  const least = QUIET * Math.max(...powers);
  const sounding = channels
    .map((channel, i) => ({ channel, power: powers[i] }))
    .filter(({ power }) => power > 0 && power >= least)
    .sort((a, b) => b.power - a.power);
  const sum = new Float32Array(channels[0]?.length ?? 0);
  for (const { channel } of sounding) {
    const sign = product(sum, channel) < 0 ? -1 : 1;
    for (let i = 0; i < sum.length; i++) sum[i] += (sign * channel[i]) / sounding.length;
  }
  let peak = 0;
  for (const sample of sum) peak = Math.max(peak, Math.abs(sample));
  // files of floats may hold any unit, such as −32768 … 32767
  return peak > 1 ? sum.map((sample) => sample / peak) : sum;
}

/** @param {Float32Array} a @param {Float32Array} b */
function product(a, b) {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
