// Sound at another rate, by a windowed sinc. See elm_core/maths/spectrogram.py.
// @ts-check

/** Zero crossings of the filter on either side. */
const LOBES = 16;
/** Filters that are kept, where the rates are as whole numbers are. */
const PHASES = 1000;

/** @param {Float64Array} samples @param {number} rate @param {number} wanted @returns {Float64Array} */
export function resample(samples, rate, wanted) {
  if (rate === wanted) return samples;
  const step = rate / wanted;
  const cut = Math.min(1, wanted / rate);
  const reach = Math.ceil(LOBES / cut);
  const phases = phasesOf(step);
  const hop = Math.round(step * phases);
  /** @type {Map<number, Float64Array>} */
  const filters = new Map();
  /** @param {number} phase */
  const filterOf = (phase) => {
    let found = filters.get(phase);
    if (!found) {
      found = lowPass(phase, cut, reach);
      if (filters.size < PHASES) filters.set(phase, found);
    }
    return found;
  };
  return Float64Array.from({ length: Math.ceil((samples.length * wanted) / rate) }, (_, m) => {
    const part = phases ? ((m * hop) % phases) / phases : (m * step) % 1;
    const whole = Math.round(phases ? (m * hop) / phases - part : m * step - part);
    const filter = filterOf(part);
    const first = Math.max(0, whole + 1 - reach);
    const last = Math.min(samples.length - 1, whole + reach);
    let sum = 0;
    for (let i = first; i <= last; i++) sum += samples[i] * filter[i - whole - 1 + reach];
    return sum;
  });
}

/** The least whole number that makes a step a whole one, or 0. @param {number} step */
function phasesOf(step) {
  for (let n = 1; n <= PHASES; n++) if (Math.abs(Math.round(step * n) / n - step) < 1e-12) return n;
  return 0;
}

/** c h(c (t − j)) for t at a phase of a sample and the 2 reach whole numbers j around it. */
/** @param {number} phase @param {number} cut @param {number} reach */
const lowPass = (phase, cut, reach) =>
  Float64Array.from({ length: 2 * reach }, (_, j) => {
    const distance = cut * (phase - (j + 1 - reach));
    const share = Math.min(1, Math.max(-1, distance / LOBES));
    const sinc = distance ? Math.sin(Math.PI * distance) / (Math.PI * distance) : 1;
    return cut * sinc * (0.5 + 0.5 * Math.cos(Math.PI * share));
  });
