// Saves a model on a shelf, now and after each change, until it is stopped.
// @ts-check
import { ElmError } from './errors.js';

/** @import { Shelf, Change } from './shelf.js' */

export class Keeper {
  #shelf;
  #hooks;
  #replace;
  /** @type {string | undefined} */
  #revision;
  /** @type {Blob | undefined} the newest file that is not saved yet */
  #waiting;
  /** @type {Promise<void> | undefined} */
  #saving;
  #stopped = false;
  /** @type {unknown} why the last save failed */
  error;

  /**
   * @param {Shelf} shelf
   * @param {{ name: string, revision?: string, replace?: boolean }} entry
   * @param {{ about: () => any, onSave: (keeper: Keeper) => void }} hooks what lists show of the
   *   model; and what is told after each save, also one that failed
   */
  constructor(shelf, { name, revision, replace }, hooks) {
    this.#shelf = shelf;
    this.name = name;
    this.#revision = revision;
    this.#replace = replace;
    this.#hooks = hooks;
    shelf.addEventListener('change', this.#follow);
  }

  /** Saves a file; of those that come while one is being saved, the newest. @param {{ json?: Blob | string }} kept */
  keep = ({ json }) => {
    if (this.#stopped || !json) return;
    this.#waiting = new Blob([json]);
    this.#saving ??= this.#save();
  };

  /** Resolves when there is nothing left to save. */
  async saved() {
    await this.#saving;
  }

  stop() {
    this.#stopped = true;
    this.#shelf.removeEventListener('change', this.#follow);
  }

  async #save() {
    while (this.#waiting && !this.#stopped) {
      const [json, name] = [this.#waiting, this.name];
      this.#waiting = undefined;
      try {
        const saved = await this.#shelf.put(name, json, {
          about: this.#hooks.about(),
          seen: this.#revision,
          replace: this.#replace,
        });
        this.name = saved.name;
        this.#revision = saved.revision;
        this.#replace = false;
        this.error = undefined;
      } catch (error) {
        const isGone = error instanceof ElmError && error.code === 'not-found';
        if (isGone && name !== this.name)
          this.#waiting ??= json; // it was renamed just now
        else if (isGone) this.stop();
        else this.error = error;
      }
      this.#hooks.onSave(this);
    }
    this.#saving = undefined;
  }

  /** Others rename and remove models too. @param {Event} event */
  #follow = (event) => {
    const change = /** @type {CustomEvent<Change>} */ (event).detail;
    if (change.type === 'rename' && change.from === this.name) this.name = change.name;
    if (change.type === 'remove' && change.name === this.name) this.stop();
  };
}
