// The toolkit in Node: the worker is a thread, its files are those of the package.
// @ts-check
import { host } from '../client/new-worker.js';
import { BESIDE } from '../client/place.js';
import { ThreadWorker } from './thread-worker.js';

export * from '../client/main.js';

host.assets = new URL(BESIDE, import.meta.url).href;
host.start = (script) => new ThreadWorker(new URL('./node.js', script));
