// Saves a model on a shelf, now and after each change, until it is stopped.
// @ts-check
import { ElmError } from './errors.js';

/** @import { Shelf, Change } from './shelf.js' */
/** @import { Summary } from './types/reports.js' */

export class AutoSave {
  #shelf;
  #hooks;
  #replace;
  /** @type {string | undefined} */
  #revision;
  /** @type {{ json: Blob, summary: Summary | undefined } | undefined} the newest file that is not saved yet */
  #waiting;
  /** @type {Promise<void> | undefined} */
  #saving;
  #stopped = false;
  /** @type {ElmError | undefined} why the last save failed */
  error;

  /**
   * @param {Shelf} shelf
   * @param {{ name: string, revision?: string, replace?: boolean, eager?: boolean }} entry `eager`: a
   *   change counts as done when it is saved
   * @param {{ about: (summary: Summary | undefined) => unknown, onSave: (saving: AutoSave) => void, onGone: () => void }} hooks what
   *   lists show of the model; what is told after each save, also one that failed; and when it was
   *   removed from the shelf
   */
  constructor(shelf, { name, revision, replace, eager = true }, hooks) {
    this.#shelf = shelf;
    this.eager = eager;
    this.name = name;
    this.#revision = revision;
    this.#replace = replace;
    this.#hooks = hooks;
    shelf.addEventListener('change', this.#follow);
  }

  /** Saves a file; of those that come while one is being saved, the newest. @param {{ json?: Blob | string, summary?: Summary }} kept */
  keep = ({ json, summary }) => {
    if (this.#stopped) return;
    if (!json) {
      this.error = new ElmError('storage', `'${this.name}' can no longer be kept: it is too large`);
      this.#hooks.onSave(this);
      return;
    }
    this.#waiting = { json: new Blob([json]), summary };
    this.#saving ??= this.#save();
  };

  /** Resolves when there is nothing left to save. */
  async saved() {
    await this.#saving;
  }

  /** Saves nothing that comes from now on. */
  stop() {
    this.#stopped = true;
    this.#shelf.removeEventListener('change', this.#follow);
  }

  /** It was removed from the shelf, which is where it is not to come back. */
  #giveUp() {
    this.#waiting = undefined;
    this.stop();
    this.#hooks.onGone();
  }

  async #save() {
    while (this.#waiting) {
      const { name } = this;
      const { json, summary } = this.#waiting;
      this.#waiting = undefined;
      try {
        const saved = await this.#shelf.put(name, json, {
          about: this.#hooks.about(summary),
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
          this.#waiting ??= { json, summary }; // it was renamed just now
        else if (isGone) return this.#giveUp();
        else this.error = /** @type {ElmError} */ (error);
      }
      this.#hooks.onSave(this);
    }
    this.#saving = undefined;
  }

  /** Others rename and remove models too. @param {Event} event */
  #follow = (event) => {
    const change = /** @type {CustomEvent<Change>} */ (event).detail;
    if (change.type === 'rename' && change.from === this.name) this.name = change.name;
    if (change.type === 'remove' && change.name === this.name) this.#giveUp();
  };
}
