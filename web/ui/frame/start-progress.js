// How far the start of Python has come, and what it loads.
// @ts-check
import { percent, size } from '../text/format.js';

/** Share of the waiting time at which each stage begins, and its length. @type {Record<string, [number, number]>} */
const STAGES = {
  download: [0, 0.55],
  runtime: [0.55, 0.25],
  packages: [0.8, 0.05],
  toolkit: [0.85, 0.15],
  ready: [1, 0],
};

/** @param {{ stage: string, loaded: number, total: number }} progress @returns {number} from 0 to 1 */
export function startShare({ stage, loaded, total }) {
  const [from, length] = STAGES[stage] ?? [0, 0];
  return from + (total ? (length * loaded) / total : 0);
}

/** Before so many seconds nothing can be said of how long it takes. */
const SOON = 1;

/**
 * What comes over the wire is said as it comes, with the time that it takes at the pace until now.
 *
 * @param {{ stage: string, loaded: number, total: number }} progress
 * @param {number} seconds since the start
 */
export function startText(progress, seconds) {
  const { stage, loaded, total } = progress;
  if (stage !== 'download' || !total) return `Starting Python ${percent(startShare(progress))}`;
  const come = `${(loaded / 1e6).toFixed(1)} of ${size(total)}`;
  return `Only once: ${come}${seconds < SOON || !loaded ? '' : `, ${left((seconds * (total - loaded)) / loaded)}`}`;
}

/** @param {number} seconds */
function left(seconds) {
  if (seconds < 100) return `${Math.max(1, Math.round(seconds))} s left`;
  return `${Math.round(seconds / 60)} min left`;
}
