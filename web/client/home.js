// Imported where no bundler moves the modules: they know then where the other files lie. Bundlers do
// not get to see this address; each makes something else of it.
// @ts-check
import { host } from './new-worker.js';
import { BESIDE } from './place.js';

host.assets = new URL(BESIDE, import.meta.url).href;
