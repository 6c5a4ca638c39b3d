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
  const plainest = differ.sort((a, b) => Number(oneIsRight(b)) - Number(oneIsRight(a)) || a - b);
  function oneIsRight(/** @type {number} */ i) {
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
 * Without R² where there are no two different truths. `closer`: by how much the second is farther
 * off on average than the first, and the standard error of that.
 *
 * @param {ArrayLike<number>} truth @param {ArrayLike<number>} first @param {ArrayLike<number>} second
 */
export function judgeNumbers(truth, first, second) {
  const values = Array.from(truth);
  const n = values.length;
  const mean = meanOf(values);
  const total = sumOf(values.map((value) => (value - mean) ** 2));
  const off = [first, second].map((said) => values.map((value, i) => Math.abs(said[i] - value)));
  const farther = values.map((_, i) => off[1][i] - off[0][i]);
  const by = meanOf(farther);
  const spread = sumOf(farther.map((one) => (one - by) ** 2)) / (n - 1);
  const apart = values.map((_, i) => Math.abs(first[i] - second[i]));
  const differ = values.some((value) => value !== values[0]);
  return {
    n,
    r2: differ ? off.map((some) => 1 - sumOf(some.map((one) => one ** 2)) / total) : undefined,
    off: off.map(meanOf),
    closer: { by, error: Math.sqrt(spread / n) },
    nearer: [0, 1].map((k) => values.filter((_, i) => off[k][i] < off[1 - k][i]).length),
    places: [...values.keys()].sort((a, b) => apart[b] - apart[a]).slice(0, MOST),
  };
}

/**
 * Whether one that is ahead in so many of the rows where they differ may be so by chance: whether a
 * coin that is thrown so often falls so unevenly in one of twenty cases (the exact sign test).
 *
 * @param {number[]} ahead
 */
export function byChance([a, b]) {
  const thrown = a + b;
  let tail = 0;
  let logOfTerm = -thrown * Math.LN2;
  for (let k = 0; k <= Math.min(a, b); k++) {
    tail += Math.exp(logOfTerm);
    logOfTerm += Math.log((thrown - k) / (k + 1));
  }
  return 2 * tail > 0.05;
}

/** Fewer rows tell nothing of means: as few as the sign test needs, and Student's t is long-tailed. */
const FEWEST = 6;

/**
 * Whether a mean difference may be none: whether it is within the 95 % of Student's t.
 *
 * @param {{ n: number, closer: { by: number, error: number } }} judged
 */
export function meanByChance({ n, closer: { by, error } }) {
  return n < FEWEST || Math.abs(by) <= studentsT(n - 1) * error;
}

/** The 97.5 % point of Student's t, by its expansion in 1 / freedom: right to 0.005 from 5 on. */
const studentsT = (/** @type {number} */ freedom) =>
  1.96 + 2.372 / freedom + 2.822 / freedom ** 2 + 2.556 / freedom ** 3;

/** @param {Pick<ReturnType<typeof judgeClasses>, 'n' | 'right' | 'only' | 'differing'>} judged @param {string[]} names */
export function classesInWords({ n, right, only, differing }, names) {
  if (!differing) return `They say the same of all ${count(n, 'row')}.`;
  const shares = names.map((name, k) => `${name}: ${grouped(right[k])} of ${grouped(n)} right`);
  return `${shares.join('; ')}. ${classVerdict(only, names, differing)}`;
}

/** @param {number[]} only @param {string[]} names @param {number} differing */
function classVerdict(only, names, differing) {
  if (!only[0] && !only[1]) {
    return `They say different things of ${count(differing, 'row')}, and both are wrong there, so take either.`;
  }
  const how = 'right where the other is wrong';
  const [more, less] = inOrder(only[0] - only[1]);
  if (byChance(only)) {
    return `${names[0]} is ${how} in ${grouped(only[0])}, ${names[1]} in ${grouped(only[1])}: so small a difference may be chance, so take either.`;
  }
  return `Take ${names[more]}: it is ${how} in ${grouped(only[more])}, the other way round in ${grouped(only[less])}. That is hardly chance.`;
}

/** @param {Pick<ReturnType<typeof judgeNumbers>, 'n' | 'off' | 'closer' | 'nearer'>} judged @param {string[]} names */
export function numbersInWords(judged, names) {
  const { off, nearer } = judged;
  if (!nearer[0] && !nearer[1]) return 'They are equally far off in every row.';
  const shares = names.map((name, k) => `${name}: ${readable(off[k])} off on average`);
  return `${shares.join('; ')}. ${numberVerdict(judged, names)}`;
}

/**
 * By how far off they are on average; where they are nearer in more rows, but not on average, it is
 * for the reader to say which counts.
 *
 * @param {Parameters<typeof numbersInWords>[0]} judged @param {string[]} names
 */
function numberVerdict(judged, names) {
  const { n, closer, nearer } = judged;
  const [often, rarely] = inOrder(nearer[0] - nearer[1]);
  const rows = `nearer to the truth in ${grouped(nearer[often])} of ${count(n, 'row')}, ${names[rarely]} in ${grouped(nearer[rarely])}`;
  const [close, far] = inOrder(closer.by);
  if (meanByChance(judged)) {
    return byChance(nearer)
      ? `${names[often]} is ${rows}: so small a difference may be chance, so take either.`
      : `They do not agree: ${names[often]} is ${rows}, which is hardly chance; but of how far off they are on average the difference may be, since a few large errors decide it.`;
  }
  const less = `off by ${readable(Math.abs(closer.by))} less on average (±\u00a0${readable(2 * closer.error)})`;
  if (often !== close && !byChance(nearer)) {
    return `They do not agree: ${names[often]} is ${rows}; but ${names[close]} is ${less}. Take ${names[close]} if a few large errors matter, ${names[far]} if they do not.`;
  }
  return `Take ${names[close]}: it is ${less}. That is hardly chance. ${names[often]} is ${rows}.`;
}

/** Which of the two is ahead, and which behind. @param {number} lead of the first */
const inOrder = (lead) => (lead >= 0 ? [0, 1] : [1, 0]);

/** @param {number} right @param {number} rows */
export const ofRows = (right, rows) =>
  `${percent(right / rows, 1)} (${grouped(right)} of ${grouped(rows)})`;

const sumOf = (/** @type {number[]} */ values) => values.reduce((a, b) => a + b, 0);
const meanOf = (/** @type {number[]} */ values) => sumOf(values) / values.length;
