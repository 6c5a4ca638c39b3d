// NumPy and our packages, put where Python finds them.
// @ts-check
/** @import { PyodideAPI } from 'pyodide' */
/** @import { RuntimeFiles } from './download.js' */

/** @typedef {Map<string, Uint8Array<ArrayBuffer>>} Files by their path in site-packages */
/** @typedef {{ packed: Uint8Array<ArrayBuffer>, size: number }} Packages `size`: of what it holds */

export const SITE_PACKAGES = '/lib/python3.14/site-packages/';

/** Bytes that Python holds at a time: its memory grows and never shrinks. */
const STEP = 1 << 18;

// as Pyodide has a zstd of its own, no page needs one
const INFLATE = `
from _zstd import ZstdDecompressor
frame = ZstdDecompressor()
lambda packed, most: frame.decompress(packed.to_bytes(), most)
`;

/**
 * Out of what was downloaded.
 *
 * @param {RuntimeFiles} runtime
 * @param {string} indexURL
 * @returns {Promise<Packages>}
 */
export async function fetchPackages({ packages: { path, holds } }, indexURL) {
  const packed = new Uint8Array(await (await fetch(indexURL + path)).arrayBuffer());
  return { packed, size: holds };
}

/** @param {PyodideAPI} pyodide @param {Packages} packages */
export function installPackages(pyodide, packages) {
  putFiles(pyodide, unpacked(inflated(pyodide, packages)));
  pyodide.runPython('import importlib\nimportlib.invalidate_caches()');
}

/** @param {PyodideAPI} pyodide @param {Files} files */
export function putFiles(pyodide, files) {
  const { FS } = /** @type {any} */ (pyodide);
  const made = new Set();
  for (const [path, bytes] of files) {
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    if (!made.has(folder)) FS.mkdirTree(SITE_PACKAGES + folder);
    made.add(folder);
    FS.writeFile(SITE_PACKAGES + path, bytes, { canOwn: true }); // not copied once more
  }
}

/**
 * A line of JSON, [[path, bytes], …], and then their contents.
 *
 * @param {Uint8Array<ArrayBuffer>} whole
 * @returns {Files}
 */
function unpacked(whole) {
  const end = whole.indexOf(10);
  /** @type {[string, number][]} */
  const list = JSON.parse(new TextDecoder().decode(whole.subarray(0, end)));
  let at = end + 1;
  return new Map(
    list.map(([path, size]) => {
      at += size;
      return [path, whole.subarray(at - size, at)];
    }),
  );
}

/** @param {PyodideAPI} pyodide @param {Packages} packages */
function inflated(pyodide, { packed, size }) {
  const globals = pyodide.toPy({});
  const inflate = pyodide.runPython(INFLATE, { globals });
  const whole = new Uint8Array(size);
  let filled = 0;
  for (let from = 0; filled < size; from += STEP) {
    const content = inflate(packed.subarray(from, from + STEP), STEP);
    const view = content.getBuffer('u8');
    whole.set(view.data, filled);
    filled += view.data.length;
    view.release();
    content.destroy();
  }
  inflate.destroy();
  globals.destroy();
  return whole;
}
