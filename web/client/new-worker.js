// The worker, or why there is none here.
// @ts-check
import { startWorker } from '../worker/start-worker.js';
import { ElmError, invalid } from './errors.js';
import { WORKER } from './place.js';

/** @typedef {Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror' | 'onmessageerror'> & { ref?: () => void, unref?: () => void }} AnyWorker `ref`, `unref`: whether a program waits for it */

/**
 * What other places than a page behind a bundler have.
 *
 * @type {{ assets?: string, start?: (script: URL) => AnyWorker }} `assets`: the folder where none is named
 */
export const host = {};

const PREDICTOR = 'a saved model is asked without a worker by the Predictor';
const COPY = `run 'npx --no elm-toolkit copy FOLDER' with the folder that the server has under that address`;

/**
 * A folder's address as the page means it: the worker has another base.
 *
 * @param {string | URL} [assets]
 */
export function folderOf(assets) {
  // a program has the files on its disk: the address that they have for a page says nothing there
  if (!assets || (host.start && !/^file:/i.test(String(assets)))) return host.assets;
  requireWorkers(); // where there are none, there is no page whose address would complete this one
  try {
    const base = globalThis.document?.baseURI ?? globalThis.location?.href;
    return new URL(assets, base).href.replace(/\/*$/, '/');
  } catch {
    throw invalid(`assets must be the address of a folder, got ${assets}`, 'assets');
  }
}

/**
 * @param {{ workerUrl?: string | URL, assets?: string }} settings
 * @returns {AnyWorker}
 * @throws {ElmError}
 */
export function newWorker({ workerUrl, assets }) {
  requireWorkers();
  if (!workerUrl && !assets) {
    throw notHere(
      `where the toolkit's files are is not known: run 'npx --no elm-toolkit copy public/elm', where public is the folder that your server has under /, and say ElmToolkit.start({ assets: '/elm/' })`,
    );
  }
  try {
    if (workerUrl) return new Worker(workerUrl, { type: 'module' });
    return (host.start ?? startWorker)(new URL(WORKER, assets));
  } catch (error) {
    throw notHere(whyNot(/** @type {Error} */ (error)));
  }
}

function requireWorkers() {
  if (host.start || globalThis.Worker) return;
  throw notHere(
    `there are no web workers here, as in Node and jsdom: import ElmToolkit from 'elm-toolkit/node' there; ${PREDICTOR}`,
  );
}

/**
 * Why a worker never said anything. What a cache has of its script may be damaged: it is fetched anew.
 *
 * @param {{ workerUrl?: string | URL, assets?: string }} settings @param {unknown} error
 */
export async function didNotLoad({ workerUrl, assets }, error) {
  if (host.start)
    return notHere(`${Object(error).message}, with the files in ${assets}; ${PREDICTOR}`);
  const script = new URL(workerUrl ?? WORKER, workerUrl ? globalThis.location?.href : assets);
  const { why, renewed = false } = await inScript(script, workerUrl ? undefined : assets);
  const named = `the script of the worker did not load from ${script}: ${why}; ${PREDICTOR}`;
  return new ElmError('boot-failed', named, { asset: WORKER, renewed });
}

/** @param {URL} script @param {string} [assets] @returns {Promise<{ why: string, renewed?: boolean }>} */
async function inScript(script, assets) {
  const other = script.origin !== globalThis.origin;
  /** @type {Response} */
  let found;
  try {
    found = await fetch(script, { cache: 'reload' });
  } catch (error) {
    return {
      why: other
        ? `its origin has to share it (Access-Control-Allow-Origin) and the page's Content Security Policy to allow it (connect-src, script-src); or copy the folder to the page's own origin`
        : String(error),
    };
  }
  const type = found.headers.get('Content-Type') ?? 'no type';
  if (found.ok && /javascript/.test(type)) {
    const policy = other ? `blob:, script-src ${script.origin}` : "'self'";
    const why = `see that the page's Content Security Policy allows it (worker-src ${policy})`;
    return { why, renewed: true };
  }
  const why = found.ok ? `it is ${type.split(';')[0]}, not JavaScript` : `HTTP ${found.status}`;
  if (!assets) return { why: `${why}: see the option workerUrl` };
  return { why: `${why}: ${await inFolder(assets)}` };
}

/** @param {string} assets */
async function inFolder(assets) {
  const isThere = await fetch(`${assets}manifest.json`, { cache: 'reload' })
    .then((response) => response.ok && response.json())
    .catch(() => false);
  return isThere
    ? `what is at ${assets} is of another version of the toolkit; ${COPY}`
    : `assets has to be the address of the toolkit's files; ${COPY}`;
}

/** @param {Error} error */
function whyNot({ name, message }) {
  if (globalThis.origin === 'null') {
    return `a page without an origin, as in a sandboxed frame or from a file, may start no worker: give the frame allow-same-origin, or open the page by itself; ${PREDICTOR}`;
  }
  if (name === 'SecurityError') {
    return `the browser starts no such worker (${message}): a workerUrl may not be of another origin than the page, assets may; ${PREDICTOR}`;
  }
  if (/TrustedScriptURL|trusted/i.test(message)) {
    return `this page's Content Security Policy asks for trusted types: add elm-toolkit to those that it allows (trusted-types), or pass as workerUrl a TrustedScriptURL that a policy of yours has made; ${PREDICTOR}`;
  }
  return `the worker cannot be started (${message}): see the options assets and workerUrl; ${PREDICTOR}`;
}

/** @param {string} why */
const notHere = (why) => new ElmError('boot-failed', why);
