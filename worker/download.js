// The runtime's files: fetched side by side, counted byte by byte, checked, and handed to Pyodide
// in place of its own requests, so that nothing crosses the wire twice.
// @ts-check

import { filesOfStart, inflated, inflatedBytes, notePolicy } from './packed.js';

/** @typedef {{ path: string, bytes: number, sha256: string, holds?: string }} ManifestFile `holds`: the file that it is, inflated */
/** @typedef {ManifestFile & { modules: string[] }} LaterFile with the modules that it is asked for */
/** @typedef {Omit<ManifestFile, 'holds'> & { holds: number }} PackagesFile of so many bytes, once it is inflated */
/** @typedef {{ indexURL: string, files: ManifestFile[], packages: PackagesFile, plain: ManifestFile[], later: LaterFile[], lock: object }} RuntimeFiles */
/** @typedef {{ version: string, runtime: RuntimeFiles, vectors: ManifestFile[] }} Manifest */

export class AssetError extends Error {
  /** Whether it could be had when it was fetched anew: another start finds it as it should be. */
  renewed = false;

  /** @param {string} asset @param {string} why */
  constructor(asset, why) {
    super(`could not load ${asset}: ${why}`);
    this.asset = asset;
  }
}

/** Names of what the site's service worker keeps begin so. */
const KEPT = 'elm-toolkit-site-';

/**
 * @param {string} url
 * @returns {Promise<Manifest>}
 */
export async function fetchManifest(url) {
  try {
    return await readManifest(url, await get(url, 'manifest.json'));
  } catch {
    return fetchAnew(url, 'manifest.json', (response) => readManifest(url, response));
  }
}

/** @param {string} url @param {Response} response @returns {Promise<Manifest>} */
async function readManifest(url, response) {
  const advice = `at ${url}; the option assets of ElmToolkit.start names its folder`;
  if (!response.ok) throw new AssetError('manifest.json', `HTTP ${response.status} ${advice}`);
  const read = await response.json().catch(() => {
    throw new AssetError('manifest.json', `it is not JSON ${advice}`);
  });
  if (!isManifest(read)) throw new AssetError('manifest.json', `it is no manifest ${advice}`);
  notePolicy(read, response.headers);
  return read;
}

/** @param {any} read @returns {read is Manifest} */
function isManifest(read) {
  const { version, runtime, vectors } = Object(read);
  const { indexURL, files, packages, plain, later, lock } = Object(runtime);
  const isText = (/** @type {unknown} */ value) => typeof value === 'string';
  const isFile = (/** @type {any} */ file) =>
    isText(file?.path) && isText(file.sha256) && Number.isSafeInteger(file.bytes);
  return (
    [version, indexURL].every(isText) &&
    [files, plain, later, vectors].every(Array.isArray) &&
    [...files, packages, ...plain, ...later, ...vectors].every(isFile) &&
    Number.isSafeInteger(packages.holds) &&
    later.every(
      (/** @type {any} */ { modules }) => Array.isArray(modules) && modules.every(isText),
    ) &&
    typeof lock?.packages === 'object'
  );
}

/** @typedef {Uint8Array<ArrayBuffer> | Response} Answer */

/**
 * Downloads files of the manifest and answers requests for them meanwhile: in the place of a
 * compressed one those for the file that it holds.
 *
 * Modules (.mjs) are left to `import`: their requests cannot be answered from here. The
 * interpreter is handed on as it comes in, so that the browser compiles it while it streams; its
 * bytes are counted and checked on the side.
 *
 * @param {ManifestFile[]} all
 * @param {string} indexURL
 * @param {(loaded: number, total: number) => void} onBytes
 * @returns {{ done: Promise<void>, release: () => void }}
 *   `done`: all files are there and are what they should be; `release` gives back `fetch`. Where
 *   `done` rejects it is kept: Pyodide would ask for the broken files itself, and fail once more
 */
export function downloadRuntime(all, indexURL, onBytes) {
  const files = all.filter((file) => !file.path.endsWith('.mjs'));
  const total = files.reduce((sum, file) => sum + file.bytes, 0);
  let loaded = 0;
  const count = (/** @type {number} */ bytes) => {
    loaded += bytes;
    onBytes(loaded, total);
  };
  const abort = new AbortController();
  /** @type {Map<string, Promise<Answer>>} */
  const answers = new Map();
  const downloads = files.map((file) => {
    const { path, holds: name = path } = file;
    const response = get(indexURL + file.path, file.path, { signal: abort.signal });
    const copy = response.then((body) => (streams(body, name) ? body.clone() : body));
    const bytes = copy.then((body) => read(body, file, count));
    const answer = copy.then(async () => {
      const body = await response;
      if (streams(body, name)) return file.holds ? inflated(body) : body;
      return file.holds ? inflatedBytes(await bytes) : bytes;
    });
    answers.set(indexURL + name, answer.catch(forever)); // `done` says what is wrong
    return bytes;
  });
  const done = Promise.all(downloads).then(
    () => {},
    async (error) => {
      abort.abort(); // the others would only be thrown away
      await Promise.allSettled(downloads);
      throw error;
    },
  );
  done.catch(() => {}); // whoever waits for it says what is wrong
  return { done, release: answerFetches(answers) };
}

/**
 * One file, checked; where it is not what it should be, what comes past all caches.
 *
 * @param {string} base
 * @param {ManifestFile} file
 */
