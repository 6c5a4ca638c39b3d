// Whether a worker is still there. It holds a lock for as long as it lives, and it answers when it
// is asked; where the browser has no locks, only the second.
// @ts-check

/** Time between two questions while somebody waits for an answer, in milliseconds. */
const INTERVAL = 5000;

export class Watchdog {
  #ask;
  #ended;
  #silent;
  #patience;
  #slack = 1;
  #missed = 0;
  #heard = false;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #timer;
  #lock = new AbortController();
  /** The lock that the worker is to hold; the platform gives such names in secure contexts alone. */
  lockName = globalThis.navigator?.locks && `elm-toolkit-${crypto.randomUUID()}`;

  /**
   * @param {object} hooks
   * @param {() => void} hooks.ask sends a question that is answered between two steps of work
   * @param {() => void} hooks.ended it is gone
   * @param {() => void} hooks.silent it does not answer any more
   * @param {number} hooks.patience seconds without a sign of life after which it counts as lost
   */
  constructor({ ask, ended, silent, patience }) {
    this.#ask = ask;
    this.#ended = ended;
    this.#silent = silent;
    this.#patience = (1000 * patience) / INTERVAL;
  }

  /** The worker has said something. */
  heard() {
    this.#heard = true;
    this.#missed = 0;
  }

  /** The worker holds its lock: whoever gets it next knows that it is gone. */
  watchLock() {
    if (!this.lockName) return;
    navigator.locks
      .request(this.lockName, { signal: this.#lock.signal }, () => this.#ended())
      .catch(() => {}); // nobody waits for it any more
  }

  /** Somebody waits for an answer, until `rest`. @param {number} [slack] times the patience */
  watch(slack = 1) {
    this.#slack = slack;
    this.#timer ??= setInterval(() => this.#tick(), INTERVAL);
    /** @type {{ unref?: () => void }} */ (Object(this.#timer)).unref?.(); // in Node it keeps no process alive
  }

  rest() {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#missed = 0;
  }

  end() {
    this.rest();
    this.#lock.abort();
  }

  // Questions are counted, not seconds: a computer that slept has missed one, not a hundred.
  #tick() {
    if (!this.#heard) return; // its script is still being loaded
    if (this.#missed >= this.#slack * this.#patience) return this.#silent();
    this.#missed++;
    this.#ask();
  }
}
