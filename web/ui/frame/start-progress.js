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

/** What comes over the wire is said as it comes. @param {{ stage: string, loaded: number, total: number }} progress */
export function startText(progress) {
  const { stage, loaded, total } = progress;
  if (stage !== 'download' || !total) return `Loading Python ${percent(startShare(progress))}`;
  return `Loading ${(loaded / 1e6).toFixed(1)} of ${size(total)}, only once`;
}
