// What two models said of the same rows, beside each other: counts, and the rows where they differ.
// @ts-check
import { count, grouped, percent, readable } from '../../ui/text/format.js';

/** So many of the rows where they differ are shown, the plainest first. */
const MOST = 20;

/**
 * Of classes: how many rows each got right, both, one alone or none; by class; where they differ.
 *
 * @param {string[]} truth @param {string[]} first what the first model said @param {string[]} second
 */
export function judgeClasses(truth, first, second) {
  const right = [first, second].map((said) => said.map((one, i) => one === truth[i]));
  const both = (/** @type {boolean} */ a, /** @type {boolean} */ b) =>
    truth.filter((_, i) => right[0][i] === a && right[1][i] === b).length;
  const classes = [...new Set(truth)].sort();
  const ofClass = (/** @type {boolean[]} */ hits, /** @type {string} */ label) =>
    hits.filter((hit, i) => hit && truth[i] === label).length;
  const differ = [...truth.keys()].filter((i) => first[i] !== second[i]);
  // where one of them is right before where both are wrong in two ways
  const plainest = differ.sort((a, b) => Number(isLost(b)) - Number(isLost(a)) || a - b);
  function isLost(/** @type {number} */ i) {
    return right[0][i] || right[1][i];
  }
  return {
    n: truth.length,
    right: right.map((hits) => hits.filter(Boolean).length),
    both: both(true, true),
    only: [both(true, false), both(false, true)],
    none: both(false, false),
    classes: classes.map((label) => ({
      label,
      rows: truth.filter((one) => one === label).length,
      right: right.map((hits) => ofClass(hits, label)),
    })),
    differing: differ.length,
    places: plainest.slice(0, MOST),
  };
}

/**
 * Of numbers: R² and the mean distance of each, how often each is nearer, and where they differ most.
 *
 * @param {ArrayLike<number>} truth @param {ArrayLike<number>} first @param {ArrayLike<number>} second
 */
export function judgeNumbers(truth, first, second) {
  const values = Array.from(truth);
  const mean = meanOf(values);
  const total = sumOf(values.map((value) => (value - mean) ** 2));
  const off = [first, second].map((said) => values.map((value, i) => Math.abs(said[i] - value)));
  const apart = values.map((_, i) => Math.abs(first[i] - second[i]));
  return {
    n: values.length,
    r2: off.map((some) => 1 - sumOf(some.map((one) => one ** 2)) / total),
    off: off.map(meanOf),
    nearer: [0, 1].map((k) => values.filter((_, i) => off[k][i] < off[1 - k][i]).length),
    places: [...values.keys()].sort((a, b) => apart[b] - apart[a]).slice(0, MOST),
  };
}

/**
 * Whether one that is ahead in so many of the rows where they differ may be so by chance: of a coin
 * that is thrown so often, it would be within two standard deviations.
 *
 * @param {number[]} ahead
 */
export const byChance = ([a, b]) => Math.abs(a - b) <= 2 * Math.sqrt(a + b);

/** @param {ReturnType<typeof judgeClasses>} judged @param {string[]} names */
export function classesInWords({ n, right, only, differing }, names) {
  if (!differing) return `They say the same of all ${count(n, 'row')}.`;
  const shares = names.map((name, k) => `${name}: ${grouped(right[k])} of ${grouped(n)} right`);
  return `${shares.join('; ')}. ${verdict(only, names, 'right where the other is wrong')}`;
}

/** @param {ReturnType<typeof judgeNumbers>} judged @param {string[]} names */
export function numbersInWords({ off, nearer }, names) {
  if (!nearer[0] && !nearer[1]) return 'They are equally far off in every row.';
  const shares = names.map((name, k) => `${name}: ${readable(off[k])} off on average`);
  return `${shares.join('; ')}. ${verdict(nearer, names, 'nearer to the truth')}`;
}

/** @param {number[]} ahead @param {string[]} names @param {string} how */
function verdict(ahead, names, how) {
  const [more, less] = ahead[0] >= ahead[1] ? [0, 1] : [1, 0];
  if (byChance(ahead)) {
    return `One is ${how} in ${grouped(ahead[0])}, the other in ${grouped(ahead[1])}: so small a difference may be chance, so take either.`;
  }
  return `Take ${names[more]}: it is ${how} in ${grouped(ahead[more])}, the other way round in ${grouped(ahead[less])}. That is hardly chance.`;
}

/** @param {number} right @param {number} rows */
export const ofRows = (right, rows) =>
  `${percent(right / rows, 1)} (${grouped(right)} of ${grouped(rows)})`;

const sumOf = (/** @type {number[]} */ values) => values.reduce((a, b) => a + b, 0);
const meanOf = (/** @type {number[]} */ values) => sumOf(values) / values.length;
