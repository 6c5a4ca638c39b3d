// What it takes to make each model again: how it was made, then the last file of it that the
// worker handed out.
// @ts-check

/** @import { Client } from './client.js' */

/** @typedef {{ json: Blob | undefined, complete: boolean, summary?: any }} Kept complete: it can go on learning */
/** @typedef {{ keep: (kept: Kept) => void, saved: () => Promise<void>, stop: () => void, eager: boolean }} Listener `eager`: a change is done once it is saved */
/** @typedef {{ verb: 'create' | 'load', args: Record<string, unknown>, complete: boolean, losses: number }} Recipe */

/** Workers that may be lost while a model is made again before that model is given up. */
const BLAME = 2;

export class Recipes {
  /** @type {Map<number, Recipe>} */
  #recipes = new Map();
  /** @type {Map<number, Listener>} */
  #listeners = new Map();

  get models() {
    return [...this.#recipes.keys()];
  }

  /** Models that came back, or would, with less than they had. */
  get reduced() {
    return this.models.filter((model) => !this.#recipes.get(model)?.complete);
  }

  /** @param {number} model @param {'create' | 'load'} verb @param {Record<string, unknown>} args */
  add(model, verb, args) {
    if (this.#recipes.has(model)) return; // a file came first
    this.#recipes.set(model, { verb, args, complete: true, losses: 0 });
  }

  /** @param {number} model */
  remove(model) {
    this.#recipes.delete(model);
    this.unlisten(model);
  }

  /** @param {number} model @param {Kept} kept */
  keep(model, { json, complete, summary }) {
    const recipe = this.#recipes.get(model);
    const args = { json, max_bytes: Infinity };
    if (json) this.#recipes.set(model, { verb: 'load', args, complete, losses: 0 });
    else if (recipe) recipe.complete = false; // it is older than the model
    this.#listeners.get(model)?.keep({ json, complete, summary });
  }

  /** Hands on each file of a model from its next change on. @param {number} model @param {Listener} listener */
  listen(model, listener) {
    this.unlisten(model);
    this.#listeners.set(model, listener);
  }

  /** @param {number} model */
  unlisten(model) {
    this.#listeners.get(model)?.stop();
    this.#listeners.delete(model);
  }

  /** What a model's files are handed on to. @param {unknown} model */
  listener(model) {
    return this.#listeners.get(/** @type {number} */ (model));
  }

  /** All that files are handed on to. */
  get listeners() {
    return [...this.#listeners.values()];
  }

  /**
   * Makes all models again.
   *
   * @param {Client} client
   * @returns {Promise<number[]>} the models that could not be made; they are dropped
   */
  async bringBack(client) {
    const failed = [];
    for (const [model, recipe] of [...this.#recipes]) {
      if (!this.#recipes.has(model)) continue; // it was disposed of meanwhile
      const { verb, args } = recipe;
      try {
        await client.send(verb, { ...args, as: model });
      } catch (error) {
        if (client.lost && ++recipe.losses < BLAME) throw error;
        this.remove(model);
        failed.push(model);
        if (client.lost) throw error;
      }
    }
    return failed;
  }
}
