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
    const result = own(bound(...args.map((value) => own(pyodide.toPy(withoutNull(value))))));
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
 * @param {any} value
 * @returns {any}
 */
function withoutNull(value) {
  if (value === null) return undefined;
  if (Array.isArray(value)) {
    return value.some((item) => typeof item === 'object') ? value.map(withoutNull) : value;
  }
  if (typeof value !== 'object' || ArrayBuffer.isView(value)) return value;
  /** @type {[string, any][]} */
  const entries = Object.entries(value).map(([key, inner]) => [key, withoutNull(inner)]);
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
