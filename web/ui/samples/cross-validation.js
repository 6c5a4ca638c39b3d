// Judging samples by models that have not seen them: a fifth of each class is left out at a time.
// @ts-check

const FOLDS = 5;

/**
 * The fold of each sample, in which it is left out; −1 for the only ones of their class.
 *
 * Samples of one group (pictures of one recording) go together. Where a class has one group alone,
 * it is cut in stretches: neighbours, which are nearly alike, still go together.
 *
 * @param {string[]} labels @param {unknown[]} groups of each sample
 */
export function foldsOf(labels, groups) {
  const fold = new Array(labels.length).fill(-1);
  for (const label of new Set(labels)) {
    const rows = labels.flatMap((other, i) => (other === label ? [i] : []));
    if (rows.length < 2) continue;
    const distinct = [...new Set(rows.map((row) => groups[row]))];
    rows.forEach((row, i) => {
      fold[row] =
        distinct.length > 1
          ? distinct.indexOf(groups[row]) % FOLDS
          : Math.floor((i * Math.min(FOLDS, rows.length)) / rows.length);
    });
  }
  return fold;
}

/**
 * Counts for the confusion matrix: rows are what was true.
 *
 * @param {string[]} truth @param {(string | null)[]} said null where a sample was not judged
 */
export function tally(truth, said) {
  const classes = [...new Set(truth)];
  const data = new Int32Array(classes.length ** 2);
  let judged = 0;
  let right = 0;
  truth.forEach((label, i) => {
    const answer = said[i];
    if (answer === null) return;
    judged += 1;
    right += Number(answer === label);
    data[classes.indexOf(label) * classes.length + classes.indexOf(answer)] += 1;
  });
  return { classes, confusion: { data }, judged, right };
}
