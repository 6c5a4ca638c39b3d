// What it takes to make each model again: how it was made, then the last file of it that the
// worker handed out.
// @ts-check

/** @import { Client } from './client.js' */
/** @import { Summary } from './types/reports.js' */

/** @typedef {{ json: Blob | undefined, complete: boolean, summary?: Summary }} Kept complete: it can go on learning */
/** @typedef {{ keep: (kept: Kept) => void, saved: () => Promise<void>, stop: () => void, eager: boolean }} Listener `eager`: a change is done once it is saved */
/** @typedef {{ verb: 'create' | 'load', args: Record<string, unknown>, complete: boolean, losses: number }} RestorePoint */

/** Workers that may be lost while a model is made again before that model is given up. */
const BLAME = 2;

export class RestorePoints {
  /** @type {Map<number, RestorePoint>} */
  #points = new Map();
  /** @type {Map<number, Listener>} */
  #listeners = new Map();

  get models() {
    return [...this.#points.keys()];
  }

  /** Models that came back, or would, with less than they had. */
  get reduced() {
    return this.models.filter((model) => !this.#points.get(model)?.complete);
  }

  /** @param {number} model @param {'create' | 'load'} verb @param {Record<string, unknown>} args */
  add(model, verb, args) {
    if (this.#points.has(model)) return; // a file came first
    this.#points.set(model, { verb, args, complete: true, losses: 0 });
  }

  /** @param {number} model */
  remove(model) {
    this.#points.delete(model);
    this.unlisten(model);
  }

  /** @param {number} model @param {Kept} kept */
  keep(model, { json, complete, summary }) {
    const point = this.#points.get(model);
    const args = { json, max_bytes: Infinity };
    if (json) this.#points.set(model, { verb: 'load', args, complete, losses: 0 });
    else if (point) point.complete = false; // it is older than the model
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
  async restoreAll(client) {
    const failed = [];
    for (const [model, point] of [...this.#points]) {
      if (!this.#points.has(model)) continue; // it was disposed of meanwhile
      const { verb, args } = point;
      try {
        await client.send(verb, { ...args, as: model });
      } catch (error) {
        if (client.lost && ++point.losses < BLAME) throw error;
        this.remove(model);
        failed.push(model);
        if (client.lost) throw error;
      }
    }
    return failed;
  }
}
