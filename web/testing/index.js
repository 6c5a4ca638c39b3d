// The toolkit for unit tests: no worker, no Python. What models learn is a file of before, or the
// samples as they are; all else (checks, errors, signals, events) is the client itself.
// @ts-check
import { host } from '../client/new-worker.js';
import { StandIn } from './stand-in.js';

export * from '../client/main.js';

host.assets = 'stand-in:///'; // none are needed
host.start = () => new StandIn(learnt);

/** What models of a class become when they are fitted. @type {Map<string, string>} */
const learnt = new Map();

/**
 * From now on a model that is fitted becomes that of a file; without one it remembers its samples.
 *
 * @param {Record<string, string>} files of saved models, by the class that is made
 */
export function learnAs(files) {
  learnt.clear();
  for (const [name, json] of Object.entries(files)) learnt.set(name, json);
}
