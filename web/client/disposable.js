// What `using` and `await using` end, in engines that have them.
// @ts-check

/**
 * What is disposed of where `using` leaves its block; nobody waits for it, but where it is awaited.
 *
 * @param {{ prototype: { dispose: () => Promise<void> } }} kind
 */
export function makeDisposable({ prototype }) {
  for (const symbol of [Symbol.dispose, Symbol.asyncDispose]) {
    if (!symbol) continue; // an older engine has no `using` either
    /** @this {{ dispose: () => Promise<void> }} */
    const end = function () {
      return this.dispose();
    };
    Object.defineProperty(prototype, symbol, { value: end });
  }
}
