// What the microphone hears, drawn from left to right and over again: bands of pitch, and the level.
// @ts-check

const [BANDS, COLUMNS] = [48, 240];
const [LOWEST, HIGHEST] = [90, 8000];
/** Decibels drawn as nothing and in full. */
const [FAINT, LOUD] = [-95, -30];

/**
 * @param {HTMLCanvasElement} canvas
 * @param {HTMLMeterElement} meter
 */
export function spectrogram(canvas, meter) {
  canvas.width = COLUMNS;
  canvas.height = BANDS;
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  let column = 0;
  let frame = 0;

  /** @param {AnalyserNode} analyser */
  function follow(analyser) {
    const decibels = new Float32Array(analyser.frequencyBinCount);
    const samples = new Float32Array(1024);
    const edges = edgesOf(analyser.context.sampleRate, decibels.length);
    const draw = () => {
      analyser.getFloatFrequencyData(decibels);
      analyser.getFloatTimeDomainData(samples);
      meter.value = level(samples);
      context.clearRect(column, 0, 4, BANDS);
      context.fillStyle = getComputedStyle(canvas).color;
      for (let band = 0; band < BANDS; band++) {
        let most = Number.NEGATIVE_INFINITY;
        for (let i = edges[band]; i < edges[band + 1]; i++) most = Math.max(most, decibels[i]);
        const share = (most - FAINT) / (LOUD - FAINT);
        if (share <= 0) continue;
        context.globalAlpha = Math.min(1, share) ** 1.5;
        context.fillRect(column, BANDS - 1 - band, 1, 1);
      }
      column = (column + 1) % COLUMNS;
      frame = requestAnimationFrame(draw);
    };
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(draw);
  }

  function stop() {
    cancelAnimationFrame(frame);
    meter.value = 0;
    context.clearRect(0, 0, COLUMNS, BANDS);
    column = 0;
  }
  return { follow, stop };
}

/** Loudness from 0 (−60 dB) to 1. @param {Float32Array} samples */
function level(samples) {
  let energy = 0;
  for (const sample of samples) energy += sample * sample;
  const decibel = 10 * Math.log10(energy / samples.length + 1e-12);
  return Math.max(0, Math.min(1, 1 + decibel / 60));
}

/** The first bin of each band, at least one in each. @param {number} rate @param {number} bins */
function edgesOf(rate, bins) {
  const width = rate / 2 / bins;
  /** @type {number[]} */
  const edges = [];
  for (let band = 0; band <= BANDS; band++) {
    const hertz = LOWEST * (HIGHEST / LOWEST) ** (band / BANDS);
    const bin = Math.round(hertz / width);
    edges.push(Math.min(bins, band ? Math.max(bin, edges[band - 1] + 1) : bin));
  }
  return edges;
}
