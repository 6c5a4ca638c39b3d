// Other things in place of those that are there, with a way back.
// @ts-check
import { noToast, toast } from './toast.js';

/**
 * A change that is asked for twice changes nothing the second time: the way back stays the one to
 * what there was before the first.
 *
 * @template T
 * @param {object} things
 * @param {() => T} things.now
 * @param {(before: T) => void} things.put
 * @param {string} said
 * @param {() => void} change
 */
export function withWayBack({ now, put }, said, change) {
  const before = now();
  change();
  if (!same(now(), before)) toast(said, { undo: () => put(before) });
  else if (noToast()) toast(said);
}

/** Whether two are equal, part by part. @param {any} one @param {any} other @returns {boolean} */
export function same(one, other) {
  const parts = [one, other].every((value) => typeof value === 'object' && value !== null);
  if (!parts || one === other) return one === other;
  if (ArrayBuffer.isView(one)) {
    const [a, b] = /** @type {Float32Array[]} */ ([one, other]);
    return a.length === b.length && a.every((value, i) => value === b[i]);
  }
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length && keys.every((key) => same(one[key], other[key]))
  );
}
