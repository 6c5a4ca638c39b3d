// What it takes to make each model again: how it was made, then the last file of it that the
// worker handed out.
// @ts-check

/** @import { Client } from './client.js' */

/** @typedef {{ json: Blob | undefined, complete: boolean }} Kept complete: it can go on learning */
/** @typedef {{ verb: 'create' | 'load', args: Record<string, unknown>, complete: boolean, losses: number }} Recipe */

/** Workers that may be lost while a model is made again before that model is given up. */
const BLAME = 2;

export class Recipes {
  /** @type {Map<number, Recipe>} */
  #recipes = new Map();
  /** @type {Map<number, Set<(kept: Kept) => void>>} */
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
    this.#listeners.delete(model);
  }

  /** @param {number} model @param {Kept} kept */
  keep(model, { json, complete }) {
    const recipe = this.#recipes.get(model);
    if (json) this.#recipes.set(model, { verb: 'load', args: { json }, complete, losses: 0 });
    else if (recipe) recipe.complete = false; // it is older than the model
    for (const listener of this.#listeners.get(model) ?? []) listener({ json, complete });
  }

  /**
   * Calls back with each file of a model from its next change on.
   *
   * @param {number} model
   * @param {(kept: Kept) => void} listener
   * @returns {() => void} ends it
   */
  listen(model, listener) {
    const listeners = this.#listeners.get(model) ?? new Set();
    this.#listeners.set(model, listeners.add(listener));
    return () => listeners.delete(listener);
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
