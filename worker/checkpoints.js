// In each quiet moment: the files of the models that changed, for the page to keep.
// @ts-check

/** Quiet time after which models that changed are handed out, in milliseconds. */
const QUIET = 100;
/** The longest that one waits while requests go on and on. */
const LATEST = 3000;

/** @typedef {{ take: () => boolean, isBusy: () => boolean, onIdle: () => void }} Hooks `take` hands out one model, false when none has changed */

export class Checkpoints {
  #hooks;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {number | undefined} when the first change came that may not be handed out yet */
  #since;

  /** @param {Hooks} hooks */
  constructor(hooks) {
    this.#hooks = hooks;
  }

  /** A request has been answered, and may have changed a model. */
  touch() {
    const now = performance.now();
    this.#since ??= now;
    this.#wait(Math.min(QUIET, this.#since + LATEST - now));
  }

  /** Hands out all that changed, now. */
  flush() {
    while (this.#hooks.take());
  }

  /** @param {number} milliseconds */
  #wait(milliseconds) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#run(), Math.max(0, milliseconds));
  }

  #run() {
    const age = performance.now() - /** @type {number} */ (this.#since);
    const busy = this.#hooks.isBusy();
    if (busy && age < LATEST) return this.#wait(QUIET);
    if (this.#hooks.take()) return this.#wait(0); // requests come in between
    this.#since = undefined;
    if (!busy) this.#hooks.onIdle();
  }
}
