// The worker in a thread of Node's.
// @ts-check
import './browser-globals.js';
import { fileURLToPath } from 'node:url';
import { parentPort } from 'node:worker_threads';
import { host } from '../worker/host.js';
import '../worker/worker.js';

host.placeOf = (url) => fileURLToPath(url);
host.hasPool = false; // also where there are workers as a page has them: of threads they know nothing
parentPort?.on('message', (data) => {
  /** @type {any} */ (globalThis).onmessage?.({ data });
});
