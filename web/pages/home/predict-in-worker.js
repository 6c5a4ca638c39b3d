// Asks ready models in a worker, so that nothing holds up the page.
// @ts-check
import { WorkerCalls } from '../../ui/async/worker-calls.js';

/** @import { Said } from '../../ui/models/verdict.js' */

const calls = new WorkerCalls(
  new URL('./predictor-worker.js', import.meta.url),
  'The model could not be started.',
);

/**
 * @param {URL} address of a model file
 * @param {string | number[]} [sample] without it the model is only made ready
 * @returns {Promise<Said & { shares: number[] | null }>}
 */
export const predictInWorker = ({ href }, sample) => calls.ask({ address: href, sample });