export async function downloadFile(base, file) {
  const { href } = new URL(file.path, base);
  try {
    return await read(await get(href, file.path), file, () => {});
  } catch {
    return fetchAnew(href, file.path, (response) => read(response, file, () => {}));
  }
}

/**
 * Fetches those files of the runtime anew that are not what they should be, for the next start; the
 * manifest too, where it may be what is wrong.
 *
 * @param {string} url of the manifest
 * @param {Manifest} manifest
 * @param {string} indexURL
 * @returns {Promise<boolean>} whether all are right now
 */
export async function renew(url, manifest, indexURL) {
  if (await areRight(manifest, indexURL)) return true;
  const fresh = await otherManifest(url, manifest);
  return fresh !== undefined && areRight(fresh, new URL(fresh.runtime.indexURL, url).href);
}

/**
 * A failure of another kind, whose cause may be a manifest that is not what it should be.
 *
 * @param {string} url @param {Manifest} manifest @param {unknown} error
 * @returns {Promise<AssetError | undefined>} undefined where the manifest is right
 */
export async function inManifest(url, manifest, error) {
  const why = error instanceof Error ? error.message : String(error);
  return (await otherManifest(url, manifest)) && new AssetError('manifest.json', why);
}

/** What is there in place of a manifest, past all caches. @param {string} url @param {Manifest} manifest */
async function otherManifest(url, manifest) {
  const read = (/** @type {Response} */ response) => readManifest(url, response);
  const fresh = await fetchAnew(url, 'manifest.json', read).catch(() => undefined);
  return JSON.stringify(fresh) === JSON.stringify(manifest) ? undefined : fresh;
}

/** @param {Manifest} manifest @param {string} indexURL */
async function areRight(manifest, indexURL) {
  const files = filesOfStart(manifest);
  const all = await Promise.allSettled(files.map((file) => downloadFile(indexURL, file)));
  return all.every(({ status }) => status === 'fulfilled');
}

/**
 * Fetches past all caches; those that had a wrong answer have the right one then.
 *
 * @template T
 * @param {string} url
 * @param {string} asset
 * @param {(response: Response) => Promise<T>} reading rejects where it is still wrong
 */
async function fetchAnew(url, asset, reading) {
  const emptied = [];
  // a service worker of an older version answers with what it has kept, whatever that is
  for (const name of (await globalThis.caches?.keys().catch(() => [])) ?? []) {
    if (!name.startsWith(KEPT)) continue;
    const cache = await caches.open(name);
    if (await cache.delete(url)) emptied.push(cache);
  }
  const response = await get(url, asset, { cache: 'reload' });
  const copy = response.clone();
  const result = await reading(response);
  for (const cache of emptied) await cache.put(url, copy.clone());
  return result;
}

/** What Pyodide gets for a file that failed: it would only repeat the error, unhandled. */
const forever = () => /** @type {Promise<never>} */ (new Promise(() => {}));

/** Whether the browser can compile it while it comes in. @param {Response} response @param {string} name of the file, or of what it holds */
const streams = ({ body, headers, url }, name) =>
  name.endsWith('.wasm') &&
  body !== null &&
  (!url.endsWith('.wasm') || headers.get('Content-Type') === 'application/wasm');

/** The browser's own, while requests are answered from here. @type {typeof fetch | undefined} */
let ownFetch;

/** @param {string} url @param {string} asset its name @param {RequestInit} [init] */
async function get(url, asset, init) {
  return (ownFetch ?? fetch)(url, init).catch((error) => {
    throw new AssetError(asset, String(error?.message ?? error));
  });
}

/**
 * @param {Response} response
 * @param {ManifestFile} file
 * @param {(bytes: number) => void} count
 */
async function read(response, file, count) {
  const bytes = new Uint8Array(file.bytes);
  let filled = 0;
  try {
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    if (!response.body) throw new Error('it is empty');
    for await (const chunk of chunksOf(response.body)) {
      if (filled + chunk.length > bytes.length) throw new Error('it is longer than it should be');
      bytes.set(chunk, filled);
      filled += chunk.length;
      count(chunk.length);
    }
    if (filled < bytes.length) throw new Error(`it ends after ${filled} of ${bytes.length} bytes`);
    await verify(bytes, file.sha256);
  } catch (error) {
    throw new AssetError(file.path, error instanceof Error ? error.message : String(error));
  }
  return bytes;
}

/** @param {ReadableStream<Uint8Array>} body */
async function* chunksOf(body) {
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

/** @param {Uint8Array<ArrayBuffer>} bytes @param {string} expected */
async function verify(bytes, expected) {
  if (!crypto.subtle) return; // not a secure context: the length must do
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const got = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (got !== expected) throw new Error(`its sha256 is ${got}, expected ${expected}`);
}

/**
 * Answers the worker's own requests from memory, or with a response that is there already.
 *
 * @param {Map<string, Promise<Answer> | Answer>} answers by address
 * @returns {() => void} gives `fetch` back
 */
export function answerFetches(answers) {
  const real = globalThis.fetch;
  ownFetch ??= real;
  globalThis.fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const answer = await answers.get(url);
    if (!answer) return real(input, init);
    if (answer instanceof Response) {
      answers.delete(url); // it can be read once
      return answer;
    }
    const type = url.endsWith('.wasm') ? 'application/wasm' : 'application/octet-stream';
    return new Response(answer, { headers: { 'Content-Type': type } });
  };
  return () => {
    globalThis.fetch = real;
    if (ownFetch === real) ownFetch = undefined;
    answers.clear();
  };
}
