// Which samples are left out together: what the verb `cross_validate` is given for `groups`.
// @ts-check

const STRETCHES = 5;

/**
 * The number of the group of each sample.
 *
 * Samples of one recording (pictures of one camera take) go together. Where a class has one recording
 * alone, it is cut in stretches: neighbours, which are nearly alike, still go together.
 *
 * @param {string[]} labels @param {unknown[]} recordings of each sample
 */
export function groupsOf(labels, recordings) {
  const names = new Map();
  const number = (/** @type {unknown} */ name) => {
    if (!names.has(name)) names.set(name, names.size);
    return names.get(name);
  };
  const groups = new Int32Array(labels.length);
  for (const label of new Set(labels)) {
    const rows = labels.flatMap((other, i) => (other === label ? [i] : []));
    const alone = new Set(rows.map((row) => recordings[row])).size === 1;
    const stretch = Math.min(STRETCHES, rows.length) / rows.length;
    rows.forEach((row, i) => {
      groups[row] = number(alone ? `${Math.floor(i * stretch)} of ${label}` : recordings[row]);
    });
  }
  return groups;
}

/**
 * Counts of a report with the classes in another order.
 *
 * @param {{ classes: unknown[], confusion: { data: ArrayLike<number> } }} report @param {string[]} names
 */
export function inOrder({ classes, confusion: { data } }, names) {
  const places = names.map((name) => classes.map(String).indexOf(name));
  const counts = places.flatMap((i) => places.map((j) => data[i * classes.length + j]));
  return { classes: names, confusion: { data: counts } };
}
