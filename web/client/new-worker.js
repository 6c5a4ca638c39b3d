// The worker, or why the browser does not start one here.
// @ts-check
import { ElmError } from './errors.js';

/** Not beside `import.meta.url` itself: a bundler would take it for one more file of the app. */
const OURS = '../worker/worker.js';
const PREDICTOR = 'a saved model is asked without a worker by the Predictor';

/**
 * @param {string | URL | undefined} workerUrl
 * @throws {ElmError}
 */
export function newWorker(workerUrl) {
  if (!globalThis.Worker) throw notHere(`there are no web workers here: ${PREDICTOR}`);
  try {
    return workerUrl
      ? new Worker(workerUrl, { type: 'module' })
      : new Worker(new URL('../worker/worker.js', import.meta.url), { type: 'module' });
  } catch (error) {
    throw notHere(whyNot(/** @type {Error} */ (error), workerUrl));
  }
}

/**
 * Why a worker never said anything. What a cache has of its script may be damaged: it is fetched anew.
 *
 * @param {string | URL | undefined} workerUrl
 */
export async function didNotLoad(workerUrl) {
  const where = workerUrl ? ` from ${workerUrl}` : '';
  const why = `the script of the worker did not load${where}: see that it is there, that its type is text/javascript and that the Content Security Policy allows it (worker-src), or name another one by the option workerUrl; ${PREDICTOR}`;
  const renewed = await isThere(workerUrl ?? new URL(OURS, import.meta.url));
  return new ElmError('boot-failed', why, { renewed });
}

/** @param {string | URL} script */
async function isThere(script) {
  try {
    const { ok, headers } = await fetch(script, { cache: 'reload' });
    return ok && /javascript/.test(headers.get('Content-Type') ?? '');
  } catch {
    return false;
  }
}

/** @param {Error} error @param {string | URL | undefined} workerUrl */
function whyNot({ name, message }, workerUrl) {
  if (globalThis.origin === 'null') {
    return `a page without an origin, as in a sandboxed frame, may start no worker: give the frame allow-same-origin, or open the page by itself; ${PREDICTOR}`;
  }
  if (name === 'SecurityError') {
    return `the browser starts no worker of another origin (${message}): copy the toolkit to that of the page, or name a script there by the option workerUrl; ${PREDICTOR}`;
  }
  if (/TrustedScriptURL|trusted/i.test(message)) {
    return `this page's Content Security Policy asks for trusted types: pass as workerUrl a TrustedScriptURL that a policy of yours has made of ${workerUrl ?? 'the address of worker.js'}; ${PREDICTOR}`;
  }
  return `the worker cannot be started (${message}): see the option workerUrl; ${PREDICTOR}`;
}

/** @param {string} why */
const notHere = (why) => new ElmError('boot-failed', why);
