// The runtime's files: fetched side by side, counted byte by byte, checked, and handed to Pyodide
// in place of its own requests, so that nothing crosses the wire twice.
// @ts-check

/** @typedef {{ path: string, bytes: number, sha256: string }} ManifestFile */
/** @typedef {{ version: string, runtime: { indexURL: string, packages: string[], files: ManifestFile[] } }} Manifest */

export class AssetError extends Error {
  /** @param {string} asset @param {string} why */
  constructor(asset, why) {
    super(`could not load ${asset}: ${why}`);
    this.asset = asset;
  }
}

/**
 * @param {string} url
 * @returns {Promise<Manifest>}
 */
export async function fetchManifest(url) {
  const response = await fetch(url).catch((error) => {
    throw new AssetError('manifest.json', String(error?.message ?? error));
  });
  if (!response.ok) throw new AssetError('manifest.json', `HTTP ${response.status}`);
  return response.json().catch(() => {
    throw new AssetError('manifest.json', 'it is not JSON');
  });
}

/**
 * Downloads the files of the manifest and answers Pyodide's requests for them.
 *
 * Modules (.mjs) are left to `import`: their requests cannot be answered from here.
 *
 * @param {Manifest} manifest
 * @param {string} indexURL
 * @param {(loaded: number, total: number) => void} onBytes
 * @returns {Promise<() => void>} a function that gives `fetch` back to the worker
 */
export async function downloadRuntime(manifest, indexURL, onBytes) {
  const files = manifest.runtime.files.filter((file) => !file.path.endsWith('.mjs'));
  const total = files.reduce((sum, file) => sum + file.bytes, 0);
  let loaded = 0;
  const count = (/** @type {number} */ bytes) => {
    loaded += bytes;
    onBytes(loaded, total);
  };
  const abort = new AbortController();
  /** @type {Map<string, Promise<Uint8Array<ArrayBuffer>>>} */
  const bodies = new Map();
  for (const file of files) {
    bodies.set(indexURL + file.path, download(indexURL, file, count, abort.signal));
  }
  try {
    await Promise.all(bodies.values());
  } catch (error) {
    abort.abort(); // the others would only be thrown away
    await Promise.allSettled(bodies.values());
    throw error;
  }
  return answerFetches(bodies);
}

/**
 * @param {string} indexURL
 * @param {ManifestFile} file
 * @param {(bytes: number) => void} count
 * @param {AbortSignal} signal
 */
async function download(indexURL, file, count, signal) {
  const bytes = new Uint8Array(file.bytes);
  let filled = 0;
  try {
    const response = await fetch(indexURL + file.path, { signal });
    if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}`);
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
 * Answers the worker's own requests from memory.
 *
 * @param {Map<string, Promise<Uint8Array<ArrayBuffer>> | Uint8Array<ArrayBuffer>>} bodies by address
 * @returns {() => void} gives `fetch` back
 */
export function answerFetches(bodies) {
  const real = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const body = bodies.get(url);
    if (!body) return real(input, init);
    const type = url.endsWith('.wasm') ? 'application/wasm' : 'application/octet-stream';
    return new Response(await body, { headers: { 'Content-Type': type } });
  };
  return () => {
    globalThis.fetch = real;
    bodies.clear();
  };
}
