// Samples as they cross the border, one by one again, and how unlike two of them are.
// @ts-check

/** @typedef {string | Float64Array | Float32Array | Record<string, string | number>} Sample */

/** @param {any} X rows, texts, columns or clips as the client encodes them @returns {Sample[]} */
export function samplesIn({ data, shape, texts, columns, clips }) {
  if (texts) return texts;
  if (columns) return rowsOf(columns);
  if (clips) return clipsOf(clips);
  const width = data.length / shape[0];
  return Array.from({ length: shape[0] }, (_, i) =>
    Float64Array.from(data.subarray(i * width, (i + 1) * width)),
  );
}

/** @param {any[]} columns */
function rowsOf(columns) {
  const cells = columns.map(cellsOf);
  return cells[0].map((/** @type {unknown} */ _, /** @type {number} */ row) =>
    Object.fromEntries(columns.map(({ name }, i) => [name, cells[i][row]])),
  );
}

/** @param {any} column @returns {(string | number)[]} */
function cellsOf({ data, codes, values, text }) {
  if (data) return Array.from(data);
  const known = values ?? text.split('\0');
  return Array.from(codes, (code) => known[code]);
}

/** @param {{ data: Float32Array, lengths: Int32Array }} clips */
function clipsOf({ data, lengths }) {
  let end = 0;
  return Array.from(lengths, (length) => {
    end += length;
    return data.slice(end - length, end);
  });
}

/** @param {Sample} a @param {Sample} b @returns {number} 0 where they are equal */
export function unlikeness(a, b) {
  if (typeof a === 'string' && typeof b === 'string') return 1 - shared(wordsOf(a), wordsOf(b));
  if (ArrayBuffer.isView(a) && ArrayBuffer.isView(b)) {
    const common = Math.min(a.length, b.length);
    let sum = Math.abs(a.length - b.length);
    for (let i = 0; i < common; i++) sum += (a[i] - b[i]) ** 2;
    return sum;
  }
  const [one, other] = [Object.entries(a), new Map(Object.entries(b))];
  return one.reduce((sum, [name, cell]) => sum + cellUnlikeness(cell, other.get(name)), 0);
}

/** @param {string | number} a @param {string | number} [b] */
function cellUnlikeness(a, b) {
  if (a === b) return 0;
  const [x, y] = [Number(a), Number(b)];
  return Number.isFinite(x) && Number.isFinite(y)
    ? Math.abs(x - y) / (Math.abs(x) + Math.abs(y))
    : 1;
}

/** @param {string} text */
const wordsOf = (text) => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu));

/** @param {Set<string>} a @param {Set<string>} b the share of words that both have */
function shared(a, b) {
  const both = [...a].filter((word) => b.has(word)).length;
  return both / Math.max(a.size + b.size - both, 1);
}
