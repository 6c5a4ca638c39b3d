// Rows as one array of numbers, which crosses to a worker without a copy of each.
// @ts-check

/** @param {Float32Array[]} rows of one length */
export function matrix(rows) {
  const size = rows[0]?.length ?? 0;
  const data = new Float32Array(rows.length * size);
  rows.forEach((row, i) => {
    data.set(row, i * size);
  });
  return { data, shape: [rows.length, size] };
}
