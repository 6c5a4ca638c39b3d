// Asks ready models in a worker, so that nothing holds up the page.
// @ts-check
import { WorkerCalls } from '../../ui/async/worker-calls.js';

/**
 * `none`: the class of what is none of the others; `letters`: all that the model has met, where its
 * file says them.
 *
 * @typedef {{ classes: string[], shares: number[] | null, none?: string, letters?: string }} Said
 */

const calls = new WorkerCalls(
  new URL('./predictor-worker.js', import.meta.url),
  'The model could not be started.',
);

/**
 * @param {URL} address of a model file
 * @param {string | number[]} [sample] without it the model is only made ready
 * @returns {Promise<Said>}
 */
export const predictInWorker = ({ href }, sample) => calls.ask({ address: href, sample });
