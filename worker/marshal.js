// Values across the border between JavaScript and Python. Owns every proxy but the service's.
// @ts-check

/** @import { PyodideAPI } from 'pyodide' */

let live = 0;

/** Proxies made here and not yet destroyed; 0 between messages, or there is a leak. */
export const liveProxies = () => live;

/**
 * Calls a method of the service with plain data and returns plain data.
 *
 * Typed arrays are copied into Python's memory once, as flat buffers; arrays in the answer come
 * back as typed arrays that own their memory.
 *
 * @param {PyodideAPI} pyodide
 * @param {any} service
 * @param {string} method
 * @param {unknown[]} args
 * @returns {any}
 */
export function call(pyodide, service, method, args) {
  /** @type {{ destroy(): void }[]} */
  const owned = [];
  const own = (/** @type {any} */ value) => {
    if (value instanceof pyodide.ffi.PyProxy) {
      owned.push(value);
      live++;
    }
    return value;
  };
  try {
    const bound = own(service[method]);
    const plain = args.map((value) => withoutNull(value, new Map()));
    const result = own(bound(...plain.map((value) => own(pyodide.toPy(value)))));
    return result instanceof pyodide.ffi.PyProxy
      ? result.toJs({ dict_converter: Object.fromEntries, create_pyproxies: false })
      : result;
  } finally {
    for (const proxy of owned) {
      proxy.destroy();
      live--;
    }
  }
}

/**
 * null and undefined both become None: Python would see a null of its own kind otherwise. And what
 * has a key "constructor", as a column may be called, would be no plain object there.
 *
 * @param {any} value not nested deeper than a request may be
 * @param {Map<object, any>} done what two parts share stays one
 * @returns {any}
 */
function withoutNull(value, done) {
  if (value === null) return undefined;
  if (typeof value !== 'object' || ArrayBuffer.isView(value)) return value;
  if (!done.has(value)) done.set(value, changed(value, done));
  return done.get(value);
}

/** @param {any} value @param {Map<object, any>} done */
function changed(value, done) {
  if (Array.isArray(value)) {
    return value.some((item) => typeof item === 'object')
      ? value.map((inner) => withoutNull(inner, done))
      : value;
  }
  /** @type {[string, any][]} */
  const entries = Object.entries(value).map(([key, inner]) => [key, withoutNull(inner, done)]);
  return Object.hasOwn(value, 'constructor') ? new Map(entries) : Object.fromEntries(entries);
}

/**
 * The buffers of the typed arrays in an answer, to be transferred with it.
 *
 * @param {any} value
 * @param {Set<ArrayBuffer>} found
 */
export function transferables(value, found = new Set()) {
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer) found.add(value.buffer);
  } else if (value && typeof value === 'object') {
    for (const inner of Object.values(value)) {
      if (inner && typeof inner === 'object') transferables(inner, found);
    }
  }
  return found;
}
