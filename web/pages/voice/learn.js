// The model: one to begin with, and the user's own samples on top of it.
// @ts-check
import { latestOnly } from '../../ui/async/latest-only.js';

/** @import { ElmToolkit, ModelOf } from '../../client/index.js' */
/** @import { Sample } from './vocabulary.js' */

/** A model that others have trained, as a file; none: the own samples are all there is. */
/** @typedef {{ name: string, json: string | null }} Base */

/** @param {ElmToolkit} elm @param {Base} base @param {Sample[]} samples @param {AbortSignal} [signal] */
export async function taught(elm, { json }, samples, signal) {
  // what it takes was agreed to when it was opened
  const model = json
    ? /** @type {ModelOf<'VoiceCommands'>} */ (
        await elm.load(json, { maxBytes: Number.POSITIVE_INFINITY })
      )
    : await elm.create('VoiceCommands', { random_state: 0 });
  try {
    if (samples.length) await teach(model, samples, signal);
    return model;
  } catch (error) {
    await model.dispose();
    throw error;
  }
}

/** @param {ModelOf<'VoiceCommands'>} model @param {Sample[]} samples @param {AbortSignal} [signal] */
const teach = (model, samples, signal) =>
  model.partialFit(
    { clips: samples.map(({ clip }) => clip) },
    samples.map(({ word }) => word),
    { signal },
  );

export class Learner {
  /** @type {ModelOf<'VoiceCommands'> | undefined} */
  #model;
  /** Whether what is being learnt is not yet what it knows. */
  #pending = false;
  #starting;

  /** @param {Promise<ElmToolkit>} starting */
  constructor(starting) {
    this.#starting = starting;
  }

  /** The model, once it knows something. */
  get model() {
    return this.#model?.summary.fitted ? this.#model : undefined;
  }

  /**
   * Learns from scratch what it is to know. `ended`: when the newest learning has.
   *
   * @param {() => Promise<{ base: Base, samples: Sample[] }>} what
   * @param {(error?: unknown) => void} done
   */
  follow(what, done) {
    const again = latestOnly(
      async (signal) => {
        try {
          const elm = await this.#starting;
          const { base, samples } = await what();
          if (signal.aborted) return () => {};
          const model = await taught(elm, base, samples, signal);
          if (signal.aborted) {
            await model.dispose();
            return () => {};
          }
          return () => {
            this.#model?.dispose();
            this.#model = model;
            this.#pending = false;
            done();
          };
        } catch (error) {
          return () => {
            this.#pending = false;
            done(error);
          };
        }
      },
      { wait: 20 },
    );
    const relearn = () => {
      this.#pending = true;
      return again();
    };
    return Object.assign(relearn, { ended: again.ended });
  }

  /** Learns more. @param {Sample[]} samples @returns {Promise<boolean>} false: learn all again */
  async add(samples) {
    if (!this.#model || this.#pending) return false;
    await teach(this.#model, samples);
    return true;
  }
}
