// The kernels by themselves, in a memory of their own: the very module that Python has beside it, so
// that the bits are the same.
// @ts-check

const PAGE = 65536;
/** Bytes below the module's data, for its stack. */
const STACK = PAGE;
/** What SIMD reads at once. */
const ALIGN = 16;

/** @typedef {Record<string, (...numbers: number[]) => number>} Kernels */

export class KernelMemory {
  #memory = new WebAssembly.Memory({ initial: 4 });
  #end = 2 * PAGE;
  /** @type {Kernels} */
  kernels;

  /** @param {WebAssembly.Module} module */
  constructor(module) {
    const global = (/** @type {number} */ value, mutable = false) =>
      new WebAssembly.Global({ value: 'i32', mutable }, value);
    const env = {
      memory: this.#memory,
      __stack_pointer: global(STACK, true),
      __memory_base: global(STACK),
      __table_base: global(0),
    };
    this.kernels = /** @type {any} */ (new WebAssembly.Instance(module, { env }).exports);
    this.kernels.elm_lend_workspace(this.#room(this.kernels.elm_workspace_bytes()));
  }

  /** What comes later may be forgotten by `forget`. */
  get mark() {
    return this.#end;
  }

  /** Everything that was put after a mark. @param {number} mark */
  forget(mark) {
    this.#end = mark;
  }

  /** Zeros. @param {number} count of numbers @returns {number} their address */
  zeros(count) {
    const address = this.#room(8 * count);
    this.view(address, count).fill(0);
    return address;
  }

  /** Whatever was there. @param {number} count of numbers @returns {number} their address */
  room(count) {
    return this.#room(8 * count);
  }

  /** @param {Float64Array} numbers @returns {number} their address */
  put(numbers) {
    const address = this.#room(numbers.byteLength);
    this.view(address, numbers.length).set(numbers);
    return address;
  }

  /**
   * Stays right until more room is taken.
   *
   * @param {number} address
   * @param {number} count
   */
  view(address, count) {
    return new Float64Array(this.#memory.buffer, address, count);
  }

  /** @param {number} bytes */
  #room(bytes) {
    const address = Math.ceil(this.#end / ALIGN) * ALIGN;
    this.#end = address + bytes;
    const missing = this.#end - this.#memory.buffer.byteLength;
    if (missing > 0) this.#memory.grow(Math.ceil(missing / PAGE));
    return address;
  }
}
