// Whether two things are equal, part by part.
// @ts-check

/** @param {any} one @param {any} other @returns {boolean} */
export function deepEqual(one, other) {
  const parts = [one, other].every((value) => typeof value === 'object' && value !== null);
  if (!parts || one === other) return one === other;
  if (ArrayBuffer.isView(one)) {
    const [a, b] = /** @type {Float32Array[]} */ ([one, other]);
    return a.length === b.length && a.every((value, i) => value === b[i]);
  }
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => deepEqual(one[key], other[key]))
  );
}
