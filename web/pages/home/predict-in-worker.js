// Asks ready models in a worker, so that nothing holds up the page.
// @ts-check
import { startWorker } from '../../ui/async/start-worker.js';

/** @typedef {{ classes: string[], shares: number[] | null }} Said */

/** @type {Worker | undefined} */
let worker;
/** @type {Map<number, { resolve: (said: Said) => void, reject: (error: Error) => void }>} */
const waiting = new Map();
let lastId = 0;

/**
 * @param {URL} address of a model file
 * @param {string | number[]} [sample] without it the model is only made ready
 * @returns {Promise<Said>}
 */
export async function predictInWorker(address, sample) {
  worker ??= started();
  const id = ++lastId;
  worker.postMessage({ id, address: address.href, sample });
  return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
}

function started() {
  const made = startWorker(new URL('./predictor-worker.js', import.meta.url));
  made.onmessage = ({ data: { id, error, ...said } }) => {
    const asked = waiting.get(id);
    waiting.delete(id);
    if (error) asked?.reject(new Error(error));
    else asked?.resolve(said);
  };
  made.onerror = () => {
    worker = undefined; // the next question gets a new one
    for (const { reject } of waiting.values()) reject(new Error('The model could not be started.'));
    waiting.clear();
  };
  return made;
}
