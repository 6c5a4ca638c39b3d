// How far the start of Python has come.
// @ts-check

/** Share of the waiting time at which each stage begins, and its length. @type {Record<string, [number, number]>} */
const STAGES = {
  download: [0, 0.55],
  runtime: [0.55, 0.3],
  packages: [0.85, 0.1],
  toolkit: [0.95, 0.05],
  ready: [1, 0],
};

/** @param {{ stage: string, loaded: number, total: number }} progress @returns {number} from 0 to 1 */
export function startShare({ stage, loaded, total }) {
  const [from, length] = STAGES[stage] ?? [0, 0];
  return from + (total ? (length * loaded) / total : 0);
}
