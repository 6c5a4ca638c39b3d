// Data of apps whose frameworks watch them (Vue, Svelte, MobX): no message can hold their proxies.
// @ts-check

/**
 * A copy without proxies. What is neither an array nor a plain object stays as it is.
 *
 * @param {any} value
 * @param {Map<object, any>} [done] what two parts share stays one
 * @returns {any}
 */
export function plain(value, done = new Map()) {
  if (typeof value !== 'object' || value === null) return value;
  if (done.has(value)) return done.get(value);
  if (Array.isArray(value)) return Array.from(value, (item) => plain(item, done));
  if (![Object.prototype, null].includes(Object.getPrototypeOf(value))) return value;
  const copy = {};
  done.set(value, copy);
  for (const [key, inner] of Object.entries(value)) {
    Object.defineProperty(copy, key, { ...ORDINARY, value: plain(inner, done) });
  }
  return copy;
}

/** Also of a key as __proto__. */
const ORDINARY = { configurable: true, enumerable: true, writable: true };
