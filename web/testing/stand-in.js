// A worker that is none: it takes the client's messages and answers them in the same thread.
// @ts-check
import { elsewhere, StandInError } from './errors.js';
import { modelOf, unfitted } from './models.js';

/** @import { StandInModel } from './models.js' */
/** @typedef {{ id: number, kind: string, verb: string, args: any, keep?: boolean }} Message */

export class StandIn {
  /** @type {((event: MessageEvent) => any) | null} */
  onmessage = null;
  /** @type {((event: ErrorEvent) => any) | null} */
  onerror = null;
  /** @type {((event: MessageEvent) => any) | null} */
  onmessageerror = null;
  /** @type {Map<number, StandInModel>} */
  #models = new Map();
  #made = 0;
  #ended = false;
  /** Requests that were dropped before their turn. @type {Set<number>} */
  #cancelled = new Set();
  #turn = Promise.resolve();
  #learnt;

  /** @param {Map<string, string>} learnt what models of a class become when they are fitted */
  constructor(learnt) {
    this.#learnt = learnt;
  }

  /** @param {any} message */
  postMessage(message) {
    const sent = structuredClone(message); // what crosses a border is a copy, and plain
    if (sent.kind === 'cancel') this.#cancelled.add(sent.id);
    if (sent.kind === 'request') this.#turn = this.#turn.then(() => this.#settle(sent));
  }

  terminate() {
    this.#ended = true;
  }

  /** @param {Message} message */
  async #settle({ id, verb, args, keep }) {
    await undefined; // never at once, as in a worker
    let answer;
    try {
      if (this.#cancelled.has(id)) throw new StandInError('cancelled', 'cancelled');
      const result = await this.#answer(verb, args);
      if (keep) this.#tell({ kind: 'checkpoint', ...this.#kept(args.model) });
      answer = { id, kind: 'result', result };
    } catch (thrown) {
      const { code = 'internal', message, details = {} } = /** @type {any} */ (thrown);
      answer = { id, kind: 'error', error: { code, message, details } };
    }
    this.#tell(answer);
  }

  /** @param {unknown} data */
  #tell(data) {
    if (!this.#ended) this.onmessage?.(/** @type {MessageEvent} */ ({ data }));
  }

  /** @param {number} number */
  #kept(number) {
    const model = this.#models.get(number);
    const json = model && new Blob([model.save({})]);
    return { model: number, json, complete: true, summary: model?.summary };
  }

  /** @param {string} verb @param {any} args @returns {Promise<unknown>} */
  async #answer(verb, args) {
    if (verb === 'start') return { version: 'stand-in', heap: 0, start: 'plain' };
    if (verb === 'flush') return { heap: 0 };
    if (verb === 'create') return this.#add(await modelOf(args, this.#learnt));
    if (verb === 'load') return this.#add(await modelOf({ json: await textOf(args.json) }));
    const model = this.#models.get(args.model);
    if (!model) throw new StandInError('not-found', `no model has the number ${args.model}`);
    if (verb === 'dispose') {
      this.#models.delete(args.model);
      return {};
    }
    if (verb === 'describe') return model.about();
    if (verb === 'clone_untrained') return this.#add(await unfitted(model, this.#learnt));
    if (verb === 'save') return { json: model.save(args) };
    if (verb === 'fit' || verb === 'partial_fit') {
      await model.learn(args, verb === 'partial_fit');
      return { summary: model.summary };
    }
    if (verb === 'predict') return model.predict(args);
    if (verb === 'predict_proba') return model.predictProba(args);
    if (verb === 'score') return { score: model.score(args) };
    throw elsewhere(verb);
  }

  /** @param {StandInModel} model */
  #add(model) {
    this.#models.set(++this.#made, model);
    return { model: this.#made, ...model.about() };
  }
}

/** @param {string | Blob} json */
const textOf = (json) => (typeof json === 'string' ? json : json.text());
